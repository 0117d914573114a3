// What a name stands for in a row: a column that the query made, a member of one, a side of a join, or a
// discovered field.

import type { FieldReference } from '../../grammar/syntax-tree.ts';
import type { Row } from './row.ts';
import { follow, type Path } from './structures.ts';
import type { Value } from './values.ts';

const NONE: ReadonlySet<string> = new Set();

/** How many parts at the beginning of a path name a column of the query or a side of a join; 0 if none do. */
const ownParts = (row: Row, path: Path): number => {
  for (let count = path.length; count > 0; count--) {
    const name = path.slice(0, count).join('.');
    if (row.made.has(name) || (count < path.length && row.sides?.has(name))) return count;
  }
  return 0;
};

/** The members of a column in `closed` are missing, whatever it holds. */
export const readPath = (row: Row, path: Path, closed: ReadonlySet<string> = NONE): Value => {
  const count = ownParts(row, path);
  if (count === 0) return row.fields.get(path.join('.'));
  const [name, rest] = [path.slice(0, count).join('.'), path.slice(count)];
  if (rest.length === 0) return row.fields.get(name);
  if (row.sides?.has(name)) {
    const side = row.sides.get(name);
    return side && readPath(side, rest);
  }
  return closed.has(name) ? undefined : follow(row.fields.get(name), rest);
};

export const readField = (row: Row, field: FieldReference, closed?: ReadonlySet<string>): Value =>
  readPath(row, field.path, closed);

/** A field that is written as a mere name. */
export const readName = (row: Row, name: string): Value =>
  readPath(row, row.made.has(name) ? [name] : name.split('.'));

export const isOfQuery = (row: Row, path: Path): boolean => ownParts(row, path) > 0;
