// How far a run has come, in one line that fits the terminal: bar, percent, bytes, rate, time left.
// On a narrow terminal the least needed parts go first. The caller overwrites the line; no line end here.

import { printBytes, printCount, printDuration } from './print-quantities.ts';
import { fitStart, textWidth } from './text-width.ts';

export type Progress = {
  readonly bytesDone: number;
  /** Undefined when nobody knows, as for standard input. */
  readonly bytesTotal?: number | undefined;
  readonly events: number;
  readonly elapsedMs: number;
  readonly widthColumns: number;
};

const BAR_COLUMNS = 20;

/** From 0 to 1; a file that grew while it was read is not more than done. */
const shareDone = (bytesDone: number, bytesTotal: number): number =>
  bytesDone > 0 ? Math.min(1, bytesDone / bytesTotal) : 0;

const drawBar = (share: number): string => {
  const full = Math.floor(share * BAR_COLUMNS);
  return '█'.repeat(full) + '░'.repeat(BAR_COLUMNS - full);
};

const printRate = ({ events, elapsedMs }: Progress): string =>
  `${elapsedMs > 0 ? printCount((events * 1000) / elapsedMs) : '–'} events/s`;

const printTimeLeft = (share: number, elapsedMs: number): string => {
  if (share === 0 || !(elapsedMs >= 0)) return 'time left unknown';
  return share === 1
    ? `done in ${printDuration(elapsedMs)}`
    : `${printDuration((elapsedMs * (1 - share)) / share)} left`;
};

/** The same progress told at ever smaller length. */
const tellWithTotal = (progress: Progress, bytesTotal: number): readonly (readonly string[])[] => {
  const share = shareDone(progress.bytesDone, bytesTotal);
  const percent = `${String(Math.floor(share * 100)).padStart(3)} %`;
  const bytes = `${printBytes(progress.bytesDone)} of ${printBytes(bytesTotal)}`;
  const rate = printRate(progress);
  const left = printTimeLeft(share, progress.elapsedMs);
  return [
    [`${drawBar(share)} ${percent}`, bytes, rate, left],
    [percent, bytes, rate, left],
    [percent, bytes, left],
    [percent, left],
    [percent],
  ];
};

const tellWithoutTotal = (progress: Progress): readonly (readonly string[])[] => {
  const bytes = `${printBytes(progress.bytesDone)} read`;
  const events = `${printCount(progress.events)} ${progress.events === 1 ? 'event' : 'events'}`;
  const rate = printRate(progress);
  return [
    [bytes, events, rate, printDuration(progress.elapsedMs)],
    [bytes, events, rate],
    [bytes, events],
    [bytes],
  ];
};

export const renderProgress = (progress: Progress): string => {
  const { bytesTotal, widthColumns } = progress;
  const isTotalKnown = bytesTotal !== undefined && bytesTotal > 0;
  const tellings = isTotalKnown ? tellWithTotal(progress, bytesTotal) : tellWithoutTotal(progress);
  const lines = tellings.map((parts) => parts.join(' · '));
  return (
    lines.find((line) => textWidth(line) <= widthColumns) ??
    fitStart(lines.at(-1) ?? '', Math.floor(widthColumns) || 0)
  );
};
