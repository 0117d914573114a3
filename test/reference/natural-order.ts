// The natural order of texts that are no numbers (CWL_QuerySyntax-Sort): runs of digits and runs of
// other characters are compared one by one; digits by length and then value, others by code point.

const chunksOf = (text: string): string[] => text.match(/[0-9]+|[^0-9]+/g) ?? [];

const isDigits = (chunk: string): boolean => /^[0-9]/.test(chunk);

export const compareCodePoints = (left: string, right: string): number => {
  const [leftPoints, rightPoints] = [[...left], [...right]];
  for (let i = 0; i < Math.min(leftPoints.length, rightPoints.length); i++) {
    const difference = (leftPoints[i]?.codePointAt(0) ?? 0) - (rightPoints[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return Math.sign(leftPoints.length - rightPoints.length);
};

const compareChunks = (left: string, right: string): number => {
  const bothDigits = isDigits(left) && isDigits(right);
  if (bothDigits && left.length !== right.length) return Math.sign(left.length - right.length);
  return compareCodePoints(left, right);
};

export const compareNatural = (left: string, right: string): number => {
  const [leftChunks, rightChunks] = [chunksOf(left), chunksOf(right)];
  for (let i = 0; i < Math.min(leftChunks.length, rightChunks.length); i++) {
    const order = compareChunks(leftChunks[i] ?? '', rightChunks[i] ?? '');
    if (order !== 0) return order;
  }
  return Math.sign(leftChunks.length - rightChunks.length);
};
