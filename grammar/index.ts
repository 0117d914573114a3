// The language and nothing else: text to tree and back, what can be wrong with a query, and what is known
// of every command and function. See README.md for the tour.

export { allCommands } from './commands/index.ts';
export {
  type Diagnostic,
  type DiagnosticCode,
  type DiagnosticFacts,
  diagnostic,
  type Edit,
  type Hint,
} from './diagnostic.ts';
export { BrokenInvariant, invariant, unreachable } from './invariant.ts';
export { nearest } from './nearest.ts';
export { MAX_QUERY_LENGTH, type ParsedQuery, parseQuery } from './parse-query.ts';
export { printCommand, printCommands, printExpression, printQuery } from './print-query.ts';
export * from './regex/index.ts';
export { applyEdits, editsFor } from './remedies.ts';
export { type Expansion, expandSavedQueries, type SavedQuery } from './saved-queries.ts';
export { serviceMessage } from './service-message.ts';
export { lineAndColumn, type Span, spanFrom } from './span.ts';
export type * from './syntax-tree.ts';
export * from './vocabulary/index.ts';
export { diagnosticCodes, type Wording, wordingOf } from './wording.ts';
