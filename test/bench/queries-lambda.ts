// What is asked of the lines of Lambda functions.

import type { BenchQuery } from './bench-query.ts';

const sets = ['lambda', 'mixed'] as const;

const parsing: readonly BenchQuery[] = [
  {
    name: 'cold-starts',
    title: "the article's: cold starts by regex, with percentiles",
    sets,
    insitu: `
      filter @type = "REPORT"
      | parse @message /Init Duration: (?<init>\\S+)/
      | stats count(init) as count, min(init) as min, max(init) as max,
              avg(init) as avg, median(init) as median, pct(init, 95) as tile`,
    sql: {
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
  },
  {
    name: 'four-groups',
    title: 'four groups of one regex, over all events',
    sets,
    insitu: `
      parse @message /REPORT RequestId: (?<id>\\S+)\\s+Duration: (?<ms>\\S+) ms\\s+Billed Duration: (?<billed>\\d+) ms\\s+Memory Size: (?<size>\\d+) MB/
      | stats count(id) as n, avg(ms) as mean, max(billed) as most, sum(size) as mb`,
    sql: {
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
  },
];

const grouping: readonly BenchQuery[] = [
  {
    name: 'bins',
    title: 'five-minute bins over discovered fields',
    sets,
    insitu: `
      filter @type = "REPORT"
      | stats count(*) as n, avg(@duration) as a, max(@maxMemoryUsed) as m by bin(5m)`,
    sql: {
      duckdb: `
      SELECT epoch_ms(time_bucket(INTERVAL 5 MINUTES, ts)) AS bin, count(*), avg(duration), max(maxMemoryUsed)
      FROM events WHERE type = 'REPORT' GROUP BY bin ORDER BY bin DESC`,
      chdb: `
      SELECT toUnixTimestamp64Milli(toStartOfInterval(ts, INTERVAL 5 MINUTE)::DateTime64(3, 'UTC')) AS bin,
             count(), avg(duration), max(maxMemoryUsed)
      FROM events WHERE type = 'REPORT' GROUP BY bin ORDER BY bin DESC`,
    },
  },
  {
    name: 'requests',
    title: 'a group for each request, the largest ten of them',
    sets,
    insitu: `
      stats count(*) as n, max(@timestamp) as last by @requestId
      | sort n desc, last desc
      | limit 10`,
    sql: {
      duckdb: `
      SELECT requestId, count(*) AS n, epoch_ms(max(ts)) AS last
      FROM events GROUP BY requestId ORDER BY n DESC, last DESC LIMIT 10`,
      chdb: `
      SELECT requestId, count() AS n, toUnixTimestamp64Milli(max(ts)) AS last
      FROM events GROUP BY requestId ORDER BY n DESC, last DESC LIMIT 10`,
    },
  },
  {
    name: 'distinct',
    title: 'distinct request ids by hour',
    sets,
    insitu: 'stats count_distinct(@requestId) as requests by bin(1h)',
    sql: {
      duckdb: `
      SELECT epoch_ms(time_bucket(INTERVAL 1 HOUR, ts)) AS bin, count(DISTINCT requestId)
      FROM events GROUP BY bin ORDER BY bin DESC`,
      chdb: `
      SELECT toUnixTimestamp64Milli(toStartOfInterval(ts, INTERVAL 1 HOUR)::DateTime64(3, 'UTC')) AS bin,
             uniqExact(requestId)
      FROM events GROUP BY bin ORDER BY bin DESC`,
    },
  },
  {
    name: 'two-stats',
    title: 'two stats in a row: the busiest stream of each hour',
    sets,
    insitu: `
      stats count(*) as n by @logStream, bin(1h) as hour
      | stats max(n) as most, avg(n) as mean by hour
      | sort hour desc`,
    sql: {
      duckdb: `
      SELECT epoch_ms(hour) AS bin, max(n), avg(n)
      FROM (SELECT log_stream, time_bucket(INTERVAL 1 HOUR, ts) AS hour, count(*) AS n
            FROM events GROUP BY log_stream, hour)
      GROUP BY bin ORDER BY bin DESC`,
      chdb: `
      SELECT toUnixTimestamp64Milli(hour::DateTime64(3, 'UTC')) AS bin, max(n), avg(n)
      FROM (SELECT log_stream, toStartOfInterval(ts, INTERVAL 1 HOUR) AS hour, count() AS n
            FROM events GROUP BY log_stream, hour)
      GROUP BY bin ORDER BY bin DESC`,
    },
  },
];

const choosing: readonly BenchQuery[] = [
  {
    name: 'newest',
    title: 'the newest twenty events that match',
    sets,
    insitu: 'fields @timestamp, @message | filter @message like /ERROR/ | sort @timestamp desc | limit 20',
    sql: {
      duckdb: `
      SELECT epoch_ms(ts), message
      FROM events WHERE contains(message, 'ERROR') ORDER BY ts DESC LIMIT 20`,
      chdb: `
      SELECT toUnixTimestamp64Milli(ts), message
      FROM events WHERE position(message, 'ERROR') > 0 ORDER BY ts DESC LIMIT 20`,
    },
  },
  {
    name: 'slowest',
    title: 'the slowest twenty requests',
    sets,
    insitu: `
      filter @type = "REPORT"
      | display @timestamp, @requestId, @duration
      | sort @duration desc, @timestamp desc
      | limit 20`,
    sql: {
      duckdb: `
      SELECT epoch_ms(ts), requestId, duration
      FROM events WHERE type = 'REPORT' ORDER BY duration DESC, ts DESC LIMIT 20`,
      chdb: `
      SELECT toUnixTimestamp64Milli(ts), requestId, duration
      FROM events WHERE type = 'REPORT' ORDER BY duration DESC, ts DESC LIMIT 20`,
    },
  },
  {
    name: 'dedup',
    title: 'the newest report of each stream',
    sets,
    insitu: `
      filter @type = "REPORT"
      | fields @timestamp, @logStream, @duration
      | sort @timestamp desc
      | dedup @logStream`,
    sql: {
      duckdb: `
      SELECT epoch_ms(max(ts)) AS t, log_stream, arg_max(duration, ts)
      FROM events WHERE type = 'REPORT' GROUP BY log_stream ORDER BY t DESC`,
      chdb: `
      SELECT toUnixTimestamp64Milli(max(ts)) AS t, log_stream, argMax(duration, ts)
      FROM events WHERE type = 'REPORT' GROUP BY log_stream ORDER BY t DESC`,
    },
  },
];

const jsonLines: readonly BenchQuery[] = [
  {
    name: 'json-groups',
    title: 'groups by two fields of JSON events',
    sets: ['mixed'],
    insitu: 'stats count(*) as n, avg(latency) as a by path, status | sort n desc, path, status | limit 20',
    sql: {
      duckdb: `
      SELECT path, status, count(*) AS n, avg(latency) AS a
      FROM events GROUP BY path, status ORDER BY n DESC, path, status LIMIT 20`,
      chdb: `
      SELECT path, status, count() AS n, avg(latency) AS a
      FROM events GROUP BY path, status ORDER BY n DESC, path, status LIMIT 20`,
    },
  },
  {
    name: 'json-filter',
    title: 'numeric filter and percentile over JSON fields',
    sets: ['mixed'],
    insitu: 'filter status >= 500 | stats count(*) as n, pct(latency, 99) as p99 by path',
    sql: {
      duckdb: `
      SELECT path, count(*), quantile_disc(latency, 0.99)
      FROM events WHERE status >= 500 GROUP BY path ORDER BY path`,
      chdb: `
      SELECT path, count(), arraySort(groupArray(latency))[toUInt32(ceil(count(latency) * 0.99))]
      FROM events WHERE status >= 500 GROUP BY path ORDER BY path`,
    },
  },
];

export const lambdaQueries: readonly BenchQuery[] = [...parsing, ...grouping, ...choosing, ...jsonLines];
