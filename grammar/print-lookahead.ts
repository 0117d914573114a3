// The table of lookahead, printed from what chevrotain finds: lookahead-table.ts is this text.

import {
  getLookaheadPaths,
  type ILookaheadStrategy,
  LLkLookaheadStrategy,
  type LookaheadProductionType,
  type Rule,
} from 'chevrotain';
import { MAX_LOOKAHEAD, QueryParser } from './parser.ts';

type Options = {
  readonly [Name in keyof ILookaheadStrategy]-?: Parameters<NonNullable<ILookaheadStrategy[Name]>>[0];
};

type Fork = { readonly rule: Rule; readonly kind: LookaheadProductionType; readonly occurrence: number };

/** Finds the forks as ever, and notes them. */
class NotingStrategy extends LLkLookaheadStrategy implements ILookaheadStrategy {
  readonly forks: Fork[] = [];

  override buildLookaheadForAlternation(options: Options['buildLookaheadForAlternation']) {
    this.forks.push({ rule: options.rule, kind: 'Alternation', occurrence: options.prodOccurrence });
    return super.buildLookaheadForAlternation(options);
  }

  override buildLookaheadForOptional(options: Options['buildLookaheadForOptional']) {
    this.forks.push({ rule: options.rule, kind: options.prodType, occurrence: options.prodOccurrence });
    return super.buildLookaheadForOptional(options);
  }
}

/** The alternatives of a fork; of what is optional, what stands in it. */
const alternativesOf = ({ rule, kind, occurrence }: Fork): string => {
  const alternatives = getLookaheadPaths({ occurrence, rule, prodType: kind, maxLookahead: MAX_LOOKAHEAD });
  return (kind === 'Alternation' ? alternatives : alternatives.slice(0, 1))
    .map((paths) => paths.map((path) => path.map(({ name }) => name).join('.')).join(' '))
    .join('|');
};

const head = `// What lies ahead at each fork of each rule: alternatives between "|", in each the ways in which it may begin,
// in each the kinds of token. Printed from the parser by print-lookahead.ts; "npm run accept" renews it.

export const lookaheadTable = \``;

export const printLookahead = (): string => {
  const strategy = new NotingStrategy({ maxLookahead: MAX_LOOKAHEAD });
  new QueryParser({ isAnalysed: true, strategy });
  const lines = strategy.forks.map(
    (fork) => `${fork.rule.name} ${fork.kind} ${fork.occurrence}: ${alternativesOf(fork)}`,
  );
  return `${head}\n${lines.join('\n')}\n\`;\n`;
};
