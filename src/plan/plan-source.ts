// `SOURCE` and `estimate`: which events a query is about, and how many bytes they are.

import {
  diagnostic,
  type EstimateCommand,
  type SourceCommand,
  type SourceSelector,
  type SourceTime,
} from '../../grammar/index.ts';
import { complain, type Draft, misplaced } from './draft.ts';
import type { GroupSelector } from './logical-plan.ts';

/** An ARN counts by the name of its group: arn:aws:logs:region:account:log-group:NAME[:*]. */
const groupName = (identifier: string): string =>
  /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(identifier)?.[1] ?? identifier;

const selectorOf = (draft: Draft, selector: SourceSelector): GroupSelector => {
  const refuse = (what: string): void =>
    complain(draft, diagnostic('source-unknowable', selector.span, { what }));
  switch (selector.kind) {
    case 'group-name':
      return { kind: 'name', name: groupName(selector.name) };
    case 'data-source':
      refuse('data sources');
      break;
    case 'log-group-tags':
      refuse('tags of log groups');
      break;
    case 'log-groups':
      if (selector.accounts.length > 0) refuse('accounts');
      if (selector.classes.some((name) => name.toUpperCase() !== 'STANDARD')) refuse('log classes');
      return { kind: 'prefixes', prefixes: selector.prefixes };
  }
  return { kind: 'prefixes', prefixes: [] };
};

const differ = (a: SourceTime | undefined, b: SourceTime | undefined): boolean =>
  a !== undefined && b !== undefined && JSON.stringify(a) !== JSON.stringify(b);

/** Several SOURCE at the beginning: the groups of all of them (dashboards). */
export const planSource = (draft: Draft, command: SourceCommand): void => {
  const selectors = command.selectors.map((selector) => selectorOf(draft, selector));
  // Clauses of one SOURCE combine as an intersection; of those that are known here there can be only one.
  const [selector] = selectors;
  if (selector === undefined) return;
  const before = draft.source;
  if (differ(before?.start, command.start) || differ(before?.end, command.end))
    misplaced(draft, 'SOURCE', command.span, 'gives another range of time than the SOURCE before it');
  draft.source = {
    selectors: [...(draft.source?.selectors ?? []), selector],
    start: command.start ?? before?.start,
    end: command.end ?? before?.end,
    span: command.span,
  };
};

export const planEstimate = (draft: Draft, _command: EstimateCommand): void => {
  draft.isEstimate = true;
};
