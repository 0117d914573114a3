// The sample queries of the documentation as they stand beside the repository, and events in which each finds
// something of what it names.

import { existsSync, readFileSync } from 'node:fs';
import type { ScriptEvent, Surroundings } from '../runner/index.ts';

const file = new URL('../../../shared/reference/insights-ql.md', import.meta.url);

export const hasSamples = existsSync(file);

const chapter = (): string => /^## 10\. [\s\S]*?(?=^## 11\.)/m.exec(readFileSync(file, 'utf8'))?.[0] ?? '';

export const documentedSamples: readonly string[] = hasSamples
  ? [...chapter().matchAll(/^```\n([\s\S]*?)\n```$/gm)].map(([, sample = '']) => sample)
  : [];

const REQUEST = '8f5cbd5e-0d2f-4b9a-9d0e-000000000001';

const lines: Readonly<Record<string, readonly string[]>> = {
  app: [
    `REPORT RequestId: ${REQUEST}\tDuration: 2100.50 ms\tBilled Duration: 2101 ms\tMemory Size: 128 MB\tMax Memory Used: 70 MB\t\n`,
    `2024-01-01T10:00:00.000Z\t${REQUEST}\tERROR\tException: Failed to do: a\n`,
    '{"status":500,"requestId":"r1","latency":12.5,"bytes":10,"srcAddr":"192.0.2.7","dstAddr":"y.y.1","host":"h1","user_id":7,"items":"[\\"a\\",{\\"b\\":1}]"}',
    '{"status":"200","requestId":"r2","latency":80,"bytes":30,"srcAddr":"10.1.2.3","dstAddr":"x.x.x.x","host":"h2","user_id":8,"range":4000,"eventType":"ORDER_CREATED","transactionId":"t1"}',
    '{"events":[{"name":"exception","attributes":{"exception.type":"E","exception.stacktrace":"at a"}},{"name":"other"}],"accounts":[{"type":"internal","accountId":1}],"users":[{"action":"GetData"},{"action":"PutData"}],"Time":500,"Duration":6000,"Controller":"c"}',
    '{"a":1,"b":2.5,"price":10,"tax":2,"qty":3,"val":4,"x":5,"level":"error","service":"s","Fault":1,"Operation":"Aggregator","Latency":2000,"@roles":["admin"]}',
    '25 May 2019 10:24:39,474 [ERROR] {foo=2, bar=data} The error was: DataIntegrityException',
    'user=ann, method:GET, latency := 12',
    'level=error msg="it broke" duration=5ms host=h1',
    'h1,GET,"/a,b",500,12',
    'Error for [front] [7] due to: timeout',
    'automatic vacuum of table a: elapsed: 2.5 s, more',
    'SRC=192.0.2.7 DROP eni-0123 Status Code: 404; url=/api/v1/users/7',
    '',
  ],
  '/aws/lambda/my-function': ['{"requestId":"r1","duration":12,"memoryUsed":70}'],
  '/aws/lambda/payment-service': ['{"transactionId":"t1","eventType":"PAYMENT_PROCESSED","amount":5}'],
  '/aws/lambda/database-service': ['{"requestId":"r1","errorType":"DatabaseConnectionTimeout"}'],
  '/aws/lambda/payment-processor': Array.from({ length: 4 }, () => '{"requestId":"r2","status":"FAILED"}'),
  lg: ['{"svc":"s","latency":5}', 'plain text'],
  service_log1: ['{"Fault":1,"Fault.Message":"m","Canary":{"Name":"c"}}'],
  'application1.log': ['[ERROR] Executor canary [back] timeout'],
};

const START = Date.UTC(2024, 0, 1, 10);

const eventsOf = (logGroup: string): readonly ScriptEvent[] =>
  (lines[logGroup] ?? []).map((message, index) => {
    const timestampMs = START + index * 45_000;
    return { timestampMs, message, logStream: 'a/b/c/d', logGroup, ingestionMs: timestampMs };
  });

const tables: Readonly<Record<string, readonly string[]>> = {
  user_data: ['id,user_id,name,username,email,department', '7,7,ann,ann7,ann@example.com,Engineering'],
  known_hosts: ['ip_address,hostname,region', '192.0.2.7,h7,north'],
  network_services: ['ip_address,port,service_name,owner', '192.0.2.7,443,web,ann'],
  employees: ['department,role,office,manager', 'Engineering,lead,1,bob'],
  net_table: ['network,region,owner,datacenter', '192.0.2.0/24,north,ann,d1'],
};

const lookups: Surroundings['lookups'] = new Map(
  Object.entries(tables).map(([name, [head = '', ...rows]]) => [
    name,
    { columns: head.split(','), rows: rows.map((row) => row.split(',')) },
  ]),
);

export const sampleSurroundings: Surroundings = {
  events: eventsOf('app'),
  allEvents: Object.keys(lines).flatMap(eventsOf),
  window: { startMs: START, endMs: START + 3_600_000, nowMs: START + 3_600_000 },
  lookups,
};
