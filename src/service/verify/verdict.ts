// What comparing comes to, from best to worst: the same; a difference that the service is known to make
// itself; one that cannot be judged (other events, unpublished algorithms); one that nothing explains.

export const verdicts = ['agrees', 'consistent', 'inconclusive', 'differs'] as const;

export type Verdict = (typeof verdicts)[number];

export const worstOf = (all: Iterable<Verdict>): Verdict => {
  let worst = 0;
  for (const verdict of all) worst = Math.max(worst, verdicts.indexOf(verdict));
  return verdicts[worst] ?? 'differs';
};
