// Random numbers from a seed, the same everywhere, and what the generators make of them.

export type Random = {
  /** From 0 up to and without 1. */
  next(): number;
  /** From 0 up to and without `below`. */
  whole(below: number): number;
  pick<T>(items: readonly T[]): T;
  hex(digits: number): string;
};

/** splitmix32: small, fast, the same everywhere. */
export const newRandom = (seed: number): Random => {
  let state = seed | 0;
  const bits = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const next = (): number => bits() / 2 ** 32;
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    next,
    whole,
    pick: (items) => items[whole(items.length)]!,
    hex: (digits) => {
      let text = '';
      while (text.length < digits) text += bits().toString(16).padStart(8, '0');
      return text.slice(0, digits);
    },
  };
};

export const uuid = ({ hex }: Random): string => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;

/** Two decimals, skewed to the left as durations are. */
export const duration = ({ next }: Random, least: number, most: number): string =>
  (least + (most - least) * next() ** 4).toFixed(2);

/** A whole number from 0 up to and without `below`, small ones far more often: few customers, most of the traffic. */
export const skewed = ({ next }: Random, below: number): number => Math.floor(next() ** 3 * below);
