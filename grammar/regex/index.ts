// Regular expressions as the service understands them: the dialect's tree. Making it run is the engine's.

export { readRegex } from './read-regex.ts';
export type { Assertion, CodeRange, RegexNode, RegexProblem, RegexTree } from './regex-tree.ts';
