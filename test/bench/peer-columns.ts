// The columns that a peer's table has: those that insitu finds in the events at import, by SQL of the peer's own,
// from a relation with the time `ts`, the stream `s` and the message `m`.

import type { SetName } from './sets.ts';

/** Both peers' names of the types that are needed; `word` is a text of which there are few different ones. */
const types = {
  text: { duckdb: 'VARCHAR', chdb: 'String' },
  word: { duckdb: 'VARCHAR', chdb: 'LowCardinality(String)' },
  whole: { duckdb: 'BIGINT', chdb: 'Int64' },
  number: { duckdb: 'DOUBLE', chdb: 'Float64' },
  yes: { duckdb: 'BOOLEAN', chdb: 'Bool' },
} as const;

type ColumnType = keyof typeof types;

export type PeerDialect = 'duckdb' | 'chdb';

// A backslash in ClickHouse's texts is written twice.
const regex = (dialect: PeerDialect, pattern: string): string =>
  `'${dialect === 'chdb' ? pattern.replaceAll('\\', '\\\\') : pattern}'`;

const extracted = (dialect: PeerDialect, pattern: string): string =>
  dialect === 'duckdb'
    ? `regexp_extract(m, ${regex(dialect, pattern)}, 1)`
    : `extract(m, ${regex(dialect, pattern)})`;

const extractedNumber = (dialect: PeerDialect, pattern: string, type: 'whole' | 'number'): string =>
  dialect === 'duckdb'
    ? `TRY_CAST(${extracted(dialect, pattern)} AS ${types[type].duckdb})`
    : `to${types[type].chdb}OrNull(${extracted(dialect, pattern)})`;

const lambdaColumns = (dialect: PeerDialect): readonly string[] => {
  const type = `NULLIF(${extracted(dialect, '^(START|END|REPORT) RequestId: ')}, '')`;
  const id = extracted(dialect, '^(?:(?:START|END|REPORT) RequestId: |\\S{24}[ \\t])([0-9a-f-]{36})');
  const ofReport = (label: string, kind: 'whole' | 'number'): string =>
    extractedNumber(dialect, `^REPORT .*\\t${label}: (\\S+)`, kind);
  return [
    `${dialect === 'chdb' ? `toLowCardinality(${type})` : type} AS type`,
    `NULLIF(${id}, '') AS requestId`,
    `${ofReport('Duration', 'number')} AS duration`,
    `${ofReport('Billed Duration', 'number')} AS billedDuration`,
    `${ofReport('Init Duration', 'number')} AS initDuration`,
    `${ofReport('Memory Size', 'whole')} * 1000000 AS memorySize`,
    `${ofReport('Max Memory Used', 'whole')} * 1000000 AS maxMemoryUsed`,
  ];
};

/** A member of a JSON message, by its path, and the name of its column. */
type Member = { readonly path: string; readonly type: ColumnType };

/** Paths with types, `a.b:word c:number`. */
const membersOf = (text: string): readonly Member[] =>
  text
    .trim()
    .split(/\s+/)
    .map((item) => {
      const [path = '', type = ''] = item.split(':');
      return { path, type: type as ColumnType };
    });

const mixedMembers = membersOf(
  'level:word method:word path:word status:whole latency:number customer:whole message:word',
);

const wideMembers = membersOf(`
  time:text level:word service:word host:word pid:whole thread:word logger:word message:word env:word version:word
  traceId:text spanId:text requestId:text
  http.method:word http.route:word http.status:whole http.latencyMs:number http.bytesIn:whole http.bytesOut:whole
  http.userAgent:word http.remoteIp:text
  user.id:whole user.name:word user.plan:word user.session:text geo.country:word geo.city:word
  order.id:whole order.total:number order.currency:word order.items:whole
  cache.hit:yes cache.ttl:whole db.queries:whole db.timeMs:number retries:whole sampled:yes`);

/** `http.status` is a column `httpStatus`. The message's own `message` must not hide the column of messages. */
const columnOf = (path: string): string =>
  path === 'message' ? 'text' : path.replace(/\.(.)/, (_, first: string) => first.toUpperCase());

type Tree = Map<string, Tree | ColumnType>;

const treeOf = (members: readonly Member[]): Tree => {
  const tree: Tree = new Map();
  for (const { path, type } of members) {
    const [first = '', second] = path.split('.');
    if (second === undefined) tree.set(first, type);
    else tree.set(first, ((tree.get(first) as Tree | undefined) ?? new Map()).set(second, type));
  }
  return tree;
};

/** What DuckDB's json_transform wants. */
const duckdbShape = (tree: Tree): object =>
  Object.fromEntries(
    Array.from(tree, ([name, child]) => [
      name,
      typeof child === 'string' ? types[child].duckdb : duckdbShape(child),
    ]),
  );

const chdbShape = (tree: Tree): string => {
  const members = Array.from(tree, ([name, child]) => {
    if (typeof child !== 'string') return `\`${name}\` ${chdbShape(child)}`;
    // A member that is not there is NULL, as in DuckDB.
    const type = types[child].chdb;
    return `\`${name}\` ${type.startsWith('Low') ? 'LowCardinality(Nullable(String))' : `Nullable(${type})`}`;
  });
  return `Tuple(${members.join(', ')})`;
};

/** One reading of the message gives all members: what who knows these engines would write. */
const jsonSource = (dialect: PeerDialect, members: readonly Member[], source: string): string => {
  const tree = treeOf(members);
  return dialect === 'duckdb'
    ? `SELECT *, json_transform(CASE WHEN starts_with(m, '{') THEN m END, '${JSON.stringify(duckdbShape(tree))}') AS j FROM (${source})`
    : `SELECT *, JSONExtract(m, '${chdbShape(tree)}') AS j FROM (${source})`;
};

const jsonColumns = (dialect: PeerDialect, members: readonly Member[]): readonly string[] =>
  members.map(({ path }) => {
    const steps = path.split('.');
    const value =
      dialect === 'duckdb'
        ? ['j', ...steps.map((step) => `"${step}"`)].join('.')
        : steps.reduce((inner, step) => `tupleElement(${inner}, '${step}')`, 'j');
    return `${value} AS ${columnOf(path)}`;
  });

const flowColumns = membersOf(`
  version:whole accountId:word interfaceId:word srcAddr:text dstAddr:text srcPort:whole dstPort:whole
  protocol:whole packets:whole bytes:whole startTime:whole endTime:whole action:word logStatus:word`);

const vpcColumns = (dialect: PeerDialect): readonly string[] =>
  flowColumns.map(({ path, type }, index) => {
    const word = `w[${index + 1}]`;
    const asNumber = dialect === 'duckdb' ? `TRY_CAST(${word} AS BIGINT)` : `toInt64OrNull(${word})`;
    const asWord = dialect === 'chdb' && type === 'word' ? `toLowCardinality(${word})` : word;
    return `${type === 'whole' ? asNumber : asWord} AS ${path}`;
  });

const splitSource = (dialect: PeerDialect, source: string): string =>
  `SELECT *, ${dialect === 'duckdb' ? "string_split(m, ' ')" : "splitByChar(' ', m)"} AS w FROM (${source})`;

/** A table of all columns of the set, from a relation of ts, s and m. */
export const tableOf = (set: SetName, dialect: PeerDialect, source: string): string => {
  const stream = dialect === 'chdb' ? 'toLowCardinality(s)' : 's';
  const select = (columns: readonly string[], from: string): string =>
    `SELECT ts, ${stream} AS log_stream, m AS message,\n  ${columns.join(',\n  ')}\nFROM (${from})`;
  switch (set) {
    case 'lambda':
      return select(lambdaColumns(dialect), source);
    case 'mixed':
      return select(
        [...lambdaColumns(dialect), ...jsonColumns(dialect, mixedMembers)],
        jsonSource(dialect, mixedMembers, source),
      );
    case 'wide':
      return select(jsonColumns(dialect, wideMembers), jsonSource(dialect, wideMembers, source));
    case 'vpc':
      return select(vpcColumns(dialect), splitSource(dialect, source));
  }
};
