// The progress line on stderr: only on a terminal, a few times a second, and gone when it is done.

import { renderProgress } from '../presentation/index.ts';
import { terminalOf } from './terminal.ts';

const REDRAW_MS = 100;
/** What is done sooner needs no progress. */
const PATIENCE_MS = 300;

export type ProgressLine = {
  update(bytesDone: number, events: number): void;
  clear(): void;
};

const eraseLine = '\r\u001b[2K';

export const progressLine = (bytesTotal: number | undefined, isQuiet: boolean): ProgressLine => {
  const terminal = terminalOf(process.stderr);
  const startedMs = performance.now();
  let drawnMs = 0;
  if (!terminal.isTerminal || isQuiet) return { update: () => {}, clear: () => {} };
  return {
    update: (bytesDone, events) => {
      const nowMs = performance.now();
      if (nowMs - startedMs < PATIENCE_MS || nowMs - drawnMs < REDRAW_MS) return;
      drawnMs = nowMs;
      const widthColumns = process.stderr.columns ?? 80;
      const line = renderProgress({
        bytesDone,
        bytesTotal,
        events,
        elapsedMs: nowMs - startedMs,
        widthColumns,
      });
      process.stderr.write(`${eraseLine}${line}`);
    },
    clear: () => {
      if (drawnMs > 0) process.stderr.write(eraseLine);
    },
  };
};
