// Calling operations as the server does, with a store of their own and a clock that stands still.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { type Context, liveEventBus } from '../../../src/emulator/context.ts';
import { logDataOperations } from '../../../src/emulator/log-data/index.ts';
import type { EventStream, JsonObject, Scope } from '../../../src/emulator/operation.ts';
import { ServiceError } from '../../../src/emulator/service-error.ts';
import { segmentBuilder } from '../../../src/segments/index.ts';
import { openStoreForWriting, type WritableStore } from '../../../src/store/index.ts';

export const NOW = Date.UTC(2026, 0, 15, 12);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const home: Scope = { account: '000000000000', region: 'us-east-1' };
export const away: Scope = { account: '111122223333', region: 'eu-west-1' };

/** What items of answers hold, all of it: which of it is there is up to the operation. */
export type Item = {
  readonly logGroupName: string;
  readonly logGroupArn: string;
  readonly arn: string;
  readonly creationTime: number;
  readonly storedBytes: number;
  readonly retentionInDays: number;
  readonly logStreamName: string;
  readonly firstEventTimestamp: number;
  readonly lastEventTimestamp: number;
  readonly uploadSequenceToken: string;
  readonly timestamp: number;
  readonly message: string;
  readonly eventId: string;
  readonly eventNumber: number;
  readonly taskId: string;
  readonly status: { readonly code: string };
};

type Lists = 'logGroups' | 'logStreams' | 'events' | 'matches' | 'exportTasks';

export type Answer = Readonly<Record<Lists, readonly Item[]>> & {
  readonly searchedLogStreams: readonly unknown[];
  readonly rejectedLogEventsInfo: unknown;
  readonly nextToken: string | undefined;
  readonly nextSequenceToken: string;
  readonly nextForwardToken: string;
  readonly nextBackwardToken: string;
  readonly taskId: string;
};

export type Service = {
  readonly context: Context;
  readonly store: WritableStore;
  readonly exportFolder: string;
  call(name: string, input?: JsonObject, scope?: Scope): Promise<Answer>;
  /** Creates the group and the stream where they are not there, and puts. */
  put(group: string, stream: string, ...events: readonly (readonly [number, string])[]): Promise<void>;
  /** As "insitu import" brings events in. */
  bring(storedGroup: string, ...events: readonly (readonly [number, string, string])[]): void;
};

const folders: string[] = [];
const stores: WritableStore[] = [];
after(() => {
  for (const store of stores) store.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** `nowMs`: what the clock says. */
export const startService = (nowMs: () => number = () => NOW): Service => {
  const folder = mkdtempSync(path.join(tmpdir(), 'insitu-emulator-'));
  folders.push(folder);
  const store = openStoreForWriting(path.join(folder, 'logs.db'), { busyMs: 0 });
  stores.push(store);
  const exportFolder = path.join(folder, 'buckets');
  const context: Context = { store, nowMs, exportFolder, liveEvents: liveEventBus(), localScope: home };
  const call: Service['call'] = async (name, input = {}, scope = home) => {
    const operation = logDataOperations[name];
    assert.ok(operation, `there is no operation ${name}`);
    return answerOf(await operation({ input, scope, context, signal: new AbortController().signal }));
  };
  return {
    context,
    store,
    exportFolder,
    call,
    put: async (logGroupName, logStreamName, ...events) => {
      const ignore = (): void => {};
      await call('CreateLogGroup', { logGroupName }).catch(ignore);
      await call('CreateLogStream', { logGroupName, logStreamName }).catch(ignore);
      const logEvents = events.map(([timestamp, message]) => ({ timestamp, message }));
      const answer = await call('PutLogEvents', { logGroupName, logStreamName, logEvents });
      assert.equal(answer.rejectedLogEventsInfo, undefined);
    },
    bring: (logGroup, ...events) => {
      const builder = segmentBuilder(logGroup);
      for (const [ms, stream, message] of events) builder.add(ms, message, stream, Number.NaN);
      store.transaction(() => store.writeSegment(builder.seal('all')));
    },
  };
};

/** As a client reads it: what JSON keeps of it. */
const answerOf = (answer: JsonObject | EventStream | undefined): Answer =>
  (answer === undefined ? undefined : JSON.parse(JSON.stringify(answer))) as Answer;

/** Refused, with that type and that text. */
export const refused = async (
  work: Promise<unknown>,
  type: string,
  message: string | RegExp,
): Promise<void> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ServiceError, `not refused as ${type}: ${error}`);
  assert.equal(error.type, type, error.message);
  if (typeof message === 'string') assert.equal(error.message, message);
  else assert.match(error.message, message);
};

/** All pages of a list. */
export const allPages = async (
  service: Service,
  name: string,
  input: JsonObject,
  member: Lists,
): Promise<readonly (readonly Item[])[]> => {
  const pages: (readonly Item[])[] = [];
  let nextToken: string | undefined;
  do {
    const answer: Answer = await service.call(name, { ...input, nextToken });
    pages.push(answer[member]);
    nextToken = answer.nextToken;
    assert.ok(pages.length < 1000, 'the pages never end');
  } while (nextToken !== undefined);
  return pages;
};
