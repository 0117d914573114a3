// Chevrotain's error messages, replaced by the bare facts: what was found and what could have stood there.
// Sentences are made in wording.ts.

import type { IParserErrorMessageProvider, IToken, TokenType } from 'chevrotain';

const labelOf = (type: TokenType): string => type.LABEL ?? type.name;

/** Facts travel through chevrotain's message, which must be a string. */
export type ParserErrorFacts = { readonly expected: readonly string[] };
const pack = (expected: readonly string[]): string => JSON.stringify({ expected: [...new Set(expected)] });
export const unpackFacts = (message: string): ParserErrorFacts => JSON.parse(message) as ParserErrorFacts;

const firstOfPaths = (paths: TokenType[][][] | TokenType[][]): string[] =>
  paths.flat(1).flatMap((path) => {
    const first = Array.isArray(path) ? path[0] : path;
    return first === undefined ? [] : [labelOf(first)];
  });

export const errorMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }: { expected: TokenType; actual: IToken }) =>
    pack([labelOf(expected)]),
  buildNotAllInputParsedMessage: () => pack([]),
  buildNoViableAltMessage: ({ expectedPathsPerAlt }) => pack(firstOfPaths(expectedPathsPerAlt)),
  buildEarlyExitMessage: ({ expectedIterationPaths }) => pack(firstOfPaths(expectedIterationPaths)),
};
