// The extreme number of each group, and the extreme text, which counts only where there is no number.

import { type Column, INTEGER, type OddTexts } from '../segments/index.ts';
import { compareChunks, textToNumber } from '../values/index.ts';
import { type Aggregate, eachValue, type Feed } from './aggregate-feed.ts';
import { giveBack, ofGroups, withRoom } from './growing-numbers.ts';

/** By group; NaN where there is no number. Plain data. */
type Extremes = { numbers: Float64Array<ArrayBuffer>; readonly texts: (string | undefined)[] };

const isTextColumn = ({ form }: Column): boolean =>
  form !== 'number' && form !== 'timestamp' && form !== 'numeral' && form !== 'boolean';

type TakeText = (state: Extremes, group: number, text: string) => void;

/** Of whole numbers only what is odd may be a text. */
const addOddTexts = (
  state: Extremes,
  { batch, groups }: Feed,
  odd: OddTexts | undefined,
  take: TakeText,
): void => {
  const isText = odd?.words.map(
    (word, code) => code !== 0 && word !== undefined && Number.isNaN(textToNumber(word)),
  );
  if (odd === undefined || isText === undefined || !isText.includes(true)) return;
  for (const row of batch.selection) {
    const code = odd.codes[row]!;
    if (isText[code]) take(state, groups[row]!, odd.words[code]!);
  }
};

const addTexts = (state: Extremes, feed: Feed, take: TakeText): void => {
  const { batch, groups, column } = feed;
  if (column.form === 'text' && column.packed?.packing === INTEGER) {
    addOddTexts(state, feed, column.packed.odd, take);
    return;
  }
  if (column.form !== 'dictionary') {
    eachValue(feed, (group, value) => {
      if (typeof value === 'string' && Number.isNaN(textToNumber(value))) take(state, group, value);
    });
    return;
  }
  const isText = column.words.map((word, code) => code !== 0 && Number.isNaN(textToNumber(word)));
  if (!isText.includes(true)) return;
  for (const row of batch.selection) {
    const code = column.codes[row]!;
    const group = groups[row]!;
    if (isText[code] && column.words[code] !== state.texts[group]) take(state, group, column.words[code]!);
  }
};

export const extremes = (sign: 1 | -1): Aggregate<Extremes> => {
  const takeNumbers = (state: Extremes, groups: Uint32Array, values: Float64Array): void => {
    const { numbers } = state;
    for (let i = 0; i < values.length; i += 1) {
      const group = groups[i]!;
      const n = values[i]!;
      // False of NaN: then the group has its first number.
      if (!(sign * (n - numbers[group]!) <= 0)) numbers[group] = n;
    }
  };
  // Neither is a number, so their natural order is that of their chunks.
  const takeText: TakeText = (state, group, text) => {
    const best = state.texts[group];
    if (best === undefined || sign * compareChunks(text, best) > 0) state.texts[group] = text;
  };
  return {
    create: () => ({ numbers: new Float64Array(0), texts: [] }),
    add: (state, feed) => {
      const { groups, values } = feed.numbers();
      state.numbers = withRoom(state.numbers, feed.groupCount, Number.NaN);
      takeNumbers(state, groups, values);
      if (isTextColumn(feed.column)) addTexts(state, feed, takeText);
    },
    merge: (into, from, mapping) => {
      const length = Math.min(mapping.length, from.numbers.length);
      for (let group = 0; group < length; group += 1) {
        const target = mapping[group]!;
        const n = from.numbers[group]!;
        into.numbers = withRoom(into.numbers, target + 1, Number.NaN);
        if (!Number.isNaN(n) && !(sign * (n - into.numbers[target]!) <= 0)) into.numbers[target] = n;
      }
      giveBack(from.numbers);
      from.texts.forEach((text, group) => {
        if (text !== undefined) takeText(into, mapping[group]!, text);
      });
    },
    answer: ({ numbers, texts }, group) => {
      const n = numbers[group];
      return n === undefined || Number.isNaN(n) ? texts[group] : n;
    },
    column: ({ numbers, texts }, count) =>
      texts.length > 0 ? undefined : { form: 'number', values: ofGroups(numbers, count, Number.NaN) },
  };
};
