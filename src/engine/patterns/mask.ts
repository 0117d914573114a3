// A message to its signature: the text with a mark in the place of every dynamic token, by one hand-written
// pass (no regular expression, so no text makes it slow). Runs of blanks become one blank, or one line break
// if they hold one; blanks at the ends go.
//
// Only a prefix is looked at: what a template is, its beginning tells. The cut is marked with an ellipsis.

import {
  BLANK,
  classAt,
  createScanned,
  DELIMITER,
  DIGIT,
  isInWord,
  JOINER,
  LETTER,
  LINE_BREAK,
  load,
  SCANNED_MOST,
  type Scanned,
} from './characters.ts';
import { colonToken, digitToken, isProtocolVersion } from './recognise.ts';
import { emailEnd, ipv6End } from './recognise-address.ts';
import { endOf, isIdentifier, kindOf, measurePart, numberAt, type Part } from './recognise-number.ts';
import { monthInstantEnd } from './recognise-time.ts';
import { EMAIL, ID, IP, marks, NUMBER, TIME, withoutNoncharacters } from './token-kinds.ts';

export const ELLIPSIS = '…';

const DASH = 45;
const SPACE = 32;
const COLON = 58;
const DOT = 46;

/** The signature, and the tokens in it in order: where they are in the scanned text. */
export type Masked = {
  readonly scanned: Scanned;
  signature: string;
  count: number;
  readonly starts: Uint16Array;
  readonly ends: Uint16Array;
};

type Scanner = Masked & {
  at: number;
  /** What is between here and `at` goes into the signature as it is. */
  literalFrom: number;
  /** The next @, or the end of the text. */
  sign: number;
  readonly part: Part;
};

/** Used again for every message: the answer holds until the next call. */
const scanner: Scanner = {
  scanned: createScanned(),
  signature: '',
  count: 0,
  starts: new Uint16Array(SCANNED_MOST),
  ends: new Uint16Array(SCANNED_MOST),
  at: 0,
  literalFrom: 0,
  sign: 0,
  part: { end: 0, digits: 0, letters: 0, joiners: 0, isHex: false, isMixed: false },
};

const takeLiteral = (s: Scanner, end: number, more: string): void => {
  s.signature += end > s.literalFrom ? s.scanned.text.slice(s.literalFrom, end) + more : more;
};

const takeToken = (s: Scanner, start: number, end: number, kind: number): void => {
  takeLiteral(s, start, marks[kind]!);
  s.starts[s.count] = start;
  s.ends[s.count] = end;
  s.count += 1;
  s.at = end;
  s.literalFrom = end;
};

const takeBlanks = (s: Scanner): void => {
  const { kinds, units, length } = s.scanned;
  let end = s.at;
  let hasLineBreak = false;
  for (let kind = kinds[end]; kind === BLANK || kind === LINE_BREAK; kind = kinds[end]) {
    if (kind === LINE_BREAK) hasLineBreak = true;
    end += 1;
  }
  const isPlain = end === s.at + 1 && units[s.at] === SPACE;
  if (!isPlain || end === length) {
    takeLiteral(s, s.at, end === length ? '' : hasLineBreak ? '\n' : ' ');
    s.literalFrom = end;
  }
  s.at = end;
};

/** Every segment of digits alone is a number: `worker-12`, `http-nio-8080-exec-1`. */
const takeSegments = (s: Scanner, at: number, end: number): void => {
  const t = s.scanned;
  let from = at;
  while (from < end) {
    let segmentEnd = from;
    let isNumeric = true;
    for (; segmentEnd < end && classAt(t, segmentEnd) !== JOINER; segmentEnd += 1)
      if (classAt(t, segmentEnd) !== DIGIT) isNumeric = false;
    if (isNumeric && segmentEnd > from) {
      const token = numberAt(t, from);
      takeToken(s, from, token === 0 ? segmentEnd : endOf(token), token === 0 ? NUMBER : kindOf(token));
    }
    from = Math.max(segmentEnd + 1, s.at);
  }
  if (s.at < end) s.at = end;
};

/** A part that begins with a letter or a joiner, or with a digit that begins no token of its own. */
const takePart = (s: Scanner): void => {
  const { at, part } = s;
  const t = s.scanned;
  measurePart(t, at, part);
  const next = t.units[part.end]!;
  if (next === COLON && part.isHex) {
    const address = colonToken(t, at);
    if (address !== 0) {
      takeToken(s, at, endOf(address), kindOf(address));
      return;
    }
  }
  if (part.digits === 0) {
    const instant = next === SPACE && part.end === at + 3 ? monthInstantEnd(t, at) : -1;
    if (instant > 0) takeToken(s, at, instant, TIME);
    else s.at = part.end;
  } else if (isIdentifier(t, at, part)) takeToken(s, at, part.end, ID);
  else if (part.isMixed) s.at = part.end;
  else takeSegments(s, at, part.end);
};

const takeDigits = (s: Scanner): void => {
  const t = s.scanned;
  if (isProtocolVersion(t, s.at)) {
    while (classAt(t, s.at) === DIGIT || t.units[s.at] === DOT) s.at += 1;
    return;
  }
  const token = digitToken(t, s.at);
  if (token === 0) takePart(s);
  else takeToken(s, s.at, endOf(token), kindOf(token));
};

/** `-5` at the beginning of a word is a negative number. */
const takeJoiner = (s: Scanner, isFirst: boolean): void => {
  const t = s.scanned;
  if (!isFirst || t.units[s.at] !== DASH || classAt(t, s.at + 1) !== DIGIT) {
    takePart(s);
    return;
  }
  const token = numberAt(t, s.at + 1);
  if (token !== 0 && kindOf(token) !== ID) takeToken(s, s.at, endOf(token), kindOf(token));
  else s.at += 1;
};

const nextSign = (t: Scanned, from: number): number => {
  const sign = t.text.indexOf('@', from);
  return sign < 0 ? t.length : sign;
};

/** The end of an e-mail address that begins here, or -1. */
const emailHere = (s: Scanner): number => {
  if (s.sign < s.at) s.sign = nextSign(s.scanned, s.at);
  return s.sign < s.scanned.length ? emailEnd(s.scanned, s.at, s.sign) : -1;
};

const isWordStart = (t: Scanned, at: number): boolean => at === 0 || !isInWord(classAt(t, at - 1));

const takeWordCharacters = (s: Scanner, kind: number): void => {
  const isFirst = isWordStart(s.scanned, s.at);
  const email = isFirst && s.sign < s.scanned.length ? emailHere(s) : -1;
  if (email > 0) takeToken(s, s.at, email, EMAIL);
  else if (kind === LETTER) takePart(s);
  else if (kind === DIGIT) takeDigits(s);
  else if (kind === JOINER) takeJoiner(s, isFirst);
  else s.at += 1;
};

/** An IPv6 address may begin with its gap: `::1`. */
const takeDelimiter = (s: Scanner): void => {
  const t = s.scanned;
  const isGap = t.units[s.at] === COLON && t.units[s.at + 1] === COLON && isWordStart(t, s.at);
  const end = isGap ? ipv6End(t, s.at) : -1;
  if (end > 0) takeToken(s, s.at, end, IP);
  else s.at += 1;
};

/** Cut at the end of a word, if one is near. */
const prefixOf = (message: string, t: Scanned): string => {
  let end = SCANNED_MOST;
  while (end > SCANNED_MOST - 256 && isInWord(classAt(t, end - 1))) end -= 1;
  return message.slice(0, end > SCANNED_MOST - 256 ? end : SCANNED_MOST);
};

const begin = (s: Scanner, message: string): void => {
  const t = s.scanned;
  load(t, message);
  if (message.length > SCANNED_MOST) load(t, prefixOf(message, t));
  if (t.hasNoncharacters) load(t, withoutNoncharacters(t.text));
  s.signature = '';
  s.count = 0;
  s.at = 0;
  s.sign = nextSign(t, 0);
  while (classAt(t, s.at) === BLANK || classAt(t, s.at) === LINE_BREAK) s.at += 1;
  s.literalFrom = s.at;
};

export const mask = (message: string): Masked => {
  const s = scanner;
  begin(s, message);
  const { kinds, length } = s.scanned;
  while (s.at < length) {
    const kind = kinds[s.at]!;
    if (isInWord(kind)) takeWordCharacters(s, kind);
    else if (kind === DELIMITER) takeDelimiter(s);
    else takeBlanks(s);
  }
  takeLiteral(s, length, message.length > SCANNED_MOST ? ` ${ELLIPSIS}` : '');
  return s;
};
