// Distinct texts, numbered as they first occur, and found by their characters: a part of a text that is known
// already is not made a text of its own.

import type { Units } from './shapes/text-units.ts';

export type WordTable = {
  /** By their numbers; the first one stands for no word. */
  readonly words: string[];
  /** The number of the part [from, to); 0 where it is new. */
  find(units: Units, from: number, to: number): number;
  /** Of the part for which find gave 0 last. */
  add(word: string): number;
};

/** Drawn by lot, so that nobody can write words which all fall together. */
const FACTOR = (Math.floor(Math.random() * 2 ** 31) * 2 + 1) | 0;

/** Two in turn, as one need not wait for the other. */
const hashOf = (units: Units, from: number, to: number): number => {
  let even = to - from;
  let odd = 0;
  let at = from;
  for (; at + 1 < to; at += 2) {
    even = (Math.imul(even, FACTOR) + units[at]!) | 0;
    odd = (Math.imul(odd, FACTOR) + units[at + 1]!) | 0;
  }
  if (at < to) even = (Math.imul(even, FACTOR) + units[at]!) | 0;
  const hash = Math.imul(even ^ (odd >>> 15) ^ (odd << 17), FACTOR);
  return hash ^ (hash >>> 15);
};

const isWord = (word: string, units: Units, from: number, to: number): boolean => {
  if (word.length !== to - from) return false;
  for (let at = from; at < to; at += 1) if (word.charCodeAt(at - from) !== units[at]) return false;
  return true;
};

const FIRST_SIZE = 64;

export const wordTable = (): WordTable => {
  const words = [''];
  let hashes = new Int32Array(FIRST_SIZE);
  /** Numbers by hash, the next free place where one is taken; at most every second one is. */
  let places = new Int32Array(2 * FIRST_SIZE);
  let hash = 0;
  const freePlace = (of: number): number => {
    const mask = places.length - 1;
    let place = of & mask;
    while (places[place] !== 0) place = (place + 1) & mask;
    return place;
  };
  const grow = (): void => {
    const wider = new Int32Array(2 * hashes.length);
    wider.set(hashes);
    hashes = wider;
    places = new Int32Array(2 * hashes.length);
    for (let code = 1; code < words.length; code += 1) places[freePlace(hashes[code]!)] = code;
  };
  return {
    words,
    find: (units, from, to) => {
      hash = hashOf(units, from, to);
      const mask = places.length - 1;
      for (let place = hash & mask; ; place = (place + 1) & mask) {
        const code = places[place]!;
        if (code === 0) return 0;
        if (hashes[code] === hash && isWord(words[code]!, units, from, to)) return code;
      }
    },
    add: (word) => {
      if (words.length === hashes.length) grow();
      const code = words.push(word) - 1;
      hashes[code] = hash;
      places[freePlace(hash)] = code;
      return code;
    },
  };
};
