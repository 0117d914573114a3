// The AWS service of the logs as their source: live events into the store.

export { type ClientFlags, createClient, type LogsClient } from './client.ts';
export { type FetchOptions, type FetchSummary, fetchLogGroups } from './fetch/fetch-log-groups.ts';
export { MOST_STREAMS } from './fetch/limits.ts';
export { Stopped } from './fetch/retry.ts';
export { isAws, watchHost } from './verify/answering-host.ts';
export { BadCassette, type Cassette, readCassette, writeCassette } from './verify/cassette.ts';
export { BadExport, type ExportedAnswer, readExportedAnswer } from './verify/exported-answer.ts';
export type { CellReport, RowReport } from './verify/judge-rows.ts';
export { eventsOfProbe } from './verify/probe.ts';
export { probes } from './verify/probes.ts';
export { type Question, rangeOfWindow } from './verify/question.ts';
export { runOnService, type ServiceAnswer, ServiceQueryFailed } from './verify/run-on-service.ts';
export {
  newGroupName,
  type ProbeOutcome,
  runProbes,
  targetOfClient,
} from './verify/run-probes.ts';
export { queriesOfClient, type ServiceQueries } from './verify/service-queries.ts';
export { digestOf, type EventRecord, eventsOf, withEvents } from './verify/stored-events.ts';
export { countCells, type Remark, remarksOf } from './verify/summary.ts';
export { type Verdict, verdicts } from './verify/verdict.ts';
export { type Report, verifyAnswer } from './verify/verify-answer.ts';
