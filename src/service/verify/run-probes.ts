// Puts the probes to the service: a log group is made, the events put into it, waited for, asked about, and the
// group removed again, whatever happens in between.

import { randomBytes } from 'node:crypto';
import type { LogsClient } from '../client.ts';
import { createPace, pause } from '../fetch/pace.ts';
import { type Asking, askAgain, defaultPatience, Stopped } from '../fetch/retry.ts';
import { eventsOfProbe, type Probe, queryOfProbe } from './probe.ts';
import { runOnService, type ServiceAnswer } from './run-on-service.ts';
import { queriesOfClient, type ServiceQueries } from './service-queries.ts';

/** What is needed of the service beside queries. */
export type ProbeTarget = {
  makeGroup(name: string): Promise<void>;
  makeStream(group: string, stream: string): Promise<void>;
  put(
    group: string,
    stream: string,
    events: readonly { readonly timestamp: number; readonly message: string }[],
  ): Promise<void>;
  removeGroup(name: string): Promise<void>;
  readonly queries: ServiceQueries;
};

export const targetOfClient = (client: LogsClient): ProbeTarget => ({
  makeGroup: async (logGroupName) => {
    await client.createLogGroup({ logGroupName }).catch((error: unknown) => {
      // The name is drawn by lot: the group is ours, of a request whose answer was lost.
      if ((error as Error).name !== 'ResourceAlreadyExistsException') throw error;
    });
    // Should the group outlive us, its events do not; who may not set this may still probe.
    await client.putRetentionPolicy({ logGroupName, retentionInDays: 1 }).catch(() => {});
  },
  makeStream: async (logGroupName, logStreamName) => {
    await client.createLogStream({ logGroupName, logStreamName });
  },
  put: async (logGroupName, logStreamName, logEvents) => {
    const { rejectedLogEventsInfo } = await client.putLogEvents({
      logGroupName,
      logStreamName,
      logEvents: [...logEvents],
    });
    if (rejectedLogEventsInfo !== undefined)
      throw new Error(`the service has rejected events: ${JSON.stringify(rejectedLogEventsInfo)}`);
  },
  removeGroup: async (logGroupName) => {
    await client.deleteLogGroup({ logGroupName }).catch((error: unknown) => {
      if ((error as Error).name !== 'ResourceNotFoundException') throw error;
    });
  },
  queries: queriesOfClient(client),
});

export type ProbeOutcome = {
  readonly probe: Probe;
  readonly verdict: 'confirmed' | 'contradicted' | 'refused';
  /** Undefined where the service refused the query. */
  readonly rows: readonly (readonly (string | undefined)[])[] | undefined;
  /** The words of the refusal. */
  readonly refusal: string | undefined;
};

export type ProbeOptions = {
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
  /** Between two looks whether the events can be found, ms. */
  readonly pauseMs: number;
  /** How long that may take, ms. */
  readonly mostWaitMs: number;
  readonly onProgress: (sentence: string) => void;
};

const CALLS_PER_SECOND = 5;
const QUERY_TIMEOUT_MS = 120_000;
/** The events lie within the first of these seconds. */
const RANGE_SECONDS = 10;

/** Only hexadecimal: any account may have such a name. */
export const newGroupName = (): string => `insitu-probe-${randomBytes(6).toString('hex')}`;

const rowsOf = (answer: ServiceAnswer, { columns }: Probe): ProbeOutcome['rows'] =>
  answer.rows.map((row) => {
    const values = new Map(row.map(({ field, value }) => [field, value]));
    // An empty text and a missing value cannot be told apart in every row of the service.
    return columns.map((column) => values.get(column) || undefined);
  });

const sameRows = (
  a: NonNullable<ProbeOutcome['rows']>,
  b: Probe['expected'],
  isOrdered: boolean,
): boolean => {
  const written = (rows: typeof b): readonly string[] =>
    rows.map((row) => JSON.stringify(row.map((x) => x ?? null)));
  const [ours, theirs] = [written(b), written(a)];
  return (
    JSON.stringify(isOrdered ? theirs : theirs.toSorted()) ===
    JSON.stringify(isOrdered ? ours : ours.toSorted())
  );
};

export const outcomeOf = (probe: Probe, answer: ServiceAnswer): ProbeOutcome => {
  const rows = rowsOf(answer, probe);
  const isSame = rows !== undefined && sameRows(rows, probe.expected, probe.isOrdered ?? false);
  return { probe, rows, verdict: isSame ? 'confirmed' : 'contradicted', refusal: undefined };
};

type Probing = {
  readonly target: ProbeTarget;
  readonly group: string;
  readonly options: ProbeOptions;
  readonly asking: Asking;
  /** Epoch seconds; after the group was made, as older events may not be found in it. */
  readonly startSeconds: number;
};

const putEvents = async ({ target, group, asking, startSeconds }: Probing, probe: Probe): Promise<void> => {
  await askAgain(asking, () => target.makeStream(group, probe.id));
  const events = eventsOfProbe(probe).map(({ offsetMs, message }) => ({
    timestamp: startSeconds * 1000 + offsetMs,
    message,
  }));
  await askAgain(asking, () => target.put(group, probe.id, events));
};

const ask = ({ target, group, options, startSeconds }: Probing, query: string): Promise<ServiceAnswer> =>
  runOnService(
    target.queries,
    { query, logGroups: [group], startSeconds, endSeconds: startSeconds + RANGE_SECONDS },
    { signal: options.signal, timeoutMs: QUERY_TIMEOUT_MS, firstPauseMs: Math.min(250, options.pauseMs) },
  );

/** Events are found by queries some time after they were taken in; a new group takes longest. */
const waitForEvents = async (probing: Probing, count: number): Promise<void> => {
  const { options, group } = probing;
  const startedMs = performance.now();
  for (;;) {
    const found = await ask(probing, 'stats count(*) as n').catch((error: unknown) => {
      // A group that was just made may not be known everywhere.
      if ((error as Error).name === 'ResourceNotFoundException') return undefined;
      throw error;
    });
    const seen = Number(found?.rows[0]?.find(({ field }) => field === 'n')?.value ?? 0);
    if (seen >= count) return;
    if (performance.now() - startedMs > options.mostWaitMs)
      throw new Error(
        `only ${seen} of ${count} events can be found in ${group} so far; it was removed again`,
      );
    options.onProgress(`${seen} of ${count} events can be found yet`);
    await pause(options.pauseMs, options.signal);
    if (options.signal.aborted) throw new Stopped();
  }
};

const isRefusal = (error: unknown): boolean =>
  ['MalformedQueryException', 'InvalidParameterException', 'ServiceQueryFailed'].includes(
    (error as Error).name,
  );

const tryProbe = async (probing: Probing, probe: Probe): Promise<ProbeOutcome> => {
  try {
    return outcomeOf(probe, await ask(probing, queryOfProbe(probe)));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { probe, verdict: 'refused', rows: undefined, refusal: (error as Error).message };
  }
};

/** Removing must be tried however the rest ended, and is not stopped by Ctrl-C. */
const removeGroup = (target: ProbeTarget, group: string): Promise<void> =>
  askAgain(
    { pace: createPace(CALLS_PER_SECOND), patience: defaultPatience, signal: new AbortController().signal },
    () => target.removeGroup(group),
  );

export const runProbes = async (
  target: ProbeTarget,
  probes: readonly Probe[],
  options: ProbeOptions,
  group: string = newGroupName(),
): Promise<readonly ProbeOutcome[]> => {
  const { signal, onProgress } = options;
  const asking: Asking = { pace: createPace(CALLS_PER_SECOND), patience: defaultPatience, signal };
  try {
    await askAgain(asking, () => target.makeGroup(group));
    const startSeconds = Math.floor(options.nowMs() / 1000) + 1;
    const probing: Probing = { target, group, options, asking, startSeconds };
    onProgress(`made the log group ${group}`);
    for (const probe of probes) await putEvents(probing, probe);
    const count = probes.reduce((sum, probe) => sum + eventsOfProbe(probe).length, 0);
    await waitForEvents(probing, count);
    const outcomes: ProbeOutcome[] = [];
    for (const probe of probes) {
      outcomes.push(await tryProbe(probing, probe));
      onProgress(`${probe.id}: ${outcomes.at(-1)?.verdict}`);
    }
    return outcomes;
  } finally {
    onProgress(`removing the log group ${group}`);
    await removeGroup(target, group);
  }
};
