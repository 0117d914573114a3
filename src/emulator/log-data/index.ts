// The operations on log data, by name.

import { StoreError } from '../../store/index.ts';
import type { Context } from '../context.ts';
import type { Operation, Operations } from '../operation.ts';
import { ServiceError } from '../service-error.ts';
import { cancelExportTask, createExportTask, describeExportTasks } from './export-tasks.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { getLogEvents } from './get-log-events.ts';
import { startLiveTail } from './live-tail.ts';
import {
  createLogGroup,
  deleteLogGroup,
  describeLogGroups,
  listLogGroups,
  putLogGroupDeletionProtection,
} from './log-group-operations.ts';
import { createLogStream, deleteLogStream, describeLogStreams } from './log-streams.ts';
import { putLogEvents } from './put-log-events.ts';
import { deleteRetentionPolicy, putRetentionPolicy } from './retention.ts';
import {
  listTagsForResource,
  listTagsLogGroup,
  tagLogGroup,
  tagResource,
  untagLogGroup,
  untagResource,
} from './tags.ts';
import { testMetricFilter } from './test-metric-filter.ts';

const operations: Operations<Context> = {
  CancelExportTask: cancelExportTask,
  CreateExportTask: createExportTask,
  CreateLogGroup: createLogGroup,
  CreateLogStream: createLogStream,
  DeleteLogGroup: deleteLogGroup,
  DeleteLogStream: deleteLogStream,
  DeleteRetentionPolicy: deleteRetentionPolicy,
  DescribeExportTasks: describeExportTasks,
  DescribeLogGroups: describeLogGroups,
  DescribeLogStreams: describeLogStreams,
  FilterLogEvents: filterLogEvents,
  GetLogEvents: getLogEvents,
  ListLogGroups: listLogGroups,
  ListTagsForResource: listTagsForResource,
  ListTagsLogGroup: listTagsLogGroup,
  PutLogEvents: putLogEvents,
  PutLogGroupDeletionProtection: putLogGroupDeletionProtection,
  PutRetentionPolicy: putRetentionPolicy,
  StartLiveTail: startLiveTail,
  TagLogGroup: tagLogGroup,
  TagResource: tagResource,
  TestMetricFilter: testMetricFilter,
  UntagLogGroup: untagLogGroup,
  UntagResource: untagResource,
};

/** Another process that holds the store is gone soon: clients try again after this exception. */
const toldAsService = (error: unknown): unknown =>
  error instanceof StoreError && error.code === 'store-busy'
    ? new ServiceError('ServiceUnavailableException', 'The service cannot complete the request.')
    : error;

const withService =
  (operation: Operation<Context>): Operation<Context> =>
  async (call) => {
    try {
      return await operation(call);
    } catch (error) {
      throw toldAsService(error);
    }
  };

export const logDataOperations: Operations<Context> = Object.fromEntries(
  Object.entries(operations).map(([name, operation]) => [name, withService(operation)]),
);
