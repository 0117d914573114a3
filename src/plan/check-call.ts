// Is a call well made? Its function is known, and its arguments are as many and of the kinds it takes.

import {
  type Call,
  type Diagnostic,
  diagnostic,
  type Expression,
  type FunctionRecord,
  findFunction,
  functionSpellings,
  type KnownFunction,
  nearest,
  type Parameter,
  parametersFor,
} from '../../grammar/index.ts';
import {
  checkDatePattern,
  checkStrftime,
  parseIpNetwork,
  periodUnits,
  textToNumber,
} from '../values/index.ts';

export type CheckedCall = { readonly record: KnownFunction; readonly parameters: readonly Parameter[] };

const printParameter = (parameter: Parameter): string => {
  if (parameter.occurs === 'optional') return `[${parameter.name}]`;
  return parameter.occurs === 'many' ? `${parameter.name}, …` : parameter.name;
};

export const signatureOf = (record: FunctionRecord): string =>
  `${record.name}(${record.parameters.map(printParameter).join(', ')})`;

const unknownFunction = (call: Call): Diagnostic => {
  const name = call.name.name;
  return diagnostic('unknown-function', call.name.span, {
    name,
    nearest: nearest(name, functionSpellings),
    end: call.span.end,
  });
};

const wrongKind = (
  record: FunctionRecord,
  parameter: Parameter,
  arg: Expression,
  wanted: string,
): Diagnostic =>
  diagnostic('wrong-argument-kind', arg.span, { name: record.name, parameter: parameter.name, wanted });

const literalNumber = (arg: Expression): number | undefined => {
  if (arg.kind === 'number') return arg.value;
  if (arg.kind === 'negation' && arg.operand.kind === 'number') return -arg.operand.value;
  return undefined;
};

const checkPercentile = (arg: Expression): string | undefined => {
  const percent = literalNumber(arg);
  return percent === undefined || percent < 0 || percent > 100 ? 'a number from 0 to 100' : undefined;
};

const checkPeriod = (arg: Expression): string | undefined => {
  const isPeriod = arg.kind === 'period' && periodUnits.has(arg.unit) && arg.count >= 1;
  return isPeriod ? undefined : 'a period such as 5m, with a count of 1 or more';
};

const isCountUpTo = (arg: Expression, most: number): boolean => {
  const count = literalNumber(arg);
  return count !== undefined && Number.isInteger(count) && count >= 1 && count <= most;
};

/** Most values of topk (insights-ql 3.9). */
const MAX_RANK = 10_000;

/** Only a network that is written out is known now. */
const checkNetwork = (arg: Expression): string | undefined => {
  if (arg.kind === 'period') return 'a value, not a period';
  const isNetwork = arg.kind === 'string' ? parseIpNetwork(arg.value) !== undefined : arg.kind !== 'number';
  return isNetwork ? undefined : 'a network such as 10.0.0.0/8';
};

/** What is wanted instead, or undefined when the argument will do. */
const complaint = (parameter: Parameter, arg: Expression): string | undefined => {
  switch (parameter.kind) {
    case 'period':
      return checkPeriod(arg);
    case 'percentile':
      return checkPercentile(arg);
    case 'rank':
      return isCountUpTo(arg, MAX_RANK) ? undefined : `a whole number from 1 to ${MAX_RANK}`;
    case 'width':
      return (literalNumber(arg) ?? 0) > 0 ? undefined : 'a number above 0';
    case 'network':
      return checkNetwork(arg);
    case 'number':
    case 'timestamp':
      if (arg.kind === 'string' && Number.isNaN(textToNumber(arg.value))) return `a ${parameter.kind}`;
      return arg.kind === 'period' ? `a ${parameter.kind}` : undefined;
    case 'field':
      return arg.kind === 'field' ? undefined : 'the name of a field';
    default:
      return arg.kind === 'period' ? 'a value, not a period' : undefined;
  }
};

const patternChecks: Readonly<Record<string, (pattern: string) => string | undefined>> = {
  parseDate: checkDatePattern,
  formatDate: checkStrftime,
};

const checkPattern = (record: FunctionRecord, args: readonly Expression[]): readonly Diagnostic[] => {
  const pattern = args[1];
  const letter = pattern?.kind === 'string' ? patternChecks[record.name]?.(pattern.value) : undefined;
  if (letter === undefined || pattern === undefined) return [];
  return [diagnostic('invalid-date-pattern', pattern.span, { letter })];
};

const checkArguments = (call: Call, { record, parameters }: CheckedCall): readonly Diagnostic[] =>
  call.args.flatMap((arg, index) => {
    const parameter = parameters[index];
    if (parameter === undefined) return [];
    if (record.name === 'regexReplace' && index === 1)
      return arg.kind === 'string' || arg.kind === 'regex'
        ? []
        : [wrongKind(record, parameter, arg, 'a quoted pattern')];
    if (arg.kind === 'regex') return [diagnostic('regex-misplaced', arg.span, {})];
    const wanted = complaint(parameter, arg);
    return wanted === undefined ? [] : [wrongKind(record, parameter, arg, wanted)];
  });

/** Ten conditions, each with its value, and a default (CWL_QuerySyntax-operations-functions). */
const MAX_CASE_ARGUMENTS = 21;

/** Most ranges of a histogram (docs/fidelity.md, "histogram"). */
const MAX_RANGES = 1000;

/**
 * What is wrong with the call as an aggregate, though it may be well made as a key: after `by` the second
 * argument of histogram is a width, here it is a number of ranges.
 */
export const checkRanges = (call: Call): readonly Diagnostic[] => {
  const record = findFunction(call.name.name);
  const [parameter, ranges] = [record?.parameters[1], call.args[1]];
  if (record?.name !== 'histogram' || parameter === undefined || ranges === undefined) return [];
  if (isCountUpTo(ranges, MAX_RANGES)) return [];
  return [wrongKind(record, parameter, ranges, `a whole number of ranges from 1 to ${MAX_RANGES}`)];
};

const takesStar = (record: KnownFunction): boolean =>
  record.name === 'count' || record.name === 'countOverTime';

/** The function of a call and the parameter that each argument fills, or what is wrong with it. */
export const checkCall = (call: Call): CheckedCall | readonly Diagnostic[] => {
  const record = findFunction(call.name.name);
  if (record === undefined) return [unknownFunction(call)];
  const parameters = call.star
    ? takesStar(record)
      ? []
      : undefined
    : parametersFor(record, call.args.length);
  if (parameters === undefined || (record.name === 'case' && call.args.length > MAX_CASE_ARGUMENTS)) {
    const given = call.star ? 0 : call.args.length;
    return [
      diagnostic('wrong-argument-count', call.span, {
        name: record.name,
        signature: signatureOf(record),
        given,
      }),
    ];
  }
  const checked = { record, parameters };
  const complaints = [...checkArguments(call, checked), ...checkPattern(record, call.args)];
  return complaints.length > 0 ? complaints : checked;
};
