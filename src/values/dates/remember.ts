// A function of one text that keeps its answers: for patterns and zone names, which a query repeats for
// every event. It keeps at most `most`; what is more than that comes from data and is computed each time.

export const remember = <T>(most: number, compute: (text: string) => T): ((text: string) => T) => {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined || answers.has(text)) return known as T;
    const answer = compute(text);
    if (answers.size < most) answers.set(text, answer);
    return answer;
  };
};
