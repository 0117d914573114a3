// regexReplace: its pattern is compiled once, so it is no plain kernel but made for a regular expression
// that the regex room has translated.
//
// In the replacement \1 to \9 and $1 to $9 are the groups, \0 and $0 the whole match, ${name} a named group;
// \\ is a backslash and \$ a dollar. A reference to a group that the pattern lacks stays as it is written.

import { missing, textOf } from '../../values/index.ts';
import type { Kernel } from './kernel.ts';

type Match = {
  readonly groups: readonly (string | undefined)[];
  readonly named: Record<string, string | undefined>;
};

/** What String.replace hands to its callback: match, groups…, offset, whole text and, if any, named groups. */
const readMatch = (parts: readonly unknown[]): Match => {
  const last = parts.at(-1);
  const named = typeof last === 'object' ? (last as Match['named']) : {};
  const groups = parts.slice(0, typeof last === 'object' ? -3 : -2) as (string | undefined)[];
  return { groups, named };
};

const reference = /\\([\\$])|[\\$](\d)|\$\{(\w+)\}/g;

const fillIn = (replacement: string, { groups, named }: Match): string =>
  replacement.replace(reference, (written, escaped?: string, digit?: string, name?: string) => {
    if (escaped !== undefined) return escaped;
    if (digit !== undefined) return Number(digit) < groups.length ? (groups[Number(digit)] ?? '') : written;
    if (name !== undefined && Object.hasOwn(named, name)) return named[name] ?? '';
    return written;
  });

/** Arguments as in the query: text, pattern (already compiled, not looked at), replacement. */
export const regexReplaceKernel = (regex: RegExp): Kernel => {
  const everywhere = new RegExp(regex.source, `${regex.flags}g`);
  return (args) => {
    const text = textOf(args[0]);
    const replacement = textOf(args[2]);
    if (text === undefined || replacement === undefined) return missing;
    return text.replace(everywhere, (...parts) => fillIn(replacement, readMatch(parts)));
  };
};
