// CreateExportTask, DescribeExportTasks, CancelExportTask: events as the files that an export to S3 makes,
// below the folder that the user named when the server was started.

import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { whenFree } from '../busy-store.ts';
import type { Context } from '../context.ts';
import { requiredText, requiredWhole, textMember } from '../input.ts';
import type { JsonObject, Operation, Scope } from '../operation.ts';
import { invalidParameter, limitExceeded, notFound, ServiceError } from '../service-error.ts';
import { filePathOf, isBucketName } from './export-keys.ts';
import { type LogGroup, requireGroup, requireStandard, storedNameOf } from './log-groups.ts';
import { groupNameOf, limitOf, nextTokenOf, streamNameRules, timeRules } from './member-rules.ts';
import { firstPage, placeOf, textPlace } from './paging.ts';
import { eventsInOrder } from './read-events.ts';
import { isOtherRunAlive, type ServerRun, thisRun } from './server-run.ts';
import { writeExport } from './write-export.ts';

const KIND = 'export-task';

const statusCodes = ['CANCELLED', 'COMPLETED', 'FAILED', 'PENDING', 'PENDING_CANCEL', 'RUNNING'] as const;

type ExportTask = {
  readonly taskId: string;
  readonly taskName?: string;
  readonly logGroupName: string;
  readonly logStreamNamePrefix?: string;
  readonly from: number;
  readonly to: number;
  readonly destination: string;
  readonly destinationPrefix: string;
  readonly status: { readonly code: (typeof statusCodes)[number]; readonly message?: string };
  readonly executionInfo: { readonly creationTime: number; readonly completionTime?: number };
  /** Who is at it. */
  readonly server?: ServerRun;
};

/** Tasks that this process is at, by id. */
const underWay = new Map<string, AbortController>();

/** Another server may have taken the wish to cancel: how often a running task looks for it. */
const CANCEL_LOOK_MS = 1000;

/** How long an export waits for another process that is writing to the store: nobody waits for it. */
const STORE_PATIENCE_MS = 10 * 60_000;

const CANCELLED = { code: 'CANCELLED', message: 'Cancelled by user' } as const;

const isActive = ({ status }: ExportTask): boolean => ['PENDING', 'RUNNING'].includes(status.code);

/** Nobody will end it: the server died. */
const isLeft = ({ taskId, server }: ExportTask): boolean =>
  !underWay.has(taskId) && (server === undefined || !isOtherRunAlive(server));

const asItStands = (task: ExportTask): ExportTask => {
  if (!(isActive(task) || task.status.code === 'PENDING_CANCEL') || !isLeft(task)) return task;
  return {
    ...task,
    status: isActive(task) ? { code: 'FAILED', message: 'The server was stopped.' } : CANCELLED,
  };
};

const tasksIn = (context: Context, scope: Scope): readonly ExportTask[] =>
  context.store.resources.list(scope, KIND).map(({ body }) => asItStands(body as ExportTask));

/** Names ascend with the time of creation. */
const keyOf = ({ executionInfo, taskId }: ExportTask): string =>
  `${String(executionInfo.creationTime).padStart(16, '0')} ${taskId}`;

const save = (context: Context, scope: Scope, task: ExportTask): void =>
  context.store.resources.put(scope, KIND, keyOf(task), task);

const isToBeCancelled = (context: Context, scope: Scope, task: ExportTask): boolean => {
  const kept = context.store.resources.get(scope, KIND, keyOf(task)) as ExportTask | undefined;
  return kept?.status.code === 'PENDING_CANCEL';
};

/** Cancels it when it is to be cancelled, whichever server was told so; what is returned ends the watch. */
const watchForCancel = (context: Context, scope: Scope, task: ExportTask): (() => void) => {
  const timer = setInterval(() => {
    try {
      if (isToBeCancelled(context, scope, task)) underWay.get(task.taskId)?.abort();
    } catch {
      // The store is busy, and is looked at again, or closed, and the task finds that out.
    }
  }, CANCEL_LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
};

const run = async (context: Context, group: LogGroup, task: ExportTask, bucket: string): Promise<void> => {
  const { taskId, logStreamNamePrefix: streams, from, to, destinationPrefix } = task;
  const { scope } = group;
  const signal = underWay.get(taskId)?.signal ?? AbortSignal.abort();
  const isStream = (logStream: string): boolean => logStream.startsWith(streams ?? '');
  const patient = { store: context.store, storePatienceMs: STORE_PATIENCE_MS };
  const ended = (status: ExportTask['status']): Promise<void> =>
    whenFree(patient, undefined, () => {
      const executionInfo = { ...task.executionInfo, completionTime: context.nowMs() };
      save(context, scope, { ...task, status, executionInfo });
    });
  const endWatch = watchForCancel(context, scope, task);
  try {
    await nextTurn();
    await whenFree(patient, undefined, () => {
      if (isToBeCancelled(context, scope, task)) underWay.get(taskId)?.abort();
      else save(context, scope, { ...task, status: { code: 'RUNNING' } });
    });
    const events = eventsInOrder(context.store, {
      logGroup: storedNameOf(context, group),
      startMs: from,
      endMs: to,
      isForward: true,
      from: undefined,
      isStream: streams === undefined ? undefined : isStream,
    });
    const isWanted = (event: { logStream(): string }): boolean => isStream(event.logStream());
    await writeExport({ bucket, prefix: destinationPrefix, taskId, events, isWanted, signal });
    await ended(signal.aborted ? CANCELLED : { code: 'COMPLETED', message: 'Completed successfully' });
  } catch (error) {
    // The store may be closed already: the task is found failed when it is asked for again.
    try {
      await ended({ code: 'FAILED', message: error instanceof Error ? error.message : String(error) });
    } catch {}
  } finally {
    endWatch();
    underWay.delete(taskId);
  }
};

/** The bucket's folder. Only the folder that the user named, and names that are buckets', make a path. */
const bucketOf = ({ exportFolder }: Context, destination: string): string => {
  if (exportFolder === undefined || !isBucketName(destination))
    throw invalidParameter('The given bucket does not exist. Please make sure the bucket is valid.');
  return filePathOf(exportFolder, destination);
};

export const createExportTask: Operation<Context> = ({ input, scope, context }) => {
  const taskName = textMember(input, 'taskName', { min: 1, max: 512 });
  const logGroupName = groupNameOf(input);
  const logStreamNamePrefix = textMember(input, 'logStreamNamePrefix', streamNameRules);
  const from = requiredWhole(input, 'from', timeRules);
  const to = requiredWhole(input, 'to', timeRules);
  const destination = requiredText(input, 'destination', { min: 1, max: 512 });
  const destinationPrefix = textMember(input, 'destinationPrefix') ?? 'exportedlogs';
  const group = requireStandard(requireGroup(context, scope, logGroupName));
  const bucket = bucketOf(context, destination);
  // A key has at most 1,024 bytes: what the prefix leaves is the task's and the stream's.
  if (Buffer.byteLength(destinationPrefix) > 1024)
    throw invalidParameter('The destination prefix is longer than the key of an S3 object can be.');
  if (from > to || to < group.record.creationTime)
    throw invalidParameter('The time range ends before it begins, or before the log group was created.');
  if (tasksIn(context, scope).some(isActive)) throw limitExceeded('Resource limit exceeded.');
  const task: ExportTask = {
    taskId: randomUUID(),
    ...(taskName === undefined ? {} : { taskName }),
    logGroupName,
    ...(logStreamNamePrefix === undefined ? {} : { logStreamNamePrefix }),
    from,
    to,
    destination,
    destinationPrefix,
    status: { code: 'PENDING' },
    executionInfo: { creationTime: context.nowMs() },
    server: thisRun,
  };
  save(context, scope, task);
  underWay.set(task.taskId, new AbortController());
  void run(context, group, task, bucket);
  return { taskId: task.taskId };
};

/** The prefix of streams is told by no answer of the service. */
const described = ({ logStreamNamePrefix: _, server: __, ...task }: ExportTask): JsonObject => task;

export const describeExportTasks: Operation<Context> = ({ input, scope, context }) => {
  const taskId = textMember(input, 'taskId', { min: 1, max: 512 });
  const statusCode = textMember(input, 'statusCode', { values: statusCodes });
  const limit = limitOf(input, 50);
  const after = placeOf(nextTokenOf(input), textPlace);
  const found = tasksIn(context, scope)
    .filter((task) => after === undefined || keyOf(task) > after)
    .filter((task) => taskId === undefined || task.taskId === taskId)
    .filter((task) => statusCode === undefined || task.status.code === statusCode);
  const { items, nextToken } = firstPage(found, limit, keyOf);
  return { exportTasks: items.map(described), nextToken };
};

export const cancelExportTask: Operation<Context> = ({ input, scope, context }) => {
  const taskId = requiredText(input, 'taskId', { min: 1, max: 512 });
  const task = tasksIn(context, scope).find((each) => each.taskId === taskId);
  if (task === undefined) throw notFound('export task');
  if (!isActive(task))
    throw new ServiceError('InvalidOperationException', 'The specified export task has already finished');
  save(context, scope, { ...task, status: { code: 'PENDING_CANCEL' } });
  underWay.get(taskId)?.abort();
  return undefined;
};
