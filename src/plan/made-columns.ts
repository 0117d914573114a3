// The columns of answers that are not named by the query.

import type { MineAnswer } from './logical-plan.ts';

/** The columns of each answer, in their order. */
export const mineColumns: Readonly<Record<MineAnswer, readonly string[]>> = {
  patterns: ['@pattern', '@ratio', '@sampleCount', '@severityLabel'],
  difference: ['@pattern', '@sampleCount', '@diffEventCount', '@differenceDescription', '@severityLabel'],
  comparison: [
    '@pattern',
    '@sampleCount',
    '@baselineCount',
    '@diffEventCount',
    '@differenceDescription',
    '@severityLabel',
  ],
  anomalies: ['@pattern', '@ratio', '@sampleCount', '@severityLabel', '@anomalyType', '@anomalyDescription'],
};

export const relevanceColumns: readonly string[] = [
  '@fieldName',
  '@relevanceScore',
  '@topRelevanceContributors',
  '@conditionalMedian',
  '@baselineMedian',
];
