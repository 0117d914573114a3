// The formats of what applications and systems commonly write, the stricter first.

import type { LogFormat } from '../reader.ts';

export const commonFormats: readonly LogFormat[] = [];
