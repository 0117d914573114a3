// Functions of text (insights functions "String functions"). No argument is missing here. Positions and
// lengths count code points.

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
  const first = Math.max(0, Math.trunc(from));
  return [...text].slice(first, first + Math.max(0, Math.trunc(count))).join('');
};

const regexReplace = (text = '', pattern = '', replacement = ''): Value => {
  const { regex } = compileRegex(pattern);
  return text.replace(new RegExp(regex.source, 'gu'), replacement);
};

const urlDecode = (text = ''): Value => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

const hexToAscii = (digits = ''): Value =>
  /^([0-9a-f]{2})*$/i.test(digits) ? Buffer.from(digits, 'hex').toString('latin1') : undefined;

const hexToDec = (digits = ''): Value => {
  const [, bare] = /^(?:0x)?([0-9a-f]+)$/i.exec(digits) ?? [];
  return bare === undefined ? undefined : Number(BigInt(`0x${bare}`));
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
  strcontains: ofTexts((text = '', search = '') => Number(text.includes(search))),
  startswith: ofTexts((text = '', start = '') => Number(text.startsWith(start))),
  endswith: ofTexts((text = '', end = '') => Number(text.endsWith(end))),
  urlencode: ofTexts((text = '') => encodeURIComponent(text)),
  urldecode: ofTexts(urlDecode),
  base64encode: ofTexts((text = '') => Buffer.from(text, 'utf8').toString('base64')),
  base64decode: ofTexts((text = '') => Buffer.from(text, 'base64').toString('utf8')),
  split: ofTexts((text = '', delimiter = '') => ({ kind: 'list', items: text.split(delimiter) })),
  hextoascii: ofTexts(hexToAscii),
  hextodec: ofTexts(hexToDec),
  dectohex: decToHex,
  md5: hash('md5'),
  sha256: hash('sha256'),
  messagesize: ofTexts((text = '') => Buffer.byteLength(text, 'utf8')),
};
