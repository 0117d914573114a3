// Reading the members of a request: what is there is what the API's model allows, or a ServiceError says in
// the service's words what is wrong with it.
//
// A member that is absent or null is undefined. Several constraints that one value breaks are told together.

import type { Json, JsonObject } from './operation.ts';
import { invalidParameter, ServiceError } from './service-error.ts';

export type TextRules = {
  /** A pattern as the API's model writes it: the whole text must match. */
  readonly pattern?: string;
  /** UTF-16 units. */
  readonly min?: number;
  readonly max?: number;
  /** The words of an enumeration, in the model's order. */
  readonly values?: readonly string[];
};

export type RangeRules = { readonly min?: number; readonly max?: number };

const patterns = new Map<string, RegExp>();

const patternOf = (source: string): RegExp => {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  const made = new RegExp(`^(?:${source})$`, 'u');
  patterns.set(source, made);
  return made;
};

/** A list or a structure is shown as the service's own objects print themselves. */
const shown = (value: Json | undefined): string => {
  if (value === undefined || value === null) return 'null';
  if (Array.isArray(value)) return `'[${value.map((each) => shown(each).replace(/^'|'$/g, '')).join(', ')}]'`;
  if (typeof value === 'object') return `'${JSON.stringify(value)}'`;
  return `'${String(value)}'`;
};

/** The service counts its complaints and joins them by "; ". */
export const constraintsBroken = (
  value: Json | undefined,
  at: string,
  constraints: readonly string[],
): ServiceError =>
  invalidParameter(
    `${constraints.length} validation error${constraints.length === 1 ? '' : 's'} detected: ${constraints
      .map((constraint) => `Value ${shown(value)} at '${at}' failed to satisfy constraint: ${constraint}`)
      .join('; ')}`,
  );

const jsonKind = (value: Json): string => {
  if (Array.isArray(value)) return 'LIST_VALUE';
  if (typeof value === 'object') return 'STRUCTURE_VALUE';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return typeof value === 'number' ? 'NUMBER_VALUE' : 'STRING_VALUE';
};

/** JSON of another type than the model's: no constraint, the request cannot be read at all. */
const wrongType = (value: Json, wanted: string): ServiceError =>
  new ServiceError('SerializationException', `${jsonKind(value)} cannot be converted to ${wanted}`);

const hold = (value: Json, at: string, broken: readonly (string | false | undefined)[]): void => {
  const constraints = broken.filter((each) => typeof each === 'string');
  if (constraints.length > 0) throw constraintsBroken(value, at, constraints);
};

const brokenLengths = (length: number, { min, max }: RangeRules) => [
  min !== undefined && length < min && `Member must have length greater than or equal to ${min}`,
  max !== undefined && length > max && `Member must have length less than or equal to ${max}`,
];

/** A text wherever it stands; `at` is its place in the request, e.g. `logGroupNames.1.member`. */
export const textValue = (value: Json, at: string, rules: TextRules = {}): string => {
  if (typeof value !== 'string') throw wrongType(value, 'String');
  const { pattern, values } = rules;
  hold(value, at, [
    ...brokenLengths(value.length, rules),
    pattern !== undefined &&
      !patternOf(pattern).test(value) &&
      `Member must satisfy regular expression pattern: ${pattern}`,
    values !== undefined &&
      !values.includes(value) &&
      `Member must satisfy enum value set: [${values.join(', ')}]`,
  ]);
  return value;
};

export const wholeValue = (value: Json, at: string, { min, max }: RangeRules = {}): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw wrongType(value, 'Long');
  hold(value, at, [
    min !== undefined && value < min && `Member must have value greater than or equal to ${min}`,
    max !== undefined && value > max && `Member must have value less than or equal to ${max}`,
  ]);
  return value;
};

export const objectValue = (value: Json): JsonObject => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrongType(value, 'Structure');
  return value as JsonObject;
};

/** What a member holds; undefined where it is absent, null, or no own member of the object. */
const memberOf = (input: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(input, name) ? (input[name] ?? undefined) : undefined;

/** `required(textMember(input, 'queryId'), 'queryId')`. */
export const required = <T>(value: T | undefined, at: string): T => {
  if (value === undefined) throw constraintsBroken(null, at, ['Member must not be null']);
  return value;
};

export const textMember = (input: JsonObject, name: string, rules?: TextRules): string | undefined => {
  const value = memberOf(input, name);
  return value === undefined ? undefined : textValue(value, name, rules);
};

export const requiredText = (input: JsonObject, name: string, rules?: TextRules): string =>
  required(textMember(input, name, rules), name);

/** A whole number. */
export const wholeMember = (input: JsonObject, name: string, rules?: RangeRules): number | undefined => {
  const value = memberOf(input, name);
  return value === undefined ? undefined : wholeValue(value, name, rules);
};

export const requiredWhole = (input: JsonObject, name: string, rules?: RangeRules): number =>
  required(wholeMember(input, name, rules), name);

export const flagMember = (input: JsonObject, name: string): boolean | undefined => {
  const value = memberOf(input, name);
  if (value === undefined || typeof value === 'boolean') return value;
  throw wrongType(value, 'Boolean');
};

/** `read` is given each item and its place (`name.1.member`, counted from 1 as the service does). */
export const listMember = <T>(
  input: JsonObject,
  name: string,
  rules: RangeRules,
  read: (item: Json, at: string) => T,
): readonly T[] | undefined => {
  const value = memberOf(input, name);
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw wrongType(value, 'List');
  hold(value, name, brokenLengths(value.length, rules));
  return (value as readonly Json[]).map((item, index) => {
    const at = `${name}.${index + 1}.member`;
    return read(required(item ?? undefined, at), at);
  });
};

export const textsMember = (
  input: JsonObject,
  name: string,
  rules: RangeRules = {},
  eachText: TextRules = {},
): readonly string[] | undefined =>
  listMember(input, name, rules, (item, at) => textValue(item, at, eachText));

export const objectMember = (input: JsonObject, name: string): JsonObject | undefined => {
  const value = memberOf(input, name);
  return value === undefined ? undefined : objectValue(value);
};

/** Names and texts, such as tags. */
export const textMapMember = (
  input: JsonObject,
  name: string,
  rules: RangeRules,
  keys: TextRules = {},
  values: TextRules = {},
): Readonly<Record<string, string>> | undefined => {
  const value = objectMember(input, name);
  if (value === undefined) return undefined;
  const entries = Object.entries(value);
  hold(value, name, brokenLengths(entries.length, rules));
  return Object.fromEntries(
    entries.map(([key, item]) => [
      textValue(key, `${name}.key`, keys),
      textValue(required(item ?? undefined, `${name}.${key}`), `${name}.${key}.member`, values),
    ]),
  );
};
