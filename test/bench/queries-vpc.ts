// What is asked of VPC flow logs.

import type { BenchQuery } from './bench-query.ts';

const sets = ['vpc'] as const;

export const vpcQueries: readonly BenchQuery[] = [
  {
    name: 'vpc-talkers',
    title: 'the ten pairs of addresses with most bytes',
    sets,
    insitu: `
      stats sum(bytes) as volume, count(*) as n by srcAddr, dstAddr
      | sort volume desc, srcAddr, dstAddr
      | limit 10`,
    sql: {
      duckdb: `
      SELECT srcAddr, dstAddr, sum(bytes) AS volume, count(*)
      FROM events GROUP BY srcAddr, dstAddr ORDER BY volume DESC, srcAddr, dstAddr LIMIT 10`,
      chdb: `
      SELECT srcAddr, dstAddr, sum(bytes) AS volume, count()
      FROM events GROUP BY srcAddr, dstAddr ORDER BY volume DESC, srcAddr, dstAddr LIMIT 10`,
    },
  },
  {
    name: 'vpc-rejects',
    title: 'what is rejected, by port, with its distinct sources',
    sets,
    insitu: `
      filter action = "REJECT"
      | stats count(*) as n, count_distinct(srcAddr) as sources by dstPort
      | sort n desc, dstPort
      | limit 20`,
    sql: {
      duckdb: `
      SELECT dstPort, count(*) AS n, count(DISTINCT srcAddr)
      FROM events WHERE action = 'REJECT' GROUP BY dstPort ORDER BY n DESC, dstPort LIMIT 20`,
      chdb: `
      SELECT dstPort, count() AS n, uniqExact(srcAddr)
      FROM events WHERE action = 'REJECT' GROUP BY dstPort ORDER BY n DESC, dstPort LIMIT 20`,
    },
  },
  {
    name: 'vpc-bins',
    title: 'bytes and packets in bins of five minutes, by action',
    sets,
    insitu: `
      filter logStatus = "OK"
      | stats sum(bytes) as volume, max(packets) as most by bin(5m) as time, action
      | sort time desc, action`,
    sql: {
      duckdb: `
      SELECT epoch_ms(time_bucket(INTERVAL 5 MINUTES, ts)) AS bin, action, sum(bytes), max(packets)
      FROM events WHERE logStatus = 'OK' GROUP BY bin, action ORDER BY bin DESC, action`,
      chdb: `
      SELECT toUnixTimestamp64Milli(toStartOfInterval(ts, INTERVAL 5 MINUTE)::DateTime64(3, 'UTC')) AS bin,
             action, sum(bytes), max(packets)
      FROM events WHERE logStatus = 'OK' GROUP BY bin, action ORDER BY bin DESC, action`,
    },
  },
  {
    name: 'vpc-subnet',
    title: 'bytes that come from a subnet; the peers look at the beginning of the address',
    sets,
    insitu: `
      filter isIpv4InSubnet(srcAddr, "10.1.0.0/16")
      | stats sum(bytes) as volume, count(*) as n by protocol
      | sort protocol`,
    sql: {
      duckdb: `
      SELECT protocol, sum(bytes), count(*)
      FROM events WHERE starts_with(srcAddr, '10.1.') GROUP BY protocol ORDER BY protocol`,
      chdb: `
      SELECT protocol, sum(bytes), count()
      FROM events WHERE startsWith(srcAddr, '10.1.') GROUP BY protocol ORDER BY protocol`,
    },
  },
  {
    name: 'vpc-parse',
    title: 'the words of the line parsed, distinct addresses by port',
    sets,
    insitu: `
      parse @message "* * * * * * * *" as version, account, eni, source, target, fromPort, port, rest
      | stats count_distinct(source) as sources, count_distinct(target) as targets by port
      | sort port`,
    sql: {
      duckdb: `
      SELECT w[7] AS port, count(DISTINCT w[4]), count(DISTINCT w[5])
      FROM (SELECT string_split(message, ' ') AS w FROM events)
      GROUP BY port ORDER BY TRY_CAST(port AS BIGINT) NULLS FIRST`,
      chdb: `
      SELECT w[7] AS port, uniqExact(w[4]), uniqExact(w[5])
      FROM (SELECT splitByChar(' ', message) AS w FROM events)
      GROUP BY port ORDER BY toInt64OrNull(port) NULLS FIRST`,
    },
  },
  {
    name: 'vpc-newest',
    title: 'the newest twenty rejected attempts at a port',
    sets,
    insitu: `
      filter action = "REJECT" and dstPort = 22
      | fields @timestamp, srcAddr, dstAddr, bytes
      | sort @timestamp desc
      | limit 20`,
    sql: {
      duckdb: `
      SELECT epoch_ms(ts), srcAddr, dstAddr, bytes
      FROM events WHERE action = 'REJECT' AND dstPort = 22 ORDER BY ts DESC LIMIT 20`,
      chdb: `
      SELECT toUnixTimestamp64Milli(ts), srcAddr, dstAddr, bytes
      FROM events WHERE action = 'REJECT' AND dstPort = 22 ORDER BY ts DESC LIMIT 20`,
    },
  },
  {
    name: 'vpc-largest',
    title: 'the twenty largest flows',
    sets,
    insitu: `
      filter logStatus = "OK"
      | fields @timestamp, srcAddr, dstAddr, bytes
      | sort bytes desc, @timestamp desc
      | limit 20`,
    sql: {
      duckdb: `
      SELECT epoch_ms(ts), srcAddr, dstAddr, bytes
      FROM events WHERE logStatus = 'OK' ORDER BY bytes DESC, ts DESC LIMIT 20`,
      chdb: `
      SELECT toUnixTimestamp64Milli(ts), srcAddr, dstAddr, bytes
      FROM events WHERE logStatus = 'OK' ORDER BY bytes DESC, ts DESC LIMIT 20`,
    },
  },
];
