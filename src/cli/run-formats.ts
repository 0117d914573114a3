// The work of insitu formats, loaded when it is asked for.

import { logFormatList } from '../files/index.ts';
import { exitCodes } from './exit-codes.ts';
import { write } from './terminal.ts';

const indented = (text: string): string => text.replace(/^/gm, '    ');

export const runFormats = async (): Promise<number> => {
  const lines = logFormatList.map(({ name, title, example }) => `${name}: ${title}\n${indented(example)}\n`);
  await write(process.stdout, lines.join('\n'));
  return exitCodes.answered;
};
