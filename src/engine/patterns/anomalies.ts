// What is unusual among mined patterns: every documented kind by its rule, in the order of the patterns.

import {
  httpErrorCode,
  newPattern,
  numericalToken,
  patternFrequency,
  type Rule,
  tokenVariation,
} from './anomaly-rules.ts';
import type { MinedPattern } from './mine.ts';
import type { Range } from './slices.ts';

/** In the order in which they are reported. */
const rules = {
  'Pattern frequency': patternFrequency,
  'New pattern': newPattern,
  'Token variation': tokenVariation,
  'Numerical token': numericalToken,
  'HTTP error code': httpErrorCode,
} as const satisfies Record<string, Rule>;

export type AnomalyType = keyof typeof rules;

export type Anomaly = {
  readonly pattern: MinedPattern;
  readonly type: AnomalyType;
  /** A plain sentence. */
  readonly description: string;
};

/** Both ends of the range are inclusive, as those of a query. */
export const findAnomalies = (patterns: readonly MinedPattern[], range: Range): readonly Anomaly[] =>
  patterns.flatMap((pattern) =>
    (Object.keys(rules) as AnomalyType[]).flatMap((type) => {
      const description = rules[type](pattern, range, patterns);
      return description === undefined ? [] : [{ pattern, type, description }];
    }),
  );
