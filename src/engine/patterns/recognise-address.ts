// Addresses at a place in a text: IPv4, IPv6, hardware addresses, e-mail. Each function answers where the
// address ends, or -1, after a bounded look.

import {
  classAt,
  DELIMITER,
  DIGIT,
  digitsEnd,
  isDigitAt,
  isHex,
  JOINER,
  LETTER,
  type Scanned,
} from './characters.ts';

const DOT = 46;
const COLON = 58;

const endsThere = (t: Scanned, at: number): boolean => {
  const next = classAt(t, at);
  return next !== LETTER && next !== DIGIT;
};

export const ipv4End = (t: Scanned, at: number): number => {
  let from = at;
  for (let group = 0; group < 4; group += 1) {
    const end = digitsEnd(t, from);
    if (end === from || end - from > 3 || Number(t.text.slice(from, end)) > 255) return -1;
    if (group === 3) return endsThere(t, end) && !(t.units[end]! === DOT && isDigitAt(t, end + 1)) ? end : -1;
    if (t.units[end]! !== DOT) return -1;
    from = end + 1;
  }
  return -1;
};

/** The longest textual IPv6 address. */
const IPV6_MOST = 45;

type Groups = { end: number; colons: number; gaps: number; hasDigit: boolean; arePairs: boolean };

/** Groups of at most four hexadecimal digits with colons between; undefined when some group is longer. */
const groupsAt = (t: Scanned, at: number): Groups | undefined => {
  const groups: Groups = { end: at, colons: 0, gaps: 0, hasDigit: false, arePairs: true };
  let length = 0;
  for (; groups.end < at + IPV6_MOST; groups.end += 1) {
    const unit = t.units[groups.end]!;
    if (unit === COLON) {
      groups.colons += 1;
      if (length === 0 && groups.end > at) groups.gaps += 1;
      if (length !== 2) groups.arePairs = false;
      length = 0;
    } else if (isHex(unit)) {
      length += 1;
      if (unit < COLON) groups.hasDigit = true;
      if (length > 4) return undefined;
    } else break;
  }
  if (length !== 2) groups.arePairs = false;
  if (length === 0 && t.units[groups.end - 2]! !== COLON) {
    groups.end -= 1;
    groups.colons -= 1;
  }
  return groups;
};

export const isMacAt = (t: Scanned, at: number): boolean => {
  const groups = groupsAt(t, at);
  return groups?.colons === 5 && groups.arePairs && endsThere(t, groups.end);
};

/** Six pairs. */
export const MAC_LENGTH = 17;

export const ipv6End = (t: Scanned, at: number): number => {
  const groups = groupsAt(t, at);
  if (groups === undefined || !groups.hasDigit || !endsThere(t, groups.end)) return -1;
  const isWhole = groups.gaps === 0 && groups.colons === 7;
  const isShort = groups.gaps === 1 && groups.colons >= 2 && groups.colons <= 7;
  return isWhole || isShort ? groups.end : -1;
};

/** The most characters on either side of the @ (RFC 5321). */
const LOCAL_MOST = 64;
const DOMAIN_MOST = 255;

/** An e-mail address whose @ is known to be at `sign`. */
export const emailEnd = (t: Scanned, at: number, sign: number): number => {
  if (sign <= at || sign - at > LOCAL_MOST) return -1;
  for (let i = at; i < sign; i += 1) if (classAt(t, i) <= DELIMITER) return -1;
  let end = sign + 1;
  let dot = -1;
  for (; end <= sign + DOMAIN_MOST; end += 1) {
    if (t.units[end]! === DOT && classAt(t, end + 1) >= JOINER) dot = end;
    else if (classAt(t, end) < JOINER) break;
  }
  return dot > sign + 1 && classAt(t, dot + 1) === LETTER ? end : -1;
};
