// Space-delimited patterns against messages: the fields of a message, and which of the pattern's they are.

import { compareNumbers, compileCondition, compileText } from './match-value.ts';
import { isNumeral } from './numeral.ts';
import type { Comparison, Field } from './pattern.ts';

/** A field as it stands, without the brackets or quotation marks around it; `start` is before those. */
type MessageField = { readonly value: string; readonly start: number };

const words = /\S+/g;

/** A bracket or quotation mark that nothing closes is a letter like any other. */
const splitMessage = (message: string): readonly MessageField[] => {
  // Known beforehand, so that many openers without a closer are not each looked up to the end.
  const lastClosers = { '[': message.lastIndexOf(']'), '"': message.lastIndexOf('"') };
  const fields: MessageField[] = [];
  let at = 0;
  while (true) {
    words.lastIndex = at;
    const found = words.exec(message);
    if (found === null) return fields;
    const start = found.index;
    const opener = message[start];
    const isOpened = (opener === '[' || opener === '"') && lastClosers[opener] > start;
    const close = isOpened ? message.indexOf(opener === '[' ? ']' : '"', start + 1) : -1;
    const value = isOpened ? message.slice(start + 1, close) : found[0];
    fields.push({ value, start });
    at = isOpened ? close + 1 : start + value.length;
  }
};

/**
 * The message's fields under the names that TestMetricFilter gives them, `$name` or `$3`, or undefined when
 * there are too few. Without an ellipsis the last field takes the rest of the message.
 */
export const assignFields = (
  fields: readonly Field[],
  message: string,
): ReadonlyMap<string, string> | undefined => {
  const found = splitMessage(message);
  const ellipsis = fields.length === 0 ? 0 : fields.findIndex(({ kind }) => kind === 'ellipsis');
  const namedCount = fields.filter(({ kind }) => kind === 'field').length;
  if (found.length < namedCount) return undefined;
  const values = found.map(({ value }) => value);
  const last = found[namedCount - 1];
  if (ellipsis < 0 && last !== undefined && found.length > namedCount)
    values.splice(namedCount - 1, values.length, message.slice(last.start).trimEnd());
  const surplus = values.length - namedCount;
  return new Map(
    values.map((value, index) => {
      const isBefore = ellipsis < 0 || index < ellipsis;
      const isOmitted = !isBefore && index < ellipsis + surplus;
      const field = isOmitted ? undefined : fields[isBefore ? index : index - surplus + 1];
      const name = field?.kind === 'field' ? field.name : undefined;
      return [`$${name ?? index + 1}`, value];
    }),
  );
};

export const compileFields = (
  fields: readonly Field[],
): ((assigned: ReadonlyMap<string, string>) => boolean) => {
  const conditions = fields.flatMap((field) =>
    field.kind === 'field' && field.condition !== undefined
      ? [compileCondition<string, ReadonlyMap<string, string>>(field.condition, compileLeaf)]
      : [],
  );
  return (assigned) => conditions.every((matches) => matches(assigned));
};

type Leaf = Parameters<Parameters<typeof compileCondition<string, ReadonlyMap<string, string>>>[1]>[0];

const compileLeaf = (leaf: Leaf): ((assigned: ReadonlyMap<string, string>) => boolean) => {
  // The states are of JSON alone: no parser gives one of a field.
  if (leaf.kind === 'state') return () => false;
  const matches = compileFieldComparison(leaf);
  return (assigned) => {
    const text = assigned.get(`$${leaf.subject}`);
    return text !== undefined && matches(text);
  };
};

/** A field is a text; with an unquoted number it is compared as a number if it is one. */
const compileFieldComparison = ({ operator, value }: Comparison<string>): ((text: string) => boolean) => {
  const equalsText = compileText(value);
  return (text) => {
    if (value.kind === 'number' && isNumeral(text))
      return compareNumbers(Number(text), operator, value.value);
    if (operator !== '=' && operator !== '!=') return false;
    return equalsText(text) === (operator === '=');
  };
};
