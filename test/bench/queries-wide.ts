// What is asked of wide JSON.

import type { BenchQuery } from './bench-query.ts';
import { FIRST_DAY_MS } from './event-set.ts';

const sets = ['wide'] as const;

const HOUR_MS = 3_600_000;
/** Two hours of eight days. */
const startMs = FIRST_DAY_MS + 102 * HOUR_MS;
const endMs = startMs + 2 * HOUR_MS - 1;

const stats: readonly BenchQuery[] = [
  {
    name: 'wide-groups',
    title: 'groups by three fields, two of them nested',
    sets,
    insitu: `
      stats count(*) as n, avg(http.latencyMs) as mean by service, http.route, http.status
      | sort n desc, service, http.route, http.status
      | limit 20`,
    sql: {
      duckdb: `
      SELECT service, httpRoute, httpStatus, count(*) AS n, avg(httpLatencyMs)
      FROM events GROUP BY ALL ORDER BY n DESC, service, httpRoute, httpStatus LIMIT 20`,
      chdb: `
      SELECT service, httpRoute, httpStatus, count() AS n, avg(httpLatencyMs)
      FROM events GROUP BY service, httpRoute, httpStatus ORDER BY n DESC, service, httpRoute, httpStatus LIMIT 20`,
    },
  },
  {
    name: 'wide-filter',
    title: 'filter by a text and a number; distinct users and a percentile by city',
    sets,
    insitu: `
      filter user.plan = "enterprise" and http.status >= 500
      | stats count(*) as n, count_distinct(user.id) as users, pct(http.latencyMs, 99) as p99 by geo.city
      | sort geo.city`,
    sql: {
      duckdb: `
      SELECT geoCity, count(*), count(DISTINCT userId), quantile_disc(httpLatencyMs, 0.99)
      FROM events WHERE userPlan = 'enterprise' AND httpStatus >= 500 GROUP BY geoCity ORDER BY geoCity`,
      chdb: `
      SELECT geoCity, count(), uniqExact(userId), arraySort(groupArray(httpLatencyMs))[toUInt32(ceil(count(httpLatencyMs) * 0.99))]
      FROM events WHERE userPlan = 'enterprise' AND httpStatus >= 500 GROUP BY geoCity ORDER BY geoCity`,
    },
  },
  {
    name: 'wide-users',
    title: 'a group for each user, the twenty with most bytes',
    sets,
    insitu: `
      stats sum(http.bytesOut) as volume, count(*) as n by user.id
      | sort volume desc, user.id
      | limit 20`,
    sql: {
      duckdb: `
      SELECT userId, sum(httpBytesOut) AS volume, count(*)
      FROM events GROUP BY userId ORDER BY volume DESC, userId LIMIT 20`,
      chdb: `
      SELECT userId, sum(httpBytesOut) AS volume, count()
      FROM events GROUP BY userId ORDER BY volume DESC, userId LIMIT 20`,
    },
  },
  {
    name: 'wide-distinct',
    title: 'distinct users and traces of each service',
    sets,
    insitu: `
      stats count_distinct(user.id) as users, count_distinct(traceId) as traces by service
      | sort service`,
    sql: {
      duckdb: `
      SELECT service, count(DISTINCT userId), count(DISTINCT traceId)
      FROM events GROUP BY service ORDER BY service`,
      chdb: `
      SELECT service, uniqExact(userId), uniqExact(traceId) FROM events GROUP BY service ORDER BY service`,
    },
  },
  {
    name: 'wide-range',
    title: 'two hours of eight days, in bins of a minute',
    sets,
    range: { startMs, endMs },
    insitu: `
      stats count(*) as n, avg(http.latencyMs) as mean by bin(1m) as minute, level
      | sort minute, level`,
    sql: {
      duckdb: `
      SELECT epoch_ms(time_bucket(INTERVAL 1 MINUTE, ts)) AS bin, level, count(*), avg(httpLatencyMs)
      FROM events WHERE ts BETWEEN epoch_ms(${startMs}) AND epoch_ms(${endMs})
      GROUP BY bin, level ORDER BY bin, level`,
      chdb: `
      SELECT toUnixTimestamp64Milli(toStartOfInterval(ts, INTERVAL 1 MINUTE)::DateTime64(3, 'UTC')) AS bin,
             level, count(), avg(httpLatencyMs)
      FROM events WHERE ts BETWEEN fromUnixTimestamp64Milli(${startMs}) AND fromUnixTimestamp64Milli(${endMs})
      GROUP BY bin, level ORDER BY bin, level`,
    },
  },
];

const events: readonly BenchQuery[] = [
  {
    name: 'wide-newest',
    title: 'the newest twenty errors',
    sets,
    insitu: `
      filter level = "ERROR"
      | fields @timestamp, message, traceId
      | sort @timestamp desc
      | limit 20`,
    sql: {
      duckdb: `
      SELECT epoch_ms(ts), text, traceId FROM events WHERE level = 'ERROR' ORDER BY ts DESC LIMIT 20`,
      chdb: `
      SELECT toUnixTimestamp64Milli(ts), text, traceId
      FROM events WHERE level = 'ERROR' ORDER BY ts DESC LIMIT 20`,
    },
  },
  {
    name: 'wide-slowest',
    title: 'the slowest twenty requests, five fields of them',
    sets,
    insitu: `
      display @timestamp, requestId, service, user.name, http.latencyMs
      | sort http.latencyMs desc, @timestamp desc
      | limit 20`,
    sql: {
      duckdb: `
      SELECT epoch_ms(ts), requestId, service, userName, httpLatencyMs
      FROM events ORDER BY httpLatencyMs DESC, ts DESC LIMIT 20`,
      chdb: `
      SELECT toUnixTimestamp64Milli(ts), requestId, service, userName, httpLatencyMs
      FROM events ORDER BY httpLatencyMs DESC, ts DESC LIMIT 20`,
    },
  },
  {
    name: 'wide-dedup',
    title: 'the newest error of each route of each service',
    sets,
    insitu: `
      filter level = "ERROR"
      | fields @timestamp, service, http.route, traceId
      | sort @timestamp desc
      | dedup service, http.route`,
    sql: {
      duckdb: `
      SELECT epoch_ms(max(ts)) AS t, service, httpRoute, arg_max(traceId, ts)
      FROM events WHERE level = 'ERROR' GROUP BY service, httpRoute ORDER BY t DESC`,
      chdb: `
      SELECT toUnixTimestamp64Milli(max(ts)) AS t, service, httpRoute, argMax(traceId, ts)
      FROM events WHERE level = 'ERROR' GROUP BY service, httpRoute ORDER BY t DESC`,
    },
  },
  {
    name: 'wide-two-stats',
    title: 'two stats in a row: requests of a user, and how many users have so many',
    sets,
    insitu: `
      stats count(*) as n by user.id
      | stats count(*) as users by n
      | sort n
      | limit 20`,
    sql: {
      duckdb: `
      SELECT n, count(*) FROM (SELECT userId, count(*) AS n FROM events GROUP BY userId)
      GROUP BY n ORDER BY n LIMIT 20`,
      chdb: `
      SELECT n, count() FROM (SELECT userId, count() AS n FROM events GROUP BY userId)
      GROUP BY n ORDER BY n LIMIT 20`,
    },
  },
];

export const wideQueries: readonly BenchQuery[] = [...stats, ...events];
