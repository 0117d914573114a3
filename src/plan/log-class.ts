// Log groups of the class Infrequent Access have fewer commands (CWL_AnalyzeLogData_Classes).

import { type Diagnostic, diagnostic, type Span } from '../../grammar/index.ts';
/** The log class of the groups that are asked: one of them has fewer commands. */
export type LogClass = 'STANDARD' | 'INFREQUENT_ACCESS';

export type PlanOptions = {
  readonly logClass?: LogClass;
  /** Rows that are still events end in their pointer, as in the service's answers (evidence 21). */
  readonly withPointer?: boolean;
};

type Asked = { readonly options: PlanOptions; readonly diagnostics: Diagnostic[] };

export const isInfrequent = (draft: Asked): boolean => draft.options.logClass === 'INFREQUENT_ACCESS';

/** Complains where the class that was named lacks the command. */
export const refuseInLogClass = (draft: Asked, what: string, span: Span): void => {
  if (isInfrequent(draft)) draft.diagnostics.push(diagnostic('not-in-log-class', span, { what }));
};
