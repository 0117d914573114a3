// Commands that take values out of texts and structures of one row: `parse`, `json`, `unnest`, `expand`. Some
// make several rows of one; these keep their order and are all of the same event.

import type {
  ExpandCommand,
  Expression,
  JsonCommand,
  ParseCommand,
  UnnestCommand,
} from '../../grammar/syntax-tree.ts';
import { evaluate } from './expressions.ts';
import { isOfQuery, readField } from './fields.ts';
import type { Json } from './json.ts';
import { captures, parsedNames, regexCaptures } from './parse-text.ts';
import { type Row, type Setting, withColumn } from './row.ts';
import { asStructure, memberOf, toValue } from './structures.ts';
import { isStructure, textOf, type Value } from './values.ts';

export const runParse = (command: ParseCommand, row: Row, setting: Setting): Row[] => {
  const text = textOf(sourceOf(command.source, row, setting));
  const names = parsedNames(command);
  const withValues = (values: readonly Value[]): Row =>
    names.reduce((widened, name, i) => withColumn(widened, name, values[i]), row);
  if (text === undefined) return [withValues([])];
  if (!command.multi || command.pattern.kind !== 'regex') return [withValues(captures(command, text))];
  const matches = regexCaptures(command.pattern, text);
  return matches.length === 0 ? [withValues([])] : matches.map(withValues);
};

const sourceOf = (source: Expression | undefined, row: Row, setting: Setting): Value =>
  source === undefined ? row.fields.get('@message') : evaluate(source, row, setting);

/** One row for each element of a list, and one for anything else that is there. */
export const runUnnest = (command: UnnestCommand, row: Row, setting: Setting): Row[] => {
  const value = evaluate(command.value, row, setting);
  if (value === undefined) return [];
  const elements = isStructure(value) && value.kind === 'list' ? value.items.map(toValue) : [value];
  return elements.map((element) => withColumn(row, command.into.name, element));
};

/** What `split` made is no JSON array (evidence 48). */
export const runExpand = ({ field }: ExpandCommand, row: Row): Row[] => {
  const value = readField(row, field);
  const list = asStructure(value);
  const isArray = list?.kind === 'list' && list.fromSplit !== true;
  const elements = isArray ? list.items.map(toValue) : [value];
  return elements.map((element) => withColumn(row, field.name, element));
};

export const runJson = (command: JsonCommand, row: Row): Row => {
  const path = command.path.value;
  const source = command.source;
  const value = source === undefined ? row.fields.get('@message') : readField(row, source);
  const isFlattened = value === undefined && source !== undefined && !isOfQuery(row, source.path);
  // A list of a flattened object is whole only in the message.
  const found = isFlattened
    ? (seek(asStructure(row.fields.get('@message')), `${source.name}.${path}`) ??
      row.fields.get(`${source.name}.${dotted(path)}`))
    : seek(asStructure(value), path);
  return withColumn(row, command.name.name, found);
};

/** `a[0].b` as `a.0.b`, the spelling of discovered fields. */
const dotted = (path: string): string => path.replace(/\[(\d+)\]/g, '.$1').replace(/^\./, '');

/** Step by step; where that finds nothing, the whole rest of the path may be one key. */
const seek = (node: Json | undefined, path: string): Value => {
  if (path === '') return toValue(node);
  const [, index, key, rest = ''] = /^(?:\[(\d+)\]|([^.[]+))\.?([\s\S]*)$/.exec(path) ?? [];
  const part = index ?? key;
  const child = part === undefined ? undefined : memberOf(node, part);
  const nested = child === undefined ? undefined : seek(child, rest);
  return (
    nested ?? toValue(typeof node === 'object' && node?.kind === 'map' ? node.members.get(path) : undefined)
  );
};
