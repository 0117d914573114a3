// Which token begins at a place of a text, by its first character.

import { classAt, isHex, LETTER, type Scanned } from './characters.ts';
import { ipv4End, ipv6End, isMacAt, MAC_LENGTH } from './recognise-address.ts';
import { found, numberAt } from './recognise-number.ts';
import { clockEnd, dateOrInstant } from './recognise-time.ts';
import { DATE, ID, IP, TIME } from './token-kinds.ts';

const COLON = 58;
const SLASH = 47;

/** Four numbers behind a name and a slash are the version of a browser. */
const isProductVersion = (t: Scanned, at: number): boolean =>
  at > 1 && t.units[at - 1] === SLASH && classAt(t, at - 2) === LETTER;

/** A group of an address is at most four characters long. */
const isGroupAt = (t: Scanned, at: number): boolean => {
  let end = at;
  while (end <= at + 4 && isHex(t.units[end]!)) end += 1;
  return end <= at + 4 && t.units[end] === COLON;
};

/** Tokens that go on over colons: IPv6 and hardware addresses. 0 is none. */
export const colonToken = (t: Scanned, at: number): number => {
  if (!isGroupAt(t, at)) return 0;
  const end = ipv6End(t, at);
  if (end > 0) return found(end, IP);
  return isMacAt(t, at) ? found(at + MAC_LENGTH, ID) : 0;
};

/** Tokens that begin with a digit. 0 is none. */
export const digitToken = (t: Scanned, at: number): number => {
  const date = dateOrInstant(t, at);
  if (date !== 0) return date > 0 ? found(date, DATE) : found(-date, TIME);
  const clock = clockEnd(t, at);
  if (clock > 0) return found(clock, TIME);
  const ip = isProductVersion(t, at) ? -1 : ipv4End(t, at);
  if (ip > 0) return found(ip, IP);
  return colonToken(t, at) || numberAt(t, at);
};

/** The version in `HTTP/1.1` is part of the word. */
export const isProtocolVersion = (t: Scanned, at: number): boolean =>
  at > 4 && t.units[at - 1] === SLASH && t.text.startsWith('HTTP', at - 5);
