// Log events: readers for every log format, and the fields that the service discovers in a message.
// Pure: text goes in, events and fields come out; files and bytes belong to the room that opens them.

export { textsOfField, textsOfValue } from './discovery/field-texts.ts';
export {
  flattenJson,
  flattenJsonFragment,
  type LeafKind,
  type LeafSink,
  MAX_DISCOVERED_FIELDS,
  MAX_JSON_DEPTH,
  type TracedLeaf,
  traceJson,
} from './discovery/json.ts';
export {
  discoverLambda,
  type LambdaField,
  type LambdaSink,
  lambdaFields,
  type ReportLabel,
  reportFields,
  reportLabelAt,
  scaleReported,
  systemLines,
  wordEnd,
} from './discovery/lambda.ts';
export { discoverWords, flowLogFields, isFlowLogLine, type WordSink, wordFields } from './discovery/words.ts';
export { EVENT_ID, fieldsOfId } from './event-id.ts';
export { detectFormat, formatNamed, logFormats } from './formats.ts';
export { HEAD_CHARACTERS, MAX_EVENT_CHARACTERS } from './limits.ts';
export type {
  ByteTools,
  EventFields,
  EventSink,
  LogFormat,
  PassedEvents,
  Reader,
  ReaderContext,
  ReaderRemark,
  Skimming,
} from './reader.ts';
export { ReaderError, type ReaderErrorCode } from './reader-error.ts';
export { timestampOf } from './timestamp-text.ts';
