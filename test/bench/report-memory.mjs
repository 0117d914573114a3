// Loaded before a program: writes its greatest resident memory, in bytes, to the file that MEMORY_REPORT names.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const KIBIBYTE = 1024;
const STATUS = '/proc/self/status';

// Linux carries maxRSS of the parent over into a new program: the bench's own memory would be the least that is
// ever reported. VmHWM is of this program alone.
const greatestKibibytes = () => {
  const peak = existsSync(STATUS) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(STATUS, 'utf8')) : null;
  return peak === null ? process.resourceUsage().maxRSS : Number(peak[1]);
};

process.on('exit', () => {
  const file = process.env.MEMORY_REPORT;
  if (file !== undefined) writeFileSync(file, String(greatestKibibytes() * KIBIBYTE));
});
