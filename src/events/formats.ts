// The log formats, in the order in which they are tried: the stricter first, plain text takes the rest.

import { cliFormats } from './cli/cli-formats.ts';
import { jsonLines } from './json-lines.ts';
import { logEvents } from './log-events.ts';
import { plainText } from './plain-text.ts';
import type { LogFormat } from './reader.ts';
import { s3Export } from './s3-export.ts';
import { systemFormats } from './systems/system-formats.ts';
import { vendedFormats } from './vended/vended-formats.ts';

export const logFormats: readonly LogFormat[] = [
  s3Export,
  ...cliFormats,
  logEvents,
  ...vendedFormats,
  jsonLines,
  ...systemFormats,
  plainText,
];

/** The format that the head of a file looks like; `whole` says that the head is all of it. */
export const detectFormat = (head: string, whole: boolean): LogFormat =>
  logFormats.find((format) => format.detect(head, whole)) ?? plainText;

/** The format that `--as` names, if there is one. */
export const formatNamed = (name: string): LogFormat | undefined =>
  logFormats.find((format) => format.name === name);
