// The documents that are made from the grammar, as texts: write-documents.ts writes them, tests compare them.

import { printEbnf } from '../../grammar/ebnf.ts';
import { type Diagnostic, diagnosticCodes, wordingOf } from '../../grammar/index.ts';
import { planQuery } from '../../src/plan/index.ts';
import { renderDiagnostic } from '../../src/presentation/index.ts';
import { type ErrorExample, errorExamples } from './error-examples.ts';

const head = `# What can be wrong with a query

Every mistake that insitu finds in a query has a code, a place, a sentence and, where there is one, a remedy.
Codes are stable: programs may rely on them, and other documents link here.
A query with several mistakes is told of all of them that can be found at once.

This page is made from the wording (\`grammar/wording.ts\`) and the examples (\`test/grammar/error-examples.ts\`); \`npm run accept\` renews it.`;

const rendered = (query: string, diagnostic: Diagnostic): string =>
  renderDiagnostic(
    query,
    { severity: 'error', code: diagnostic.code, span: diagnostic.span, ...wordingOf(diagnostic) },
    { color: false },
  );

/** The place is of the real query, so an example that is shown in short is shown without it. */
const shownInShort = (shown: string, diagnostic: Diagnostic): string => {
  const { sentence, help } = wordingOf(diagnostic);
  const lines = [`error ${diagnostic.code} ${sentence}`, `  ${shown}`];
  return [...lines, ...(help === undefined ? [] : [`  help: ${help}`])].join('\n');
};

const answerTo = ({ query, shown }: ErrorExample): string =>
  planQuery(query)
    .diagnostics.map((found) => (shown === undefined ? rendered(query, found) : shownInShort(shown, found)))
    .join('\n');

const errorsPage = (): string => {
  const sections = diagnosticCodes.map(
    (code) => `## ${code}\n\n\`\`\`text\n${answerTo(errorExamples[code])}\n\`\`\``,
  );
  return `${[head, ...sections].join('\n\n')}\n`;
};

export type GeneratedDocument = { readonly path: string; readonly text: string };

/** Paths from the root of the repository. */
export const generatedDocuments = (): readonly GeneratedDocument[] => [
  { path: 'grammar/query.ebnf', text: printEbnf() },
  { path: 'docs/errors.md', text: errorsPage() },
];
