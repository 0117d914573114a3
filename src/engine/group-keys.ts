// The values of keys, numbered.
//
// Values that are the same text are one key, the number 200 and the text "200" too; timestamps are apart. A
// structure is no key: it counts as missing.

import { QueryFailed } from '../result/index.ts';
import { isUuid, printUuid, readUuid, UUID_NUMBERS } from '../segments/index.ts';
import { isStructure, isTimestamp, printJson, type Value } from '../values/index.ts';
import { hashOfText, hashOfUuid } from './text-hash.ts';

/** What equal keys have in common, timestamps aside: numbers with all their digits. */
export const keyText = (value: Exclude<Value, undefined>): string => {
  if (typeof value === 'string') return value;
  if (isStructure(value)) return printJson(value);
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
};

/** Missing as a key; structures have no text that could be one (docs/fidelity.md, "structures"). */
export const isNoKey = (value: Value): boolean => value === undefined || isStructure(value);

/** What combinations of keys have in common that are the same. */
export const identityOf = (values: readonly Value[]): string =>
  JSON.stringify(
    values.map((value) => {
      if (value === undefined || isStructure(value)) return null;
      return isTimestamp(value) ? value : keyText(value);
    }),
  );

/**
 * The distinct values of one key, numbered; number 0 is missing. Plain data. What is a text, or the same as one,
 * is found by the hash of it: half the memory of a map, and a third of its time.
 */
export type Interned = {
  /** By their numbers; UUIDs, of which there may be millions, stand in `uuids` alone, and as undefined here. */
  readonly values: Value[];
  /** Four numbers for each value that is one; empty as long as none is. */
  uuids: Uint32Array;
  uuidCount: number;
  /** Of the text of each value; there is room for more. */
  hashes: Uint32Array;
  /** By hash, the number of a value, 0 where there is none; at most half are taken. */
  slots: Uint32Array;
  readonly instants: Map<number, number>;
  /** A short cut for columns of numbers. */
  readonly numbers: Map<number, number>;
};

const FIRST_SLOTS = 64;

export const createInterned = (): Interned => ({
  values: [undefined],
  uuids: new Uint32Array(0),
  uuidCount: 0,
  hashes: new Uint32Array(FIRST_SLOTS / 2),
  slots: new Uint32Array(FIRST_SLOTS),
  instants: new Map(),
  numbers: new Map(),
});

const MAX_CODES = 2 ** 26;

const newCode = (interned: Interned, value: Value): number => {
  const code = interned.values.push(value) - 1;
  if (code >= MAX_CODES)
    throw new QueryFailed(
      `stats: one key has more than ${MAX_CODES.toLocaleString('en-US')} different values`,
    );
  return code;
};

const makeRoom = (interned: Interned): void => {
  const { values } = interned;
  const slots = new Uint32Array(2 * interned.slots.length);
  const hashes = new Uint32Array(slots.length / 2);
  hashes.set(interned.hashes);
  const mask = slots.length - 1;
  for (let code = 1; code < values.length; code += 1) {
    if (isTimestamp(values[code])) continue;
    let slot = hashes[code]! & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = code;
  }
  interned.slots = slots;
  interned.hashes = hashes;
  if (interned.uuidCount > 0) makeUuidRoom(interned);
};

const makeUuidRoom = (interned: Interned): void => {
  const uuids = new Uint32Array(interned.hashes.length * UUID_NUMBERS);
  uuids.set(interned.uuids);
  interned.uuids = uuids;
};

const isText = (value: Value, text: string): boolean =>
  value === text || (typeof value !== 'string' && value !== undefined && keyText(value) === text);

/** The code of the UUID at a place; `hash`: hashOfUuid of it. */
export const codeOfUuid = (interned: Interned, numbers: Uint32Array, place: number, hash: number): number => {
  if (interned.values.length >= interned.hashes.length) makeRoom(interned);
  const { values, hashes, slots } = interned;
  const mask = slots.length - 1;
  let slot = hash & mask;
  for (let code = slots[slot]!; code !== 0; code = slots[slot]!) {
    if (hashes[code] === hash && values[code] === undefined && isSame(interned.uuids, code, numbers, place))
      return code;
    slot = (slot + 1) & mask;
  }
  const code = newCode(interned, undefined);
  interned.uuidCount += 1;
  if (interned.uuids.length === 0) makeUuidRoom(interned);
  for (let number = 0; number < UUID_NUMBERS; number += 1)
    interned.uuids[code * UUID_NUMBERS + number] = numbers[place * UUID_NUMBERS + number]!;
  hashes[code] = hash;
  slots[slot] = code;
  return code;
};

const isSame = (a: Uint32Array, placeOfA: number, b: Uint32Array, placeOfB: number): boolean => {
  const i = placeOfA * UUID_NUMBERS;
  const j = placeOfB * UUID_NUMBERS;
  return a[i] === b[j] && a[i + 1] === b[j + 1] && a[i + 2] === b[j + 2] && a[i + 3] === b[j + 3];
};

/** The value of a code. */
export const valueOfCode = ({ values, uuids }: Interned, code: number): Value =>
  values[code] === undefined && code !== 0 ? printUuid(uuids, code) : values[code];

const oneUuid = new Uint32Array(UUID_NUMBERS);

/** The code of a text, or of a value that is the same. */
export const codeOfText = (interned: Interned, text: string, hash: number, value: Value = text): number => {
  if (isUuid(text)) {
    readUuid(text, oneUuid, 0);
    return codeOfUuid(interned, oneUuid, 0, hashOfUuid(oneUuid, 0));
  }
  if (interned.values.length >= interned.hashes.length) makeRoom(interned);
  const { values, hashes, slots } = interned;
  const mask = slots.length - 1;
  let slot = hash & mask;
  for (let code = slots[slot]!; code !== 0; code = slots[slot]!) {
    if (hashes[code] === hash && isText(values[code], text)) return code;
    slot = (slot + 1) & mask;
  }
  const code = newCode(interned, value);
  hashes[code] = hash;
  slots[slot] = code;
  return code;
};

export const codeOf = (interned: Interned, value: Value): number => {
  if (typeof value === 'string') return codeOfText(interned, value, hashOfText(value));
  if (value === undefined || isStructure(value)) return 0;
  if (!isTimestamp(value)) {
    const text = keyText(value);
    return codeOfText(interned, text, hashOfText(text), value);
  }
  const known = interned.instants.get(value.ms);
  if (known !== undefined) return known;
  if (interned.values.length >= interned.hashes.length) makeRoom(interned);
  const code = newCode(interned, value);
  interned.instants.set(value.ms, code);
  return code;
};

/** Takes in the values of another; the code here of each code there. */
export const mergeInterned = (into: Interned, from: Interned): Uint32Array => {
  const codes = new Uint32Array(from.values.length);
  for (let code = 1; code < codes.length; code += 1) {
    const value = from.values[code];
    if (value === undefined) codes[code] = codeOfUuid(into, from.uuids, code, from.hashes[code]!);
    else
      codes[code] =
        typeof value === 'string' ? codeOfText(into, value, from.hashes[code]!) : codeOf(into, value);
  }
  return codes;
};
