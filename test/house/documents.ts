// What a document says, as far as the laws of the house ask: tables, links, headings, cited keys.

const withoutCode = (text: string): string =>
  text.replace(/^ *```[\s\S]*?^ *```.*$/gm, '').replace(/`[^`\n]*`/g, '');

/** Links into the repository; those into the net are not followed. */
export const linksOf = (text: string): readonly string[] =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));

/** The anchors of a document's headings, as they are made from their text. */
export const anchorsOf = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.replace(/^ *```[\s\S]*?^ *```.*$/gm, '').matchAll(/^#+ +(.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  );

/** The cells of every table, without heads; a "|" behind a backslash separates nothing. */
export const tableRows = (text: string): readonly (readonly string[])[] => {
  const lines = text.split('\n');
  const isRow = (line: string | undefined): boolean => line?.startsWith('|') === true;
  const isRule = (line: string | undefined): boolean => /^\|[-|: ]+\|$/.test(line ?? '');
  return lines
    .filter((line, index) => isRow(line) && !isRule(line) && !isRule(lines[index + 1]))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
};

const citation = /docs\/fidelity\.md,\s+("[^"\n]+"(?:(?:,| and|, and)\s+"[^"\n]+")*)/g;

/** The keys cited as: docs/fidelity.md, "key", "other-key" and "third-key". */
export const citedKeys = (text: string): readonly string[] => {
  const joined = text.replace(/\n[ \t]*(?:\/\/|\*|#)?[ \t]*/g, ' ');
  return [...joined.matchAll(citation)].flatMap(([, keys = '']) =>
    [...keys.matchAll(/"([^"]+)"/g)].map(([, key = '']) => key),
  );
};
