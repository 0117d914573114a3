// JSON as it was written: numbers keep their spelling and members their order, neither of which JSON.parse
// preserves (fidelity: json-numbers-keep-their-text). Of two equal keys the last one counts, at the first one's place.

export type JsonNumber = { readonly kind: 'json-number'; readonly text: string };
/** `fromSplit` marks what `split` made, which `expand` leaves alone. */
export type List = { readonly kind: 'list'; readonly items: readonly Json[]; readonly fromSplit?: true };
export type JsonMap = { readonly kind: 'map'; readonly members: ReadonlyMap<string, Json> };
export type Json = string | boolean | null | JsonNumber | List | JsonMap;

/** The tree of a text that is JSON, of whatever kind; undefined for any other text. */
export const readJson = (text: string): Json | undefined => {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return readNode({ text, at: 0 });
};

type Reader = { readonly text: string; at: number };

/** From here on the text is known to be JSON, so that one look at each token is enough. */
const readNode = (reader: Reader): Json => {
  const token = take(reader);
  if (token === '{') return readMap(reader);
  if (token === '[') return readList(reader);
  if (token.startsWith('"')) return JSON.parse(token) as string;
  if (token === 'null') return null;
  return token === 'true' || token === 'false' ? token === 'true' : { kind: 'json-number', text: token };
};

const TOKEN = /[ \t\n\r]*([{}[\]:,]|"[^"\\]*(?:\\[\s\S][^"\\]*)*"|[^ \t\n\r{}[\]:,"]+)/y;

const take = (reader: Reader): string => {
  TOKEN.lastIndex = reader.at;
  const [, token = ''] = TOKEN.exec(reader.text) ?? [];
  reader.at = TOKEN.lastIndex;
  return token;
};

/** Takes the closing bracket if it is next. */
const takeClosing = (reader: Reader, bracket: string): boolean => {
  const before = reader.at;
  if (take(reader) === bracket) return true;
  reader.at = before;
  return false;
};

const readMap = (reader: Reader): JsonMap => {
  const members = new Map<string, Json>();
  while (!takeClosing(reader, '}')) {
    const token = take(reader);
    const key = token === ',' ? take(reader) : token;
    take(reader);
    members.set(JSON.parse(key) as string, readNode(reader));
  }
  return { kind: 'map', members };
};

const readList = (reader: Reader): List => {
  const items: Json[] = [];
  while (!takeClosing(reader, ']')) {
    if (items.length > 0) take(reader);
    items.push(readNode(reader));
  }
  return { kind: 'list', items };
};

/** Compact, numbers as they are spelled. */
export const printJson = (json: Json): string => {
  if (json === null || typeof json !== 'object') return JSON.stringify(json);
  if (json.kind === 'json-number') return json.text;
  if (json.kind === 'list') return `[${json.items.map(printJson).join(',')}]`;
  const members = [...json.members].map(([key, value]) => `${JSON.stringify(key)}:${printJson(value)}`);
  return `{${members.join(',')}}`;
};
