// Templates: the queries that files of other tools hold (CloudFormation, CDK, Terraform, dashboards, lists of
// saved queries), each with the place of every character of it in its file.

export { type FileKind, findQueries, kindOfFile, mayHoldQueries } from './find-queries.ts';
export type { FileProblem, FoundQueries, FoundQuery, UnreadQuery } from './found-query.ts';
export type { Place } from './place.ts';
