// The values of one CSV record, as RFC 4180 has them, and forgiving where logs are not so strict
// (docs/fidelity.md, "csv-fields").

/** Where the quoted part that begins at `from` ends: at its closing quote, or at the end of the text. */
const closingQuote = (text: string, from: number): number => {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at === -1 ? text.length : at;
};

const nextComma = (text: string, from: number): number => {
  const at = text.indexOf(',', from);
  return at === -1 ? text.length : at;
};

const opening = /[\t\n\v\f\r ]*"/y;
const outerBlanks = /^[\t\n\v\f\r ]+|[\t\n\v\f\r ]+$/g;

/** Blanks around a value do not count, nor does the line break at the end; within quotes all of them do. */
export const splitCsv = (text: string): readonly string[] => {
  const values: string[] = [];
  for (let at = 0; at <= text.length; ) {
    opening.lastIndex = at;
    let quoted = '';
    if (opening.test(text)) {
      const from = opening.lastIndex;
      const to = closingQuote(text, from);
      quoted = text.slice(from, to).replaceAll('""', '"');
      at = to + 1;
    }
    const comma = nextComma(text, at);
    values.push(quoted + text.slice(at, comma).replace(outerBlanks, ''));
    at = comma + 1;
  }
  return values;
};
