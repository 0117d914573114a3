// The formats of what services of AWS write themselves, the stricter first.

import type { LogFormat } from '../reader.ts';

export const vendedFormats: readonly LogFormat[] = [];
