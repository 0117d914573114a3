// JSON for the documents that are made from the grammar, laid out as the formatter of the house does.

const WIDTH = 110;

/** Lists of texts stand on one line where they fit. */
const stringList = /^(.*)\[\n((?: *"(?:[^"\\]|\\.)*",?\n)+) *\](,?)$/gm;

export const printJson = (value: unknown): string => {
  const text = JSON.stringify(value, null, 2).replace(
    stringList,
    (spread, before: string, items: string, comma: string) => {
      const line = `${before}[${items.trim().replace(/\n */g, ' ')}]${comma}`;
      return line.length <= WIDTH ? line : spread;
    },
  );
  return `${text}\n`;
};
