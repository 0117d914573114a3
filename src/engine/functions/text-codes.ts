// Text in the writing of URLs, base64 and hexadecimal digits, and back. Bytes are UTF-8; what is no such
// writing decodes to missing.

import { missing, numberOrMissing, type Value } from '../../values/index.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const attempt = <T>(compute: () => T): T | undefined => {
  try {
    return compute();
  } catch {
    return missing;
  }
};

const percentByte = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** RFC 3986: all but letters, digits and `-._~` as %XX of its bytes, a space as %20. */
export const urlEncode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, percentByte);

/** Takes `+` for a space too, as query strings have it. */
export const urlDecode = (text: string): Value =>
  attempt(() => decodeURIComponent(text.replaceAll('+', ' ')));

export const base64Encode = (text: string): string => {
  let bytes = '';
  for (const byte of encoder.encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
};

/** The standard alphabet; padding may be left out. */
export const base64Decode = (text: string): Value =>
  attempt(() => decoder.decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0))));

const hexadecimal = /^(-?)(?:0[xX])?([0-9a-fA-F]+)$/;

/** One character for each pair of digits: ASCII, and above it Latin-1. */
export const hexToText = (digits: string): Value => {
  if (digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits)) return missing;
  return digits.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
};

/** The inverse of decimalToHex; `0x` may be left out. */
export const hexToNumber = (text: string): Value => {
  const [, sign, digits] = hexadecimal.exec(text.trim()) ?? [];
  if (digits === undefined) return missing;
  const magnitude = Number(`0x${digits}`);
  return numberOrMissing(sign === '-' ? -magnitude : magnitude);
};

/** Fractions are cut off; negatives are -0x… */
export const decimalToHex = (n: number): string => {
  const digits = BigInt(Math.trunc(Math.abs(n))).toString(16);
  return n <= -1 ? `-0x${digits}` : `0x${digits}`;
};
