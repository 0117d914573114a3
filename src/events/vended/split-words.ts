// An access log's line to its words, and words to the fields they hold.

const blank = 32;
const quote = 34;
const openBracket = 91;

const endsWord = (line: string, at: number): boolean =>
  at + 1 === line.length || line.charCodeAt(at + 1) === blank;

/** The mark that closes what opens at `at`: the first one that ends a word, -1 when none does. */
const firstClosingMark = (line: string, at: number, mark: string): number => {
  for (let end = line.indexOf(mark, at + 1); end >= 0; end = line.indexOf(mark, end + 1)) {
    if (endsWord(line, end)) return end;
  }
  return -1;
};

/**
 * The quote that closes the one at `at`. Agents and addresses of pages may have quotes of their own, which
 * nothing escapes: those come in pairs, and the first of a pair ends no word.
 */
const closingQuote = (line: string, at: number): number => {
  let isInPair = false;
  for (let end = line.indexOf('"', at + 1); end >= 0; end = line.indexOf('"', end + 1)) {
    if (!isInPair && endsWord(line, end)) return end;
    isInPair = !isInPair;
  }
  return firstClosingMark(line, at, '"');
};

const closingMark = (line: string, at: number): number => {
  const code = line.charCodeAt(at);
  if (code === quote) return closingQuote(line, at);
  return code === openBracket ? firstClosingMark(line, at, ']') : -1;
};

/**
 * The words between blanks. What stands in quotes or square brackets is one word, without them; an opening
 * mark that is never closed is a character like any other.
 */
export const splitWords = (line: string): string[] => {
  const words: string[] = [];
  for (let at = 0; at < line.length; ) {
    const close = closingMark(line, at);
    if (close >= 0) {
      words.push(line.slice(at + 1, close));
      at = close + 2;
      continue;
    }
    const next = line.indexOf(' ', at);
    const end = next < 0 ? line.length : next;
    if (end > at) words.push(line.slice(at, end));
    at = end + 1;
  }
  return words;
};

export type FieldValues = (string | undefined)[];

/** What one word of a line holds: the names of its fields, and how to take their values from it. */
export type Word = {
  readonly names: readonly string[];
  readonly take: (word: string, values: FieldValues) => void;
};

/** In access logs `-` means that there is no value. */
const present = (value: string): string | undefined => (value === '-' || value === '' ? undefined : value);

export const plain = (name: string): Word => ({
  names: [name],
  take: (word, values) => values.push(present(word)),
});

/** `192.0.2.1:443`; IPv6 addresses may stand in brackets. */
export const addressAndPort = (addressName: string, portName: string): Word => ({
  names: [addressName, portName],
  take: (word, values) => {
    const colon = word.lastIndexOf(':');
    if (colon < 0) {
      values.push(present(word), undefined);
    } else {
      const address = word.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
      values.push(present(address), present(word.slice(colon + 1)));
    }
  },
});

/** `GET http://example.com:80/a b HTTP/1.1`: what stands between the verb and the protocol is the URL. */
export const request = (verbName: string, urlName: string, protocolName: string): Word => ({
  names: [verbName, urlName, protocolName],
  take: (word, values) => {
    const text = word.trim();
    const first = text.indexOf(' ');
    const last = text.lastIndexOf(' ');
    if (first < 0 || last === first) values.push(undefined, present(text), undefined);
    else
      values.push(
        present(text.slice(0, first)),
        present(text.slice(first + 1, last)),
        present(text.slice(last + 1)),
      );
  },
});
