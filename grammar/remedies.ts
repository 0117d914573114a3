// What would put a mistake right, as edits of the text: for those where there is no doubt what was meant.

import type { Diagnostic, DiagnosticFacts, Edit } from './diagnostic.ts';
import { foreignFunction, percentOf } from './foreign-words.ts';
import type { Span } from './span.ts';

const at = (offset: number): Span => ({ start: offset, end: offset });

const editsForFunction = (
  { name, nearest, end }: DiagnosticFacts['unknown-function'],
  span: Span,
): readonly Edit[] => {
  const percent = percentOf(name);
  if (percent !== undefined && end !== undefined)
    return [
      { span, text: 'pct' },
      { span: at(end - 1), text: `, ${percent}` },
    ];
  const foreign = foreignFunction(name);
  const instead = foreign === undefined && percent === undefined ? nearest : foreign?.instead;
  return instead === undefined ? [] : [{ span, text: instead }];
};

/** Edits that do not overlap, in the order of the text; none where the user must decide. */
export const editsFor = ({ code, facts, span, hint }: Diagnostic): readonly Edit[] => {
  if (hint !== undefined) return hint.edits ?? [];
  switch (code) {
    case 'foreign-operator':
      return facts.instead === '' ? [] : [{ span, text: facts.instead }];
    case 'empty-stage':
      return [{ span, text: '' }];
    case 'diff-without-pattern':
      return [{ span: at(span.start), text: 'pattern @message | ' }];
    case 'regex-flags':
      return [
        { span: at(facts.regexStart + 1), text: `(?${facts.flags})` },
        { span, text: '' },
      ];
    case 'foreign-comment':
      return facts.sign === '//' ? [{ span: { start: span.start, end: span.start + 2 }, text: '#' }] : [];
    case 'unknown-function':
      return editsForFunction(facts, span);
    case 'lookup-column-unknown':
    case 'lookup-table-unknown':
    case 'saved-query-unknown':
    case 'unexpected-token':
    case 'unknown-command':
    case 'unknown-field-after-stats':
    case 'unknown-option':
      return facts.nearest === undefined ? [] : [{ span, text: facts.nearest }];
    default:
      return [];
  }
};

/** The text with the edits made. */
export const applyEdits = (text: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((made, edit) => made.slice(0, edit.span.start) + edit.text + made.slice(edit.span.end), text);
