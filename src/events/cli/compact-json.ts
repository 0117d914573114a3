// Pretty-printed JSON put together again. Numbers keep their spelling and keys their order: only the white
// space between tokens goes, and the escapes that Python writes for every character beyond ASCII become
// those characters, as most applications write them.

const escapes = /\\(?:u([0-9a-fA-F]{4})|.)/g;

const readable = (text: string): string => {
  if (!text.includes('\\u')) return text;
  const plain = text.replace(escapes, (source, hex: string | undefined) => {
    const code = hex === undefined ? 0 : Number.parseInt(hex, 16);
    return code >= 0x7f ? String.fromCharCode(code) : source;
  });
  // Half a surrogate pair has no character.
  return plain.isWellFormed() ? plain : text;
};

/** Index of the quote that ends the string whose text starts at `from`. */
const stringEnd = (text: string, from: number): number => {
  let end = text.indexOf('"', from);
  for (; ; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === 92) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
};

/** The same JSON on one line without blanks, or undefined when the text is no JSON. */
export const compactJson = (text: string): string | undefined => {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const quote = text.indexOf('"', at);
    const start = quote < 0 ? text.length : quote;
    parts.push(text.slice(at, start).replace(/\s+/g, ''));
    if (quote < 0) break;
    at = stringEnd(text, quote + 1) + 1;
    parts.push(readable(text.slice(quote, at)));
  }
  return parts.join('');
};
