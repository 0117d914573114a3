// The tables of a report: what was measured, beside the peers and as ratios.

import { queryPaths } from '../../src/index.ts';
import type { Contestant } from './contestant.ts';
import type { Dataset } from './dataset.ts';
import { type Times, timesOf, timeWarmPlans } from './measure.ts';
import type { BenchQuery } from './queries.ts';
import { geometricMean, type ReportTable, showRate, showTimes } from './report.ts';

const FILE_ROUNDS = 3;

/** The contestants with insitu first. */
export type Field = { readonly insitu: Contestant; readonly peers: readonly Contestant[] };

export type Measured = { readonly query: BenchQuery; readonly times: ReadonlyMap<Contestant, Times> };

const ratio = (own: Times, peer: Times): number => own.median / peer.median;

const peerCells = ({ insitu, peers }: Field, times: Measured['times']): readonly string[] =>
  peers.flatMap((peer) => {
    const peerTimes = times.get(peer);
    return peerTimes === undefined
      ? ['', '']
      : [showTimes(peerTimes), ratio(times.get(insitu)!, peerTimes).toFixed(2)];
  });

const peerHeads = (peers: readonly Contestant[]): readonly string[] =>
  peers.flatMap(({ name }) => [`${name} ms`, `insitu/${name}`]);

const meanRow = (
  { insitu, peers }: Field,
  measured: readonly Measured[],
  empty: number,
): readonly string[] => [
  'geometric mean',
  ...Array<string>(empty).fill(''),
  ...peers.flatMap((peer) => {
    const ratios = measured.flatMap(({ times }) => {
      const peerTimes = times.get(peer);
      return peerTimes === undefined ? [] : [ratio(times.get(insitu)!, peerTimes)];
    });
    return ['', ratios.length === 0 ? '' : geometricMean(ratios).toFixed(2)];
  }),
];

export const engineTable = (field: Field, measured: readonly Measured[], dataset: Dataset): ReportTable => ({
  title: 'Engine: from the query to its rows, store open',
  rows: [
    ['query', 'insitu ms', 'rows/s', 'bytes/s', ...peerHeads(field.peers)],
    ...measured.map(({ query, times }) => {
      const own = times.get(field.insitu)!;
      const seconds = own.median / 1000;
      return [
        query.name,
        showTimes(own),
        showRate(dataset.events / seconds),
        showRate(dataset.textBytes / seconds),
        ...peerCells(field, times),
      ];
    }),
    meanRow(field, measured, 3),
  ],
});

export const processTable = (field: Field, measured: readonly Measured[]): ReportTable => {
  const timed = field.peers.filter((peer) => measured.some(({ times }) => times.has(peer)));
  const shown = { ...field, peers: timed };
  return {
    title: 'Whole process: from start to exit',
    rows: [
      ['query', 'insitu ms', ...peerHeads(timed)],
      ...measured.map(({ query, times }) => [
        query.name,
        showTimes(times.get(field.insitu)!),
        ...peerCells(shown, times),
      ]),
      meanRow(shown, measured, 1),
    ],
  };
};

export const planningTable = (queries: readonly BenchQuery[], rounds: number): ReportTable => ({
  title: 'Planning: parse, check and plan, warm',
  rows: [
    ['query', 'µs'],
    ...queries.map((query) => {
      const { median, least, most } = timeWarmPlans(query, rounds);
      return [query.name, showTimes({ median: median * 1000, least: least * 1000, most: most * 1000 })];
    }),
  ],
});

export const filesTable = async (dataset: Dataset, query: BenchQuery): Promise<ReportTable> => {
  const time = async (path: string): Promise<Times> => {
    const samples: number[] = [];
    for (let round = 0; round < FILE_ROUNDS; round += 1) {
      const start = performance.now();
      await queryPaths(query.insitu, [path]);
      samples.push(performance.now() - start);
    }
    return timesOf(samples);
  };
  const row = (name: string, times: Times): readonly string[] => [
    name,
    showTimes(times),
    showRate(dataset.events / (times.median / 1000)),
    showRate(dataset.textBytes / (times.median / 1000)),
  ];
  return {
    title: `Files: ${query.name} without a store`,
    rows: [
      ['files', 'insitu ms', 'rows/s', 'bytes/s'],
      row(`${dataset.exportFiles} exported .gz objects`, await time(dataset.exportFolder)),
      row('one text file', await time(dataset.textFile)),
    ],
  };
};
