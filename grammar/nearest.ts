// The nearest spelling: for "did you mean".

/** Edits (insert, delete, replace, swap neighbours) that turn `a` into `b`; `most` where they are that many or more. */
export const editDistance = (a: string, b: string, most = Number.POSITIVE_INFINITY): number => {
  let before: number[] = [];
  let leastBefore = 0;
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let best = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, (before[column - 2] ?? 0) + 1);
      current.push(best);
      least = Math.min(least, best);
    }
    // A swap may still build on the row before this one.
    if (least >= most && leastBefore >= most) return most;
    leastBefore = least;
    before = previous;
    previous = current;
  }
  return Math.min(most, previous[b.length] ?? 0);
};

/** The best of the candidates, if it is near enough to be a slip of the finger: a third of the word. */
export const nearest = (written: string, candidates: Iterable<string>): string | undefined => {
  const wanted = written.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
};
