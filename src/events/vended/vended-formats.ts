// The formats of what services of AWS write themselves, the stricter first. Those that write JSON lines (WAF,
// Route 53 Resolver, Lambda, EMF) need none: plain text dates such lines, and their fields are discovered.

import type { LogFormat } from '../reader.ts';
import { accessLogs } from './access-logs.ts';
import { apiGateway } from './api-gateway.ts';
import { cloudFront } from './cloudfront.ts';
import { cloudTrail } from './cloudtrail.ts';
import { flowLogs } from './flow-logs.ts';
import { queryLogs } from './query-logs.ts';

export const vendedFormats: readonly LogFormat[] = [
  cloudTrail,
  flowLogs,
  queryLogs,
  ...accessLogs,
  cloudFront,
  apiGateway,
];
