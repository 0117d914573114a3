// Quoted texts: their escapes resolved, and written again.
//
// `\"`, `\'`, `\\`, `\n`, `\t` and `\r` are escapes; a backslash before anything else stays as it is
// (docs/fidelity.md, "string-escapes").

const resolved: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  n: '\n',
  t: '\t',
  r: '\r',
};

/** The text that a quoted literal means; `image` has its quotes. */
export const unquote = (image: string): string =>
  image.slice(1, -1).replace(/\\([\s\S])/g, (written, character: string) => resolved[character] ?? written);

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
};

/** A literal that means `text`. */
export const quote = (text: string): string =>
  `"${text.replace(/["\\\n\t\r]/g, (character) => escapes[character] ?? character)}"`;
