// A query with placeholders is read as if something harmless of the same length stood in their place, so
// that every offset keeps its meaning. Within quotes anything will do. Elsewhere it is not known what will be
// filled in, so the readings below are tried, and the one that makes the least trouble in its command wins.

import type { Diagnostic, Span } from '../../grammar/index.ts';
import { planQuery } from '../plan/index.ts';
import { bareOffsets } from './lexer-probe.ts';

type Filling = (length: number, index: number) => string;

/** Placeholders are at least three characters long: `${}` and `{{}}` are none without a name. */
const asName: Filling = (length, index) => `_${index.toString(36)}`.padEnd(length, '_');
const asNumber: Filling = (length) => '1'.padStart(length, '0');
const asPeriod: Filling = (length) => '1m'.padStart(length, '0');
const asText: Filling = (length) => `"${'_'.repeat(length - 2)}"`;
const asList: Filling = (length) => `[${'1'.padStart(length - 2, '0')}]`;
const asNothing: Filling = (length) => ' '.repeat(length);

const fillings: readonly Filling[] = [asName, asNumber, asPeriod, asText, asList, asNothing];

export type Reading = { readonly text: string; readonly diagnostics: readonly Diagnostic[] };

const textWith = (text: string, holes: readonly Span[], chosen: readonly Filling[]): string => {
  let filled = '';
  let from = 0;
  holes.forEach(({ start, end }, index) => {
    filled += text.slice(from, start) + (chosen[index] ?? asName)(end - start, index);
    from = end;
  });
  return filled + text.slice(from);
};

/** The place of a name that `asName` gave, told by the placeholder it stands for. */
export const withoutFillings = (sentence: string, text: string, holes: readonly Span[]): string =>
  holes.reduce(
    (told, { start, end }, index) => told.replaceAll(asName(end - start, index), text.slice(start, end)),
    sentence,
  );

export type StageOf = (offset: number) => number;

/** The number of the command that an offset stands in; a pipe counts to what follows it. */
export const stagesOf = (text: string): StageOf => {
  const pipes = bareOffsets(text, '|');
  return (offset) => pipes.filter((pipe) => pipe <= offset).length;
};

const troubleIn = (stageOf: StageOf, stage: number, diagnostics: readonly Diagnostic[]): number =>
  diagnostics.filter(({ span }) => stageOf(span.start) === stage).length;

/** Every placeholder as a name; for finding out what surrounds them. */
export const readAsNames = (text: string, holes: readonly Span[]): Reading => {
  const filled = textWith(text, holes, []);
  return { text: filled, diagnostics: planQuery(filled).diagnostics };
};

/** The reading with the least trouble; `bare` are the indices of the holes that may be read in several ways. */
export const bestReading = (
  text: string,
  holes: readonly Span[],
  bare: readonly number[],
  stageOf: StageOf,
): Reading => {
  let chosen: readonly Filling[] = holes.map(() => asName);
  let best = readAsNames(text, holes);
  for (const index of bare) {
    const stage = stageOf(holes[index]?.start ?? 0);
    for (const filling of fillings) {
      if (troubleIn(stageOf, stage, best.diagnostics) === 0) break;
      const tried = chosen.with(index, filling);
      const filled = textWith(text, holes, tried);
      const { diagnostics } = planQuery(filled);
      if (troubleIn(stageOf, stage, diagnostics) >= troubleIn(stageOf, stage, best.diagnostics)) continue;
      chosen = tried;
      best = { text: filled, diagnostics };
    }
  }
  return best;
};
