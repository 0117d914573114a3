// Is a call well made? Its function is known, and its arguments are as many and of the kinds it takes.

import {
  type Call,
  type Diagnostic,
  diagnostic,
  type Expression,
  type FunctionRecord,
  findFunction,
  findPlannedFunction,
  functionSpellings,
  type KnownFunction,
  nearest,
  type Parameter,
  parametersFor,
} from '../../grammar/index.ts';
import { checkDatePattern, checkStrftime, periodUnits, textToNumber } from '../values/index.ts';

export type CheckedCall = { readonly record: KnownFunction; readonly parameters: readonly Parameter[] };

const printParameter = (parameter: Parameter): string => {
  if (parameter.occurs === 'optional') return `[${parameter.name}]`;
  return parameter.occurs === 'many' ? `${parameter.name}, …` : parameter.name;
};

export const signatureOf = (record: FunctionRecord): string =>
  `${record.name}(${record.parameters.map(printParameter).join(', ')})`;

const unknownFunction = (call: Call): Diagnostic => {
  const name = call.name.name;
  const planned = findPlannedFunction(name);
  if (planned !== undefined)
    return diagnostic('not-built-yet', call.name.span, { what: `the function "${planned.name}"` });
  return diagnostic('unknown-function', call.name.span, { name, nearest: nearest(name, functionSpellings) });
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

/** What is wanted instead, or undefined when the argument will do. */
const complaint = (parameter: Parameter, arg: Expression): string | undefined => {
  switch (parameter.kind) {
    case 'period':
      return checkPeriod(arg);
    case 'percentile':
      return checkPercentile(arg);
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

/** The function of a call and the parameter that each argument fills, or what is wrong with it. */
export const checkCall = (call: Call): CheckedCall | readonly Diagnostic[] => {
  const record = findFunction(call.name.name);
  if (record === undefined) return [unknownFunction(call)];
  const parameters = call.star && record.name === 'count' ? [] : parametersFor(record, call.args.length);
  if (parameters === undefined || (call.star && record.name !== 'count')) {
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
