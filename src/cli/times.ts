// Times as people write them: ISO 8601, epoch seconds or milliseconds, `now`, `-1h`.

import { type PeriodUnit, periodUnits } from '../values/index.ts';
import { usageError } from './exit-codes.ts';

const unitMs: Readonly<Record<PeriodUnit, number>> = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 30 * 86_400_000,
  quarter: 91 * 86_400_000,
  year: 365 * 86_400_000,
};

const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?$/;

/** Below this a number is seconds, from it on milliseconds: 1973 in the one, 5138 in the other. */
const SECONDS_BELOW = 1e11;

const relative = (text: string, nowMs: number): number | undefined => {
  const match = /^([+-])(\d+)([a-z]+)$/i.exec(text);
  const unit = match && periodUnits.get((match[3] ?? '').toLowerCase());
  if (!match || !unit) return undefined;
  return nowMs + (match[1] === '-' ? -1 : 1) * Number(match[2]) * unitMs[unit];
};

/** A time without zone is UTC, as the service's are. */
const iso = (text: string): number | undefined => {
  if (!ISO.test(text)) return undefined;
  const hasTime = /[T ]\d/.test(text);
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(text.slice(10));
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  // Date.parse takes February 30th for March 1st.
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return undefined;
  const ms = Date.parse(`${text.replace(' ', 'T')}${hasTime && !hasZone ? 'Z' : ''}`);
  return Number.isNaN(ms) ? undefined : ms;
};

/** Epoch ms. `flag` is named in the complaint. */
export const readTime = (text: string, nowMs: number, flag: string): number => {
  if (text === 'now') return nowMs;
  if (/^\d+(?:\.\d+)?$/.test(text)) {
    const n = Number(text);
    return n < SECONDS_BELOW ? n * 1000 : n;
  }
  const ms = relative(text, nowMs) ?? iso(text);
  if (ms === undefined)
    throw usageError(
      `${flag}: "${text}" is no time; write 2024-01-31T12:00:00Z, epoch seconds or milliseconds, now, or -1h`,
    );
  return ms;
};

/** A span such as 90s or 1h in ms. */
export const readDuration = (text: string, flag: string): number => {
  const ms = relative(`+${text}`, 0);
  if (ms === undefined) throw usageError(`${flag}: "${text}" is no duration; write 30s, 5m or 1h`);
  return ms;
};
