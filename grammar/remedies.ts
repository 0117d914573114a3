// What would put a mistake right, as edits of the text: for those where there is no doubt what was meant.

import type { Diagnostic } from './diagnostic.ts';
import type { Span } from './span.ts';

/** The text in place of what stands in the span. */
export type Edit = { readonly span: Span; readonly text: string };

const at = (offset: number): Span => ({ start: offset, end: offset });

/** Edits that do not overlap, in the order of the text; none where the user must decide. */
export const editsFor = ({ code, facts, span }: Diagnostic): readonly Edit[] => {
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
    case 'lookup-column-unknown':
    case 'lookup-table-unknown':
    case 'saved-query-unknown':
    case 'unexpected-token':
    case 'unknown-command':
    case 'unknown-field-after-stats':
    case 'unknown-function':
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
