// CreateExportTask, DescribeExportTasks, CancelExportTask: events as the files that an export to S3 makes,
// below the folder that the user named when the server was started.

import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { requiredText, requiredWhole, textMember } from '../input.ts';
import type { JsonObject, Operation, Scope } from '../operation.ts';
import { invalidParameter, limitExceeded, notFound, ServiceError } from '../service-error.ts';
import { filePathOf, isBucketName } from './export-keys.ts';
import { type LogGroup, requireGroup, requireStandard, storedNameOf } from './log-groups.ts';
import { groupNameOf, limitOf, nextTokenOf, streamNameRules, timeRules } from './member-rules.ts';
import { firstPage, placeOf, textPlace } from './paging.ts';
import { eventsInOrder } from './read-events.ts';
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
};

/** Tasks that this process is at, by id; of a task that says it is active and is not here, the server died. */
const underWay = new Map<string, AbortController>();

const isActive = ({ status }: ExportTask): boolean => ['PENDING', 'RUNNING'].includes(status.code);

const tasksIn = (context: Context, scope: Scope): readonly ExportTask[] =>
  context.store.resources
    .list(scope, KIND)
    .map(({ body }) => body as ExportTask)
    .map((task) =>
      isActive(task) && !underWay.has(task.taskId)
        ? { ...task, status: { code: 'FAILED' as const, message: 'The server was stopped.' } }
        : task,
    );

/** Names ascend with the time of creation. */
const keyOf = ({ executionInfo, taskId }: ExportTask): string =>
  `${String(executionInfo.creationTime).padStart(16, '0')} ${taskId}`;

const save = (context: Context, scope: Scope, task: ExportTask): void =>
  context.store.resources.put(scope, KIND, keyOf(task), task);

const run = async (context: Context, group: LogGroup, task: ExportTask, bucket: string): Promise<void> => {
  const { taskId, logStreamNamePrefix: streams, from, to, destinationPrefix } = task;
  const signal = underWay.get(taskId)?.signal ?? AbortSignal.abort();
  const isStream = (logStream: string): boolean => logStream.startsWith(streams ?? '');
  const ended = (status: ExportTask['status']): void =>
    save(context, group.scope, {
      ...task,
      status,
      executionInfo: { ...task.executionInfo, completionTime: context.nowMs() },
    });
  try {
    await nextTurn();
    if (!signal.aborted) save(context, group.scope, { ...task, status: { code: 'RUNNING' } });
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
    ended(
      signal.aborted
        ? { code: 'CANCELLED', message: 'Cancelled by user' }
        : { code: 'COMPLETED', message: 'Completed successfully' },
    );
  } catch (error) {
    // The store may be closed already: the task is found failed when it is asked for again.
    try {
      ended({ code: 'FAILED', message: error instanceof Error ? error.message : String(error) });
    } catch {}
  } finally {
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
  };
  save(context, scope, task);
  underWay.set(task.taskId, new AbortController());
  void run(context, group, task, bucket);
  return { taskId: task.taskId };
};

/** The prefix of streams is told by no answer of the service. */
const described = ({ logStreamNamePrefix: _, ...task }: ExportTask): JsonObject => task;

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
  underWay.get(taskId)?.abort();
  save(context, scope, { ...task, status: { code: 'PENDING_CANCEL' } });
  return undefined;
};
