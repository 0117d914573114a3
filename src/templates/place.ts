// Lines and columns of a file, counted from 1; columns in characters.

export type Place = { readonly line: number; readonly column: number };

/** Where an offset of the text is. The lines are found once, for a file is asked often. */
export const placesIn = (text: string): ((offset: number) => Place) => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const column = [...text.slice(starts[low] ?? 0, offset)].length + 1;
    return { line: low + 1, column };
  };
};
