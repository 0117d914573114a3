// The fields that events have, and how many events have each.

import { suggestedLogGroup, withoutCopies } from '../files/index.ts';
import { countPresent, type Segment } from '../segments/index.ts';
import type { Store } from '../store/index.ts';
import { createIntake } from './intake.ts';
import { type InputOptions, type InputProblem, readInput, withLogGroup } from './read-inputs.ts';

/** `present` of `events` events carry the field. */
export type FieldCount = { readonly field: string; readonly present: number; readonly events: number };

const byShare = (a: FieldCount, b: FieldCount): number =>
  b.present - a.present || (a.field < b.field ? -1 : a.field > b.field ? 1 : 0);

export const fieldsOfStore = (
  store: Store,
  logGroups: readonly string[] | undefined,
): readonly FieldCount[] => {
  const events = store
    .groups()
    .filter((group) => logGroups === undefined || logGroups.includes(group.name))
    .reduce((sum, group) => sum + group.eventCount, 0);
  return store
    .fields(logGroups)
    .map(({ field, present }) => ({ field, present, events }))
    .sort(byShare);
};

export const fieldsOfFiles = async (
  files: readonly string[],
  options: InputOptions & { readonly logGroups?: readonly string[] | undefined },
): Promise<{ readonly fields: readonly FieldCount[]; readonly problems: readonly InputProblem[] }> => {
  const present = new Map<string, number>();
  let events = 0;
  const wanted = options.logGroups === undefined ? undefined : new Set(options.logGroups);
  const write = (segment: Segment): void => {
    if (wanted !== undefined && !wanted.has(segment.logGroup)) return;
    events += segment.rowCount;
    for (const field of segment.fields) {
      const column = segment.column(field);
      if (column !== undefined)
        present.set(field, (present.get(field) ?? 0) + countPresent(column, segment.rowCount));
    }
  };
  const intake = createIntake({ write, needed: 'all' });
  const problems: InputProblem[] = [];
  const { distinct } = await withoutCopies(files);
  for (const path of distinct) {
    const outcome = await readInput(path, withLogGroup(intake.sink, suggestedLogGroup(path)), {
      ...options,
      isHashed: false,
    });
    if (outcome.kind === 'failed') problems.push(outcome.problem);
  }
  intake.flush();
  const fields = [...present].map(([field, count]) => ({ field, present: count, events })).sort(byShare);
  return { fields, problems };
};
