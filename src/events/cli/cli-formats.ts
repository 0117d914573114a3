// The formats of what the AWS command line and its subscriptions give, the stricter first.

import type { LogFormat } from '../reader.ts';
import { cliTail } from './cli-tail.ts';
import { cliText } from './cli-text.ts';
import { consoleCsv } from './console-csv.ts';
import { queryResults } from './query-results.ts';
import { subscription } from './subscription.ts';

export const cliFormats: readonly LogFormat[] = [subscription, queryResults, cliTail, cliText, consoleCsv];
