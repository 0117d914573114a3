// The meaning of every function of one event, by its name in the vocabulary. Forgetting one does not compile.
//
// Three ways to get a kernel: most functions have one as they stand (scalarKernels); those of a period get
// one for it (periodKernels); regexReplace gets one for its regular expression (regexReplaceKernel).

import type { ScalarFunctionName } from '../../../grammar/vocabulary/index.ts';
import type { Period } from '../../values/index.ts';
import { datetimeKernels, periodKernels as kernelsOfPeriods } from './datetime.ts';
import { generalKernels } from './general.ts';
import { hashKernels } from './hash.ts';
import { ipKernels } from './ip.ts';
import { jsonKernels } from './json.ts';
import type { Kernel } from './kernel.ts';
import { numericKernels } from './numeric.ts';
import { stringKernels } from './string.ts';

/** bin(timestamp, period), datefloor, dateceil: the kernel takes the instant alone. */
export type PeriodFunctionName = 'bin' | 'datefloor' | 'dateceil';

/** Functions whose arguments are all values. */
export type PlainFunctionName = Exclude<ScalarFunctionName, PeriodFunctionName | 'regexReplace'>;

export const scalarKernels: Readonly<Record<PlainFunctionName, Kernel>> = {
  ...numericKernels,
  ...datetimeKernels,
  ...generalKernels,
  ...jsonKernels,
  ...ipKernels,
  ...hashKernels,
  ...stringKernels,
};

export const periodKernels: Readonly<Record<PeriodFunctionName, (period: Period) => Kernel>> =
  kernelsOfPeriods;

export const isPeriodFunction = (name: ScalarFunctionName): name is PeriodFunctionName =>
  name in periodKernels;
