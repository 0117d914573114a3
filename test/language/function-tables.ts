// The tables of functions, made from the vocabulary. On a page they stand between `<!-- functions:string -->`
// and `<!-- end -->`.

import { type FunctionRecord, functions, type Parameter } from '../../grammar/vocabulary/index.ts';

/** `start: number`; the kind is left out where the name says it, or where anything will do. */
const argument = ({ name, kind, occurs }: Parameter): string => {
  const typed = kind === 'any' || kind === name ? name : `${name}: ${kind}`;
  if (occurs === 'optional') return `[${typed}]`;
  return occurs === 'many' ? `${typed}, …` : typed;
};

const cell = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => (text === '' ? '' : `\`${cell(text)}\``);

const row = ({ name, spellings = [], parameters, result, summary }: FunctionRecord): string =>
  `| ${code(name)} | ${spellings.map(code).join(', ')} | ${code(parameters.map(argument).join(', '))} | ${result} | ${cell(summary)} |`;

export const functionTable = (family: string): string =>
  [
    '| function | also | arguments | result | what it gives |',
    '|---|---|---|---|---|',
    ...functions.filter((record) => record.family === family).map(row),
  ].join('\n');

const marked = /^(<!-- functions:(\w+) -->)\n[\s\S]*?^(<!-- end -->)$/gm;

/** The text with its tables renewed. */
export const withTables = (text: string): string =>
  text.replace(
    marked,
    (_, opening: string, family: string, closing: string) =>
      `${opening}\n\n${functionTable(family)}\n\n${closing}`,
  );
