// A process that fetches, to be killed: node fetch-child.ts URL STORE. Says "reading" when it begins.

import { fetchFrom } from './fetching.ts';

const [url = '', path = ''] = process.argv.slice(2);
process.stdout.write('reading\n');
// Every slice is written for itself, so that there are many moments to be killed at: large ones as segments,
// small ones among the live events.
const tuning = { pagesPerSlice: 2, writeMs: 0, fewestPerSegment: 30 };
const summary = await fetchFrom({ url, path, tuning });
process.stdout.write(`${JSON.stringify(summary)}\n`);
