// What is asked, in insitu's language and in the peers' SQL, side by side.
//
// Each line of SQL is what someone who knows that engine would write: its own search for a substring, its own
// regex, the columns extracted at import where insitu has them too. Rows come in the same order everywhere,
// and times as epoch milliseconds, which spares the peers the printing that insitu does.

export const peerNames = ['duckdb', 'chdb'] as const;
export type PeerName = (typeof peerNames)[number];

export type BenchQuery = {
  readonly name: string;
  /** What it is about, in a few words. */
  readonly title: string;
  readonly insitu: string;
  readonly duckdb: string;
  readonly chdb: string;
};

export const benchQueries: readonly BenchQuery[] = [
  {
    name: 'cold-starts',
    title: "the article's: cold starts by regex, with percentiles",
    insitu: `
      filter @type = "REPORT"
      | parse @message /Init Duration: (?<init>\\S+)/
      | stats count(init) as count, min(init) as min, max(init) as max,
              avg(init) as avg, median(init) as median, pct(init, 95) as tile`,
    duckdb: `
      SELECT count(init), min(init), max(init), avg(init), quantile_disc(init, 0.5), quantile_disc(init, 0.95)
      FROM (SELECT TRY_CAST(regexp_extract(message, 'Init Duration: (\\S+)', 1) AS DOUBLE) AS init
            FROM events WHERE type = 'REPORT')`,
    chdb: `
      SELECT count(init), min(init), max(init), avg(init), quantileExactLow(0.5)(init),
             arraySort(groupArray(init))[toUInt32(ceil(count(init) * 0.95))]
      FROM (SELECT toFloat64OrNull(extract(message, 'Init Duration: (\\\\S+)')) AS init
            FROM events WHERE type = 'REPORT')`,
  },
  {
    name: 'substring',
    title: 'count the events with a substring',
    insitu: 'filter @message like "timed out" | stats count(*) as n',
    duckdb: "SELECT count(*) FROM events WHERE contains(message, 'timed out')",
    chdb: "SELECT count() FROM events WHERE position(message, 'timed out') > 0",
  },
  {
    name: 'regex-any-case',
    title: 'count by a regex that ignores case',
    insitu: 'filter @message like /(?i)exception|error/ | stats count(*) as n',
    duckdb: "SELECT count(*) FROM events WHERE regexp_matches(message, '(?i)exception|error')",
    chdb: "SELECT count() FROM events WHERE match(message, '(?i)exception|error')",
  },
  {
    name: 'bins',
    title: 'five-minute bins over discovered fields',
    insitu: `
      filter @type = "REPORT"
      | stats count(*) as n, avg(@duration) as a, max(@maxMemoryUsed) as m by bin(5m)`,
    duckdb: `
      SELECT epoch_ms(time_bucket(INTERVAL 5 MINUTES, ts)) AS bin, count(*), avg(duration), max(maxMemoryUsed)
      FROM events WHERE type = 'REPORT' GROUP BY bin ORDER BY bin DESC`,
    chdb: `
      SELECT toUnixTimestamp64Milli(toStartOfInterval(ts, INTERVAL 5 MINUTE)::DateTime64(3, 'UTC')) AS bin,
             count(), avg(duration), max(maxMemoryUsed)
      FROM events WHERE type = 'REPORT' GROUP BY bin ORDER BY bin DESC`,
  },
  {
    name: 'json-groups',
    title: 'groups by two fields of JSON events',
    insitu: 'stats count(*) as n, avg(latency) as a by path, status | sort n desc, path, status | limit 20',
    duckdb: `
      SELECT path, status, count(*) AS n, avg(latency) AS a
      FROM events GROUP BY path, status ORDER BY n DESC, path, status LIMIT 20`,
    chdb: `
      SELECT path, status, count() AS n, avg(latency) AS a
      FROM events GROUP BY path, status ORDER BY n DESC, path, status LIMIT 20`,
  },
  {
    name: 'json-filter',
    title: 'numeric filter and percentile over JSON fields',
    insitu: 'filter status >= 500 | stats count(*) as n, pct(latency, 99) as p99 by path',
    duckdb: `
      SELECT path, count(*), quantile_disc(latency, 0.99)
      FROM events WHERE status >= 500 GROUP BY path ORDER BY path`,
    chdb: `
      SELECT path, count(), arraySort(groupArray(latency))[toUInt32(ceil(count(latency) * 0.99))]
      FROM events WHERE status >= 500 GROUP BY path ORDER BY path`,
  },
  {
    name: 'newest',
    title: 'the newest twenty events that match',
    insitu: 'fields @timestamp, @message | filter @message like /ERROR/ | sort @timestamp desc | limit 20',
    duckdb: `
      SELECT epoch_ms(ts), message
      FROM events WHERE contains(message, 'ERROR') ORDER BY ts DESC LIMIT 20`,
    chdb: `
      SELECT toUnixTimestamp64Milli(ts), message
      FROM events WHERE position(message, 'ERROR') > 0 ORDER BY ts DESC LIMIT 20`,
  },
  {
    name: 'four-groups',
    title: 'four groups of one regex, over all events',
    insitu: `
      parse @message /REPORT RequestId: (?<id>\\S+)\\s+Duration: (?<ms>\\S+) ms\\s+Billed Duration: (?<billed>\\d+) ms\\s+Memory Size: (?<size>\\d+) MB/
      | stats count(id) as n, avg(ms) as mean, max(billed) as most, sum(size) as mb`,
    duckdb: `
      SELECT count(NULLIF(g.id, '')), avg(TRY_CAST(g.ms AS DOUBLE)), max(TRY_CAST(g.billed AS BIGINT)), sum(TRY_CAST(g.size AS BIGINT))
      FROM (SELECT regexp_extract(
              message,
              'REPORT RequestId: (\\S+)\\s+Duration: (\\S+) ms\\s+Billed Duration: (\\d+) ms\\s+Memory Size: (\\d+) MB',
              ['id', 'ms', 'billed', 'size']) AS g
            FROM events)`,
    chdb: `
      SELECT countIf(g[1] != ''), avg(toFloat64OrNull(g[2])), max(toInt64OrNull(g[3])), sum(toInt64OrNull(g[4]))
      FROM (SELECT extractGroups(
              message,
              'REPORT RequestId: (\\\\S+)\\\\s+Duration: (\\\\S+) ms\\\\s+Billed Duration: (\\\\d+) ms\\\\s+Memory Size: (\\\\d+) MB') AS g
            FROM events)`,
  },
  {
    name: 'distinct',
    title: 'distinct request ids by hour',
    insitu: 'stats count_distinct(@requestId) as requests by bin(1h)',
    duckdb: `
      SELECT epoch_ms(time_bucket(INTERVAL 1 HOUR, ts)) AS bin, count(DISTINCT requestId)
      FROM events GROUP BY bin ORDER BY bin DESC`,
    chdb: `
      SELECT toUnixTimestamp64Milli(toStartOfInterval(ts, INTERVAL 1 HOUR)::DateTime64(3, 'UTC')) AS bin,
             uniqExact(requestId)
      FROM events GROUP BY bin ORDER BY bin DESC`,
  },
];

/** The queries of these names; all of them when there are none. Throws TypeError for a name nobody has. */
export const queriesNamed = (names: readonly string[]): readonly BenchQuery[] => {
  if (names.length === 0) return benchQueries;
  return names.map((name) => {
    const query = benchQueries.find((candidate) => candidate.name === name);
    if (query !== undefined) return query;
    throw new TypeError(`no query "${name}"; there are ${benchQueries.map((one) => one.name).join(', ')}`);
  });
};
