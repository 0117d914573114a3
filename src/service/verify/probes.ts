// All probes: small questions about what the documentation leaves open.

import type { Probe } from './probe.ts';
import { order } from './probes-of-order.ts';
import { values } from './probes-of-values.ts';

export const probes: readonly Probe[] = [...values, ...order];
