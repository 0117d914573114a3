// Shorthand in which the records of functions-*.ts write their parameters.

import type { Parameter } from './function-record.ts';

export const any = (name: string): Parameter => ({ name, kind: 'any' });
export const number = (name: string): Parameter => ({ name, kind: 'number' });
export const text = (name: string): Parameter => ({ name, kind: 'text' });
export const boolean = (name: string): Parameter => ({ name, kind: 'boolean' });
export const timestamp = (name: string): Parameter => ({ name, kind: 'timestamp' });
export const period = (name: string): Parameter => ({ name, kind: 'period' });
export const percentile = (name: string): Parameter => ({ name, kind: 'percentile' });
export const rank = (name: string): Parameter => ({ name, kind: 'rank' });
export const width = (name: string): Parameter => ({ name, kind: 'width' });
export const network = (name: string): Parameter => ({ name, kind: 'network' });

export const optional = (parameter: Parameter): Parameter => ({ ...parameter, occurs: 'optional' });
export const many = (parameter: Parameter): Parameter => ({ ...parameter, occurs: 'many' });
