// What the streams are: terminals or not, how wide, in colour or not.

import { escapeHostile } from '../presentation/index.ts';

export type Terminal = {
  readonly isTerminal: boolean;
  readonly widthColumns: number | undefined;
  readonly color: boolean;
};

/** NO_COLOR and FORCE_COLOR decide (no-color.org); else colour belongs to terminals. */
const wantsColor = (stream: NodeJS.WriteStream): boolean => {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  return stream.isTTY === true && TERM !== 'dumb';
};

export const terminalOf = (stream: NodeJS.WriteStream): Terminal => ({
  isTerminal: stream.isTTY === true,
  widthColumns: stream.isTTY ? stream.columns : undefined,
  color: wantsColor(stream),
});

/** Resolves when the text is on its way, so that ending the process cannot cut it. */
export const write = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      // A reader that has seen enough (`| head`) is no failure.
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      else resolve();
    });
  });

export const say = (text: string): Promise<void> => write(process.stderr, text === '' ? '' : `${text}\n`);

/** One line of ours about something of the user's: what is in it does no harm. */
export const sayPlainly = (message: string): Promise<void> => say(`insitu: ${escapeHostile(message)}`);
