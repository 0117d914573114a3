// The operations on log data, by name.

import { waitingForStore } from '../busy-store.ts';
import type { Context } from '../context.ts';
import type { Operations } from '../operation.ts';
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

export const logDataOperations: Operations<Context> = waitingForStore({
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
});
