// Functions of text (insights functions "String functions"). No argument is missing here. Positions and
// lengths count code points.

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { compileRegex } from './regex.ts';
import { numberOf, textOf, type Value } from './values.ts';

type StrictFunction = (values: readonly Value[]) => Value;

const ofTexts =
  (compute: (...texts: string[]) => Value): StrictFunction =>
  (values) => {
    const texts = values.map(textOf);
    return texts.includes(undefined) ? undefined : compute(...(texts as string[]));
  };

/** Without a set of characters, white space goes. */
const trimStart = (text: string, characters?: string): string => {
  if (characters === undefined) return text.trimStart();
  const kept = [...text];
  while (kept.length > 0 && characters.includes(kept[0] ?? '')) kept.shift();
  return kept.join('');
};

const trimEnd = (text: string, characters?: string): string => {
  if (characters === undefined) return text.trimEnd();
  const kept = [...text];
  while (kept.length > 0 && characters.includes(kept.at(-1) ?? '')) kept.pop();
  return kept.join('');
};

const substr: StrictFunction = ([value, start, length]) => {
  const [text, from] = [textOf(value), numberOf(start)];
  const count = length === undefined ? Number.POSITIVE_INFINITY : numberOf(length);
  if (text === undefined || from === undefined || count === undefined) return undefined;
  const [first, most] = [Math.trunc(from), Math.trunc(count)];
  return first < 0 || most < 0 ? undefined : [...text].slice(first, first + most).join('');
};

const regexReplace = (text = '', pattern = '', replacement = ''): Value => {
  const { regex, groupNames } = compileRegex(pattern);
  return text.replace(new RegExp(regex.source, 'gu'), (...parts: unknown[]) => {
    const groups = parts.slice(0, groupNames.length > 0 ? -3 : -2) as (string | undefined)[];
    const named = groupNames.map((_, i) => (parts.at(-1) as Record<string, string | undefined>)[`g${i}`]);
    return fillIn(replacement, groups, new Map(groupNames.map((name, i) => [name, named[i]])));
  });
};

/** fidelity: regex-replace-references. */
const fillIn = (
  replacement: string,
  groups: readonly (string | undefined)[],
  named: ReadonlyMap<string, string | undefined>,
): string =>
  replacement.replace(
    /\\([\\$])|[\\$](\d)|\$\{(\w+)\}/g,
    (written, plain?: string, digit?: string, name?: string) => {
      if (plain !== undefined) return plain;
      if (digit !== undefined) return Number(digit) < groups.length ? (groups[Number(digit)] ?? '') : written;
      return name !== undefined && named.has(name) ? (named.get(name) ?? '') : written;
    },
  );

const urlDecode = (text = ''): Value => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
};

const percentByte = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** Padding may be left out; what is no base64 of UTF-8 is missing. */
const base64Decode = (text = ''): Value => {
  const bare = text.replace(/[\t\n\f\r ]/g, '');
  const digits = bare.length % 4 === 0 ? bare.replace(/={1,2}$/, '') : bare;
  if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1) return undefined;
  const bytes = Buffer.from(digits, 'base64');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
};

const hexToAscii = (digits = ''): Value =>
  /^([0-9a-f]{2})*$/i.test(digits) ? Buffer.from(digits, 'hex').toString('latin1') : undefined;

const hexToDec = (digits = ''): Value => {
  const [, sign, bare] = /^(-?)(?:0x)?([0-9a-f]+)$/i.exec(digits.trim()) ?? [];
  return bare === undefined ? undefined : (sign === '-' ? -1 : 1) * Number(BigInt(`0x${bare}`));
};

const decToHex: StrictFunction = ([value]) => {
  const number = numberOf(value);
  if (number === undefined) return undefined;
  const whole = BigInt(Math.trunc(number));
  return whole < 0n ? `-0x${(-whole).toString(16)}` : `0x${whole.toString(16)}`;
};

const hash = (algorithm: string): StrictFunction =>
  ofTexts((text = '') => createHash(algorithm).update(text, 'utf8').digest('hex'));

export const textFunctions: Readonly<Record<string, StrictFunction>> = {
  concat: ofTexts((...texts) => texts.join('')),
  ltrim: ofTexts((text = '', characters) => trimStart(text, characters)),
  rtrim: ofTexts((text = '', characters) => trimEnd(text, characters)),
  trim: ofTexts((text = '', characters) => trimEnd(trimStart(text, characters), characters)),
  strlen: ofTexts((text = '') => [...text].length),
  toupper: ofTexts((text = '') => text.toUpperCase()),
  tolower: ofTexts((text = '') => text.toLowerCase()),
  substr,
  replace: ofTexts((text = '', search = '', to = '') => (search === '' ? text : text.split(search).join(to))),
  regexreplace: ofTexts(regexReplace),
  // The third argument has no effect (evidence 41).
  strcontains: ([text, search]) =>
    ofTexts((whole = '', part = '') => Number(whole.includes(part)))([text, search]),
  startswith: ofTexts((text = '', start = '') => Number(text.startsWith(start))),
  endswith: ofTexts((text = '', end = '') => Number(text.endsWith(end))),
  urlencode: ofTexts((text = '') => encodeURIComponent(text).replace(/[!'()*]/g, percentByte)),
  urldecode: ofTexts(urlDecode),
  base64encode: ofTexts((text = '') => Buffer.from(text, 'utf8').toString('base64')),
  base64decode: ofTexts(base64Decode),
  split: ofTexts((text = '', delimiter = '') => ({
    kind: 'list',
    items: text.split(delimiter),
    fromSplit: true,
  })),
  hextoascii: ofTexts(hexToAscii),
  hextodec: ofTexts(hexToDec),
  dectohex: decToHex,
  md5: hash('md5'),
  sha256: hash('sha256'),
  messagesize: ofTexts((text = '') => Buffer.byteLength(text, 'utf8')),
};
