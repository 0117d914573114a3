// Instants as JavaScript prints them, read where they lie in a longer text: "2024-03-11T00:00:06.235Z".

const ZERO = 48;
const DAY_LENGTH = 10;
export const INSTANT_LENGTH = 24;

/** What stands at those places of an instant. */
const signs = [
  [DAY_LENGTH, 'T'.charCodeAt(0)],
  [13, ':'.charCodeAt(0)],
  [16, ':'.charCodeAt(0)],
  [19, '.'.charCodeAt(0)],
  [23, 'Z'.charCodeAt(0)],
] as const;

/** NaN where there are other characters than digits. */
const number = (text: string, from: number, to: number): number => {
  let n = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    n = n * 10 + digit;
  }
  return n;
};

const isInstantAt = (text: string, at: number): boolean => {
  for (const [place, unit] of signs) if (text.charCodeAt(at + place) !== unit) return false;
  return true;
};

/** Ms since the epoch of the beginning of the day; NaN where there is no such day. */
const readDay = (day: string): number => {
  const ms = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(`${day}T`) ? ms : Number.NaN;
};

/** Gives epoch ms of what stands at that place, NaN where it is no instant; days are remembered. */
export const instantReader = (): ((text: string, at: number) => number) => {
  let day = '';
  let dayMs = Number.NaN;
  return (text, at) => {
    if (!isInstantAt(text, at)) return Number.NaN;
    if (day === '' || !text.startsWith(day, at)) {
      day = text.slice(at, at + DAY_LENGTH);
      dayMs = readDay(day);
    }
    const hours = number(text, at + 11, at + 13);
    const minutes = number(text, at + 14, at + 16);
    const seconds = number(text, at + 17, at + 19);
    if (!(hours < 24 && minutes < 60 && seconds < 60)) return Number.NaN;
    return dayMs + ((hours * 60 + minutes) * 60 + seconds) * 1_000 + number(text, at + 20, at + 23);
  };
};
