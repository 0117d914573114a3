// Names of fields: from their spelling to the parts between dots and brackets, and back.

import { namePattern } from './name-characters.ts';
import { printNumber } from './print-number.ts';

const plainFirst = namePattern((start, part) => new RegExp(`^${start}${part}*$`, 'u'));
const plainPart = namePattern((_, part) => new RegExp(`^${part}+$`, 'u'));
const parts = namePattern((_, part) => new RegExp(`(@?)\`([^\`]+)\`|\\[(\\d+)\\]|(${part}+)`, 'gu'));

/** Words that an expression reads as operators or values, not as fields. */
const reserved = new Set(['by', 'as', 'and', 'or', 'not', 'in', 'like', 'true', 'false']);

/** The parts of a name as it is spelled: `` a.`b c`[1] `` is ['a', 'b c', 1]. */
export const readPath = (image: string): readonly (string | number)[] => {
  const path: (string | number)[] = [];
  for (const [, at, quoted, index, plain] of image.matchAll(parts(image))) {
    if (index !== undefined) path.push(Number(index));
    else path.push(quoted === undefined ? (plain ?? '') : `${at ?? ''}${quoted}`);
  }
  return path;
};

export const nameOfPath = (path: readonly (string | number)[]): string => path.join('.');

const quotePart = (part: string): string =>
  part.startsWith('@') && part.length > 1 ? `@\`${part.slice(1)}\`` : `\`${part}\``;

/** Words that mean something in the command around a name, in lower case. */
export type Keywords = ReadonlySet<string>;
const noKeywords: Keywords = new Set();

const printFirst = (part: string): string =>
  plainFirst(part).test(part) && !reserved.has(part.toLowerCase()) ? part : quotePart(part);

const printFurther = (part: string | number): string => {
  if (typeof part === 'number') return `[${printNumber(part)}]`;
  return `.${plainPart(part).test(part) ? part : `\`${part}\``}`;
};

/** A spelling that reads as the same path. */
export const printPath = (path: readonly (string | number)[], keywords = noKeywords): string => {
  const [first = '', ...further] = path;
  if (path.length === 1 && keywords.has(String(first).toLowerCase())) return quotePart(String(first));
  return printFirst(String(first)) + further.map(printFurther).join('');
};

/** The parts behind a closing bracket: `.a[1]`. */
export const printAccess = (path: readonly (string | number)[]): string => path.map(printFurther).join('');

/** A spelling of a given name (an alias): dots in it need no quoting. */
export const printName = (name: string, keywords = noKeywords): string => {
  const [first = '', ...further] = name.split('.');
  const isPlain =
    plainFirst(first).test(first) &&
    further.every((part) => plainPart(part).test(part)) &&
    !keywords.has(name.toLowerCase());
  return isPlain ? name : quotePart(name);
};

/** A name that unlike an alias must not be read as an operator: of a function, of a table. */
export const printCalled = (name: string, keywords = noKeywords): string =>
  reserved.has(name.toLowerCase()) ? quotePart(name) : printName(name, keywords);
