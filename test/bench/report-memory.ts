// Loaded before a program: writes its greatest resident memory, in bytes, to the file that MEMORY_REPORT names.

import { writeFileSync } from 'node:fs';

const KIBIBYTE = 1024;

process.on('exit', () => {
  const file = process.env.MEMORY_REPORT;
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS * KIBIBYTE));
});
