// Templates of log messages, what is unusual about them, and which fields tell two sets of events apart. All
// states are plain data, and answers depend on which events there were, never on their order, on the cuts
// between batches or on the order in which states are merged.

export { type Anomaly, type AnomalyType, findAnomalies } from './anomalies.ts';
export { describeDifference } from './describe-difference.ts';
export { type MinedPattern, type MinedToken, minePatterns, type TokenValue } from './mine.ts';
export { addMessage, createPatterns, mergePatterns, type PatternState, type Side } from './pattern-state.ts';
export {
  addFieldValue,
  countRow,
  createRelevance,
  mergeRelevance,
  type RelevanceState,
} from './relevance.ts';
export { type RelevantField, relevantFields } from './relevant-fields.ts';
export type { Severity } from './severity.ts';
export type { TokenKind } from './token-kinds.ts';
