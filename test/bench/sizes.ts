// What the events take on disk, as each keeps them.

import type { Arena } from './compare.ts';
import type { Dataset } from './dataset.ts';
import { type ReportTable, significant } from './report.ts';
import { type Figure, noSection, type Section } from './section.ts';

const MEGABYTE = 1_000_000;

export type Sizes = { readonly dataset: Dataset; readonly bytes: ReadonlyMap<string, number> };

export const sizesOf = async (dataset: Dataset, arena: Arena): Promise<Sizes> => {
  const bytes = new Map<string, number>();
  for (const [{ name }, opened] of arena) bytes.set(name, await opened.sizeBytes());
  return { dataset, bytes };
};

const ratioOf = ({ bytes }: Sizes, other: number | undefined): number | undefined =>
  other === undefined ? undefined : bytes.get('insitu')! / other;

const tableOf = (all: readonly Sizes[]): ReportTable => {
  const megabytes = (bytes: number | undefined): string =>
    bytes === undefined ? '' : significant(bytes / MEGABYTE);
  const ratio = (sizes: Sizes, other: number | undefined): string => ratioOf(sizes, other)?.toFixed(2) ?? '';
  const row = (sizes: Sizes): readonly string[] => {
    const { dataset, bytes } = sizes;
    const [duckdb, chdb] = [bytes.get('duckdb'), bytes.get('chdb')];
    return [
      `${dataset.set} ${dataset.text}`,
      megabytes(dataset.textFileBytes),
      megabytes(dataset.exportBytes),
      megabytes(bytes.get('insitu')),
      ratio(sizes, dataset.textFileBytes),
      megabytes(duckdb),
      ratio(sizes, duckdb),
      megabytes(chdb),
      ratio(sizes, chdb),
    ];
  };
  const head = ['set', 'text MB', '.gz MB', 'insitu MB', '/text', 'duckdb MB', '/duckdb', 'chdb MB', '/chdb'];
  return { title: 'Size: the store, the text, and the peers’ tables', rows: [head, ...all.map(row)] };
};

export const sizeSection = (all: readonly Sizes[]): Section => {
  if (all.length === 0) return noSection;
  const figures = all.flatMap((sizes): readonly Figure[] => {
    const { set, text, textFileBytes } = sizes.dataset;
    const of = `${set} ${text}`;
    const duckdb = ratioOf(sizes, sizes.bytes.get('duckdb'));
    const ofText = ratioOf(sizes, textFileBytes)!;
    return [
      ...(duckdb === undefined ? [] : [{ kind: 'size-duckdb' as const, value: duckdb, of }]),
      // The aim speaks of Lambda's text alone.
      ...(set === 'lambda' ? [{ kind: 'size-text' as const, value: ofText, of }] : []),
    ];
  });
  return { tables: [tableOf(all)], figures, remarks: [], failures: [] };
};
