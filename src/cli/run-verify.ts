// The ways in which verify comes by an answer of the service: from the service itself, from a cassette, or from
// a file that someone exported. What it is compared with is always the store.

import { readFileSync, writeFileSync } from 'node:fs';
import type { Planned } from '../plan/index.ts';
import type { Question, ServiceAnswer } from '../service/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { type PlannedText, planWith } from '../tasks/index.ts';
import { answerOfService, connectTo, fetchRange, warningOf } from './ask-service.ts';
import { CommandError, exitCodes, usageError } from './exit-codes.ts';
import type { Interruption } from './interruption.ts';
import { storePath } from './options.ts';
import { readSurroundings } from './read-surroundings.ts';
import { sayPlainly } from './terminal.ts';
import { readTime } from './times.ts';
import type { VerifyFlags } from './verify-flags.ts';

/** A question without the store, which is opened when the answer is there. */
export type Asked = Omit<Question, 'store'>;

/** Everything that comparing needs. `within` opens the store for as long as it takes. */
export type Answered = {
  readonly asked: Asked;
  readonly answer: ServiceAnswer;
  readonly hasColumnOrder: boolean;
  readonly within: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
};

/** The query is malformed by our reading: `planned` has the diagnostics. */
export class Refused extends Error {
  readonly planned: PlannedText;
  constructor(planned: PlannedText) {
    super('the query is malformed');
    this.planned = planned;
  }
}

/** A log group in the store has the name that its ARN ends in. */
const nameOf = (group: string): string =>
  /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(group)?.[1] ?? group;

const fileText = (path: string, flag: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandError(exitCodes.unreadable, `${flag}: ${(error as Error).message}`);
  }
};

/** What a reader of ours says of a file, in the name of the flag that named it. */
const reading = <T>(flag: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (!['BadCassette', 'BadExport'].includes((error as Error).name)) throw error;
    throw new CommandError(exitCodes.unreadable, `${flag}: ${(error as Error).message}`);
  }
};

type PlanOf = {
  readonly text: string;
  readonly logGroups: readonly string[] | undefined;
  readonly range: Question['range'];
  readonly nowMs: number;
};

const plannedQuestion = async (
  of: PlanOf,
  flags: VerifyFlags,
  interruption: Interruption,
): Promise<Asked> => {
  const { range, nowMs, logGroups } = of;
  const surroundings = readSurroundings(flags);
  const window = { startMs: range.startSeconds * 1000, endMs: range.endSeconds * 1000 + 999 };
  const planned = await planWith(of.text, { ...surroundings, ...window, nowMs, logGroups });
  const plan: Planned['plan'] = planned.plan;
  if (plan === undefined) throw new Refused(planned);
  const { signal, guard } = interruption;
  const { lookups } = surroundings;
  const { text, notices } = planned;
  return { text, plan, notices, logGroups: logGroups?.map(nameOf), range, nowMs, lookups, signal, guard };
};

const inStore =
  (flags: VerifyFlags): Answered['within'] =>
  async (work) => {
    using store = openStore(storePath(flags.db), { cacheBytes: 0 });
    return await work(store);
  };

const groupsOf = ({ group }: VerifyFlags): readonly string[] | undefined =>
  group.length > 0 ? group : undefined;

/** A finite range is needed by the service only. */
const rangeOf = (flags: VerifyFlags, nowMs: number, isBounded: boolean): Question['range'] => {
  if (isBounded && flags.start === undefined)
    throw usageError('--start is needed: the service has no "always"');
  const [from, until] = isBounded ? [nowMs, nowMs] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const startMs = flags.start === undefined ? from : readTime(flags.start, nowMs, '--start');
  const endMs = flags.end === undefined ? until : readTime(flags.end, nowMs, '--end');
  if (startMs > endMs) throw usageError('--start is later than --end');
  return { startSeconds: Math.floor(startMs / 1000), endSeconds: Math.floor(endMs / 1000) };
};

const recordTo = async (
  path: string,
  { asked, answer, within }: Answered,
  answeredBy: string | undefined,
  flags: VerifyFlags,
): Promise<void> => {
  const { digestOf, eventsOf, writeCassette } = await import('../service/index.ts');
  const { digest, events } = await within(async (store) => {
    const question = { ...asked, store };
    return {
      digest: digestOf(eventsOf(question)),
      events: flags.withEvents ? [...eventsOf(question)] : undefined,
    };
  });
  const { text: query, range, nowMs: askedMs } = asked;
  const logGroups = groupsOf(flags);
  try {
    writeFileSync(
      path,
      writeCassette({ query, logGroups, range, askedMs, answeredBy, answer, digest, events }),
    );
  } catch (error) {
    throw new CommandError(exitCodes.failed, `--record: ${(error as Error).message}`);
  }
};

export const fromService = async (
  text: string,
  flags: VerifyFlags,
  interruption: Interruption,
): Promise<Answered> => {
  const nowMs = Date.now();
  const range = rangeOf(flags, nowMs, true);
  const asked = await plannedQuestion(
    { text, logGroups: groupsOf(flags), range, nowMs },
    flags,
    interruption,
  );
  if (flags.group.length === 0 && asked.plan.source === undefined)
    throw usageError('--group is needed, or a SOURCE in the query');
  if (flags.fetch && flags.group.length === 0) throw usageError('--fetch needs --group');
  // A store that cannot be read is told before the service has been paid for its answer.
  if (!flags.fetch) await inStore(flags)(async () => {});
  const server = await connectTo(flags);
  try {
    if (flags.fetch) await fetchRange(server, range, flags, interruption);
    // `now()` is when the query begins.
    const begun = { ...asked, nowMs: Date.now() };
    const answer = await answerOfService(server.client, begun, flags, interruption);
    const host = server.host();
    const warning = await warningOf(host);
    if (warning !== undefined && !flags.quiet) await sayPlainly(warning);
    const answered = { asked: begun, answer, hasColumnOrder: true, within: inStore(flags) };
    if (flags.record !== undefined) await recordTo(flags.record, answered, host, flags);
    return answered;
  } finally {
    server.client.destroy();
  }
};

export const fromExport = async (
  text: string,
  path: string,
  flags: VerifyFlags,
  interruption: Interruption,
): Promise<Answered> => {
  const { readExportedAnswer } = await import('../service/index.ts');
  const nowMs = Date.now();
  const range = rangeOf(flags, nowMs, false);
  const asked = await plannedQuestion(
    { text, logGroups: groupsOf(flags), range, nowMs },
    flags,
    interruption,
  );
  const { answer, hasColumnOrder } = reading('--from', () => readExportedAnswer(fileText(path, '--from')));
  return { asked, answer, hasColumnOrder, within: inStore(flags) };
};

const tellOtherEvents = async (asked: Asked, store: Store, sha256: string): Promise<void> => {
  const { digestOf, eventsOf } = await import('../service/index.ts');
  if (digestOf(eventsOf({ ...asked, store })).sha256 !== sha256)
    await sayPlainly('the store has other events in this range than when the answer was recorded');
};

export const fromCassette = async (
  path: string,
  flags: VerifyFlags,
  interruption: Interruption,
): Promise<Answered> => {
  const { readCassette, withEvents } = await import('../service/index.ts');
  const cassette = reading('--replay', () => readCassette(fileText(path, '--replay')));
  const { query: text, logGroups, range, askedMs: nowMs, answeredBy, answer, events, digest } = cassette;
  const warning = await warningOf(answeredBy);
  if (warning !== undefined && !flags.quiet) await sayPlainly(warning);
  const asked = await plannedQuestion({ text, logGroups, range, nowMs }, flags, interruption);
  const within: Answered['within'] =
    events === undefined ? inStore(flags) : (work) => withEvents(events, work);
  if (events === undefined && digest !== undefined)
    await within((store) => tellOtherEvents(asked, store, digest.sha256));
  return { asked, answer, hasColumnOrder: true, within };
};
