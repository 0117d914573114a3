// Which segments of files a plan looks at: those of the log groups that are asked, within reach of its window.

import type { SegmentStatistics } from '../segments/index.ts';
import { type Question, startGathering } from './gathering.ts';
import type { QueryRun } from './query-run.ts';
import { groupTest, isWithinReach } from './query-window.ts';
import type { ReadSegment, Taker } from './read-run.ts';

/** Are the groups named beside the query, or all where none are? */
export const namedTest = (named: readonly string[] | undefined): ((group: string) => boolean) =>
  named === undefined ? () => true : (group) => named.includes(group);

/** Into a run; what is out of reach is skipped. */
export const takerOf = (run: QueryRun, isAsked: (group: string) => boolean): Taker => ({
  isAsked,
  unseen: run.unseen,
  takeSome: (next) =>
    run.pushSome(() => {
      for (let given = next(); given !== undefined; given = next()) {
        const [segment, statistics] = given;
        if (run.isWanted(statistics)) return given;
        run.skip({ ...statistics, fields: segment.fields });
      }
      return undefined;
    }),
});

/** What a thread has gathered of files. Plain data. */
export type GatheredFiles = {
  readonly gathered: ReturnType<ReturnType<typeof startGathering>['take']>;
  readonly looked: readonly SegmentStatistics[];
  readonly skipped: readonly SegmentStatistics[];
};

const plainStatistics = ({
  logGroup,
  rowCount,
  startMs,
  endMs,
  messageBytes,
}: SegmentStatistics): SegmentStatistics => ({ logGroup, rowCount, startMs, endMs, messageBytes });

/** The same on a thread that has no run, to be taken in by one. */
export const gatherFiles = (
  question: Question,
  named: readonly string[] | undefined,
): { readonly taker: Taker; handIn(): GatheredFiles } => {
  const gathering = startGathering(question);
  const { plan, startMs, endMs } = question;
  const looked: SegmentStatistics[] = [];
  const skipped: SegmentStatistics[] = [];
  const take = ([segment, statistics]: ReadSegment): void => {
    const isWanted = isWithinReach(plan, { startMs, endMs }, statistics);
    (isWanted ? looked : skipped).push(plainStatistics(statistics));
    if (isWanted && segment.rowCount > 0) gathering.push(segment);
    else gathering.unseen.lookAt((field) => segment.fields.includes(field));
  };
  const takeSome: Taker['takeSome'] = (next) => {
    const given = next();
    if (given !== undefined) take(given);
  };
  return {
    taker: { takeSome, isAsked: groupTest(plan, namedTest(named)), unseen: gathering.unseen },
    handIn: () => ({ gathered: gathering.take(), looked, skipped }),
  };
};

export const takeIn = (run: QueryRun, { gathered, looked, skipped }: GatheredFiles): void => {
  run.merge(looked, gathered);
  for (const statistics of skipped) run.skip(statistics);
};
