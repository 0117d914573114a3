// The formats of what applications and systems commonly write, the stricter first.

import type { LogFormat } from '../reader.ts';
import { accessLog } from './access-log.ts';
import { cri, docker } from './container-lines.ts';
import { apacheErrorLog, nginxErrorLog } from './error-logs.ts';
import { journald } from './journald.ts';
import { logfmt } from './logfmt.ts';
import { syslog } from './syslog.ts';

export const systemFormats: readonly LogFormat[] = [
  journald,
  docker,
  cri,
  syslog,
  accessLog,
  apacheErrorLog,
  nginxErrorLog,
  logfmt,
];
