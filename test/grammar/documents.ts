// The documents that are made from the grammar, as texts: write-documents.ts writes them, tests compare them.

import { printCompletion } from '../../grammar/completion.ts';
import { printEbnf } from '../../grammar/ebnf.ts';
import { type Diagnostic, type DiagnosticCode, diagnosticCodes, wordingOf } from '../../grammar/index.ts';
import { printLookahead } from '../../grammar/print-lookahead.ts';
import { printTextmate } from '../../grammar/textmate.ts';
import { renderDiagnostic } from '../../src/presentation/index.ts';
import { planWith } from '../../src/tasks/index.ts';
import { type ErrorExample, errorExamples } from './error-examples.ts';
import { nothingAround } from './nothing-around.ts';

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

const sectionOf = async (code: DiagnosticCode, example: ErrorExample): Promise<string> => {
  const { query, shown, surroundings, told } = example;
  const { text, diagnostics } = await planWith(query, { ...nothingAround, ...surroundings });
  const answers = diagnostics.map((found) =>
    shown === undefined ? rendered(text, found) : shownInShort(shown, found),
  );
  const lead = told === undefined ? '' : `${told}\n\n`;
  return `## ${code}\n\n${lead}\`\`\`text\n${answers.join('\n')}\n\`\`\``;
};

const errorsPage = async (): Promise<string> => {
  const sections = await Promise.all(diagnosticCodes.map((code) => sectionOf(code, errorExamples[code])));
  return `${[head, ...sections].join('\n\n')}\n`;
};

export type GeneratedDocument = { readonly path: string; readonly text: string };

/** Paths from the root of the repository. */
export const generatedDocuments = async (): Promise<readonly GeneratedDocument[]> => [
  { path: 'grammar/query.ebnf', text: printEbnf() },
  { path: 'grammar/lookahead-table.ts', text: printLookahead() },
  { path: 'grammar/insights.tmLanguage.json', text: printTextmate() },
  { path: 'grammar/completion.json', text: printCompletion() },
  { path: 'docs/errors.md', text: await errorsPage() },
];
