// Which thread takes which segment: a table in memory that all threads of a query see. No thread waits for
// another; each takes the next segment that nobody has.

/**
 * Cell 0: is there nothing more to take? Cell 1: how many parts were handed on and are not taken in? Then, for each
 * segment, the thread that has it; 0 for none.
 */
export type Claims = Int32Array<SharedArrayBuffer>;

const ENDED = 0;
const WAITING = 1;
const FIRST = 2;

export const newClaims = (segments: number): Claims =>
  new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * (FIRST + segments)));

/** From now on nobody takes a segment. */
export const endClaims = (claims: Claims): void => void Atomics.store(claims, ENDED, 1);

export const areEnded = (claims: Claims): boolean => Atomics.load(claims, ENDED) !== 0;

export const ownerOf = (claims: Claims, segment: number): number => Atomics.load(claims, FIRST + segment);

/** True when it is the thread's: now or already. */
export const claim = (claims: Claims, segment: number, thread: number): boolean => {
  const owner = Atomics.compareExchange(claims, FIRST + segment, 0, thread);
  return owner === 0 || owner === thread;
};

export const partsWaiting = (claims: Claims): number => Atomics.load(claims, WAITING);

export const addWaiting = (claims: Claims): void => void Atomics.add(claims, WAITING, 1);

export const takeWaiting = (claims: Claims): void => void Atomics.sub(claims, WAITING, 1);

/** The segments that a thread gets, each taken when it is asked for. */
export function* claimed(claims: Claims, order: readonly number[], thread: number): Generator<number> {
  for (const segment of order) {
    if (areEnded(claims)) return;
    if (claim(claims, segment, thread)) yield segment;
  }
}

/**
 * In which order a thread (1, 2, …) looks for segments, so that it mostly gets those that it had before: each
 * connection keeps the columns that it has read. First its own, then what is left of the others', from the
 * other end: there they are last.
 */
export const orderByHome = (
  segments: readonly { readonly id: number }[],
  thread: number,
  threads: number,
): readonly number[] => {
  const isOwn = (index: number): boolean => (segments[index]?.id ?? 0) % threads === thread - 1;
  const all = [...segments.keys()];
  return [...all.filter(isOwn), ...all.filter((index) => !isOwn(index)).reverse()];
};
