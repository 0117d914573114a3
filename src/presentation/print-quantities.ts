// Counts, bytes and durations for people. Independent of locale, units decimal (1 kB = 1,000 B).
// What is not a finite number prints as a dash.

const UNKNOWN = '–';

const separateThousands = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+$)/g, ',');

/** 1234567 → 1,234,567 */
export const printCount = (count: number): string => {
  if (!Number.isFinite(count)) return UNKNOWN;
  const digits = BigInt(Math.round(Math.abs(count))).toString();
  return (count < 0 && digits !== '0' ? '-' : '') + separateThousands(digits);
};

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** One decimal below 100, none from there on, so that two or three digits are shown. */
const roundForUnit = (n: number, isWhole: boolean): number =>
  isWhole || n >= 99.95 ? Math.round(n) : Math.round(n * 10) / 10;

/** 1234567 → 1.2 MB */
export const printBytes = (sizeBytes: number): string => {
  if (!Number.isFinite(sizeBytes) || sizeBytes < 0) return UNKNOWN;
  let unitIndex = 0;
  let inUnit = sizeBytes;
  while (roundForUnit(inUnit, unitIndex === 0) >= 1000 && unitIndex < byteUnits.length - 1) {
    inUnit /= 1000;
    unitIndex++;
  }
  const rounded = roundForUnit(inUnit, unitIndex === 0);
  const digits = rounded < 1000 ? String(rounded) : printCount(rounded);
  return `${digits} ${byteUnits[unitIndex]}`;
};

const twoUnits = (major: number, majorUnit: string, minor: number, minorUnit: string): string =>
  minor === 0
    ? `${printCount(major)} ${majorUnit}`
    : `${printCount(major)} ${majorUnit} ${minor} ${minorUnit}`;

const MINUTES_PER_DAY = 24 * 60;

/** 850 → 0.9 s; 125000 → 2 min 5 s */
export const printDuration = (durationMs: number): string => {
  if (!Number.isFinite(durationMs) || durationMs < 0) return UNKNOWN;
  if (durationMs > 0 && durationMs < 1) return '<1 ms';
  if (durationMs < 100) return `${Math.round(durationMs)} ms`;
  const tenths = Math.round(durationMs / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 3600) return twoUnits(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(durationMs / 60_000);
  if (minutes < MINUTES_PER_DAY) return twoUnits(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(durationMs / 3_600_000);
  return twoUnits(Math.floor(hours / 24), 'd', hours % 24, 'h');
};
