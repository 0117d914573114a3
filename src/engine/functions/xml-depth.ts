// How deep is XML nested? Asked before it is parsed, in one pass: namespaces in nested elements cost the
// parser the square of the depth, and the functions of XPath recurse.

/** Far deeper than logs are, and shallow enough for any work on them. */
const MAX_DEPTH = 100;

/** What is no element, from its beginning to its end. */
const others: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/** An opening tag; no attribute may hold `<`, so no quote that never ends is followed far. */
const tag = /<[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*>/y;

/** False where the elements are nested too deeply, or where the text cannot be well-formed. */
export const isWithinDepth = (xml: string): boolean => {
  let depth = 0;
  let at = xml.indexOf('<');
  while (at !== -1) {
    const other = others.find(([start]) => xml.startsWith(start, at));
    const next = xml[at + 1];
    let end = at + 1;
    if (other !== undefined) {
      end = xml.indexOf(other[1], at + other[0].length);
      if (end === -1) return false;
    } else if (next === '/') depth = Math.max(0, depth - 1);
    else if (next !== '!') {
      tag.lastIndex = at;
      if (!tag.test(xml)) return false;
      end = tag.lastIndex;
      if (xml[end - 2] !== '/') depth += 1;
      if (depth > MAX_DEPTH) return false;
    }
    at = xml.indexOf('<', end);
  }
  return true;
};
