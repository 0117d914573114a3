// The formats of what the AWS command line and its subscriptions give, the stricter first.

import type { LogFormat } from '../reader.ts';

export const cliFormats: readonly LogFormat[] = [];
