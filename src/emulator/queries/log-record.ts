// One whole event by its pointer, and the fields that the events of a log group have.

import { countPresent, valueAt } from '../../segments/index.ts';
import { missing, printValue } from '../../values/index.ts';
import { flagMember, requiredText, textMember, wholeMember } from '../input.ts';
import type { Operation } from '../operation.ts';
import { groupOfIdentifier, groupOfStoredName, storedGroupName } from '../scope.ts';
import { invalidParameter, ServiceError } from '../service-error.ts';
import { groupExists, missingGroup } from './log-groups.ts';
import { groupNameRules, identifierRules } from './member-rules.ts';
import type { QueryContext } from './query-context.ts';

/** Nothing is masked here, so that there is nothing to unmask. */
export const getLogRecord: Operation<QueryContext> = ({ input, scope, context }) => {
  const pointer = requiredText(input, 'logRecordPointer');
  flagMember(input, 'unmask');
  const found = context.store.findEvent(pointer);
  const group = found && groupOfStoredName(context, found.segment.logGroup);
  const isTheirs = group?.scope.account === scope.account && group.scope.region === scope.region;
  if (found === undefined || group === undefined || !isTheirs)
    throw new ServiceError('ResourceNotFoundException', 'The specified log record does not exist.');
  const { segment, row } = found;
  const fields = [...segment.fields].flatMap((field): readonly (readonly [string, string])[] => {
    if (field === '@log') return [];
    const column = segment.column(field);
    const value = column === undefined ? missing : valueAt(column, row);
    if (value === missing) return [];
    // Times are epoch ms here, unlike in the answers of queries.
    const isTime = (field === '@timestamp' || field === '@ingestionTime') && column?.form === 'timestamp';
    return [[field, isTime ? String(column.values[row]) : (printValue(value) ?? '')]];
  });
  const log = `${group.scope.account}:${group.name}`;
  return { logRecord: Object.fromEntries([...fields, ['@log', log], ['@ptr', pointer]]) };
};

const QUARTER_MS = 15 * 60_000;
const AROUND_MS = 8 * 60_000;

/** Ours: events that are looked at for their fields, at least; the newest first. */
const ENOUGH_EVENTS = 100_000;

/** Both inclusive, epoch ms. `time`: epoch seconds. */
const windowOf = (time: number | undefined, nowMs: number) =>
  time === undefined
    ? { startMs: nowMs - QUARTER_MS, endMs: nowMs }
    : { startMs: time * 1000 - AROUND_MS, endMs: time * 1000 + 999 + AROUND_MS };

type Range = { readonly startMs: number; readonly endMs: number };

/** How many events of the log group carry each field, and how many there are. */
const countFields = ({ store }: QueryContext, logGroup: string, range: Range) => {
  const counts = new Map<string, number>();
  let total = 0;
  for (const stored of store.segments({ ...range, logGroups: [logGroup] })) {
    if (total >= ENOUGH_EVENTS) break;
    const segment = store.open(stored);
    const times = segment.column('@timestamp');
    const isWhole = stored.startMs >= range.startMs && stored.endMs <= range.endMs;
    const within: number[] = [];
    if (!isWhole && times?.form === 'timestamp')
      times.values.forEach((ms, row) => {
        if (ms >= range.startMs && ms <= range.endMs) within.push(row);
      });
    total += isWhole ? stored.rowCount : within.length;
    for (const field of segment.fields) {
      const column = segment.column(field);
      if (column === undefined) continue;
      const present = isWhole
        ? countPresent(column, stored.rowCount)
        : within.filter((row) => valueAt(column, row) !== missing).length;
      if (present > 0) counts.set(field, (counts.get(field) ?? 0) + present);
    }
  }
  return { counts, total };
};

export const getLogGroupFields: Operation<QueryContext> = ({ input, scope, context }) => {
  const name = textMember(input, 'logGroupName', groupNameRules);
  const identifier = textMember(input, 'logGroupIdentifier', identifierRules);
  const time = wholeMember(input, 'time', { min: 0 });
  const asked = name ?? identifier;
  if (asked === undefined || (name !== undefined && identifier !== undefined))
    throw invalidParameter('Exactly one of logGroupName and logGroupIdentifier must be specified.');
  const group = groupOfIdentifier(scope, asked);
  if (!groupExists(context, group)) throw missingGroup(group);
  const range = windowOf(time, context.nowMs());
  const { counts, total } = countFields(context, storedGroupName(context, group.scope, group.name), range);
  const logGroupFields = [...counts]
    .sort(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1))
    .map(([field, count]) => ({ name: field, percent: Math.round((100 * count) / total) }));
  return { logGroupFields };
};
