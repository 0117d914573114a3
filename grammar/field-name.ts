// Names of fields: from their spelling to the parts between dots and brackets, and back.

import { namePart, nameStart } from './name-characters.ts';

const plainFirst = new RegExp(`^${nameStart}${namePart}*$`, 'u');
const plainPart = new RegExp(`^${namePart}+$`, 'u');
const parts = new RegExp(`(@?)\`([^\`]+)\`|\\[(\\d+)\\]|(${namePart}+)`, 'gu');

/** Words that an expression reads as operators or values, not as fields. */
const reserved = new Set(['by', 'as', 'and', 'or', 'not', 'in', 'like', 'true', 'false']);

/** The parts of a name as it is spelled: `` a.`b c`[1] `` is ['a', 'b c', 1]. */
export const readPath = (image: string): readonly (string | number)[] => {
  const path: (string | number)[] = [];
  for (const [, at, quoted, index, plain] of image.matchAll(parts)) {
    if (index !== undefined) path.push(Number(index));
    else path.push(quoted === undefined ? (plain ?? '') : `${at ?? ''}${quoted}`);
  }
  return path;
};

export const nameOfPath = (path: readonly (string | number)[]): string => path.join('.');

const quotePart = (part: string): string =>
  part.startsWith('@') && part.length > 1 ? `@\`${part.slice(1)}\`` : `\`${part}\``;

const printFirst = (part: string): string =>
  plainFirst.test(part) && !reserved.has(part.toLowerCase()) ? part : quotePart(part);

const printFurther = (part: string | number): string => {
  if (typeof part === 'number') return `[${part}]`;
  return `.${plainPart.test(part) ? part : `\`${part}\``}`;
};

/** A spelling that reads as the same path. */
export const printPath = (path: readonly (string | number)[]): string => {
  const [first = '', ...further] = path;
  return printFirst(String(first)) + further.map(printFurther).join('');
};

/** A spelling of a given name (an alias): dots in it need no quoting. */
export const printName = (name: string): string => {
  const [first = '', ...further] = name.split('.');
  const isPlain = plainFirst.test(first) && further.every((part) => plainPart.test(part));
  return isPlain ? name : quotePart(name);
};

/** The name of a function, which unlike an alias must not be read as an operator. */
export const printCalled = (name: string): string =>
  reserved.has(name.toLowerCase()) ? quotePart(name) : printName(name);
