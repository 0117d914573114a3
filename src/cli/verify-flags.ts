// What may be said to verify.

import type { ClientFlags } from '../service/index.ts';
import type { SurroundingFlags } from './surroundings.ts';

export type VerifyFlags = SurroundingFlags &
  ClientFlags & {
    readonly group: readonly string[];
    readonly start?: string;
    readonly end?: string;
    readonly db?: string;
    readonly fetch: boolean;
    readonly record?: string;
    readonly withEvents: boolean;
    readonly replay?: string;
    readonly from?: string;
    readonly probes: boolean;
    readonly yesWriteToService: boolean;
    readonly timeout: string;
    readonly format: 'table' | 'json';
    readonly quiet: boolean;
  };
