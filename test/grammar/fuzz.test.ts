// Queries that have been tampered with, in great number: nothing throws, nothing takes long, and what is
// taken comes back from the printer. INSITU_FUZZ_CHARACTERS=10000000 for many, INSITU_FUZZ_SEED for others.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MAX_QUERY_LENGTH, printQuery } from '../../grammar/index.ts';
import { query } from './arbitrary-queries.ts';
import { corpusRows } from './corpus-rows.ts';
import { mutate, randomFrom } from './mutate-text.ts';
import { queryLines } from './query-lines.ts';
import { assertLaws, secondsOf } from './text-laws.ts';

const CHARACTERS = Number(process.env.INSITU_FUZZ_CHARACTERS ?? 300_000);
const SEED = Number(process.env.INSITU_FUZZ_SEED ?? 20_261);
/** Of the processor, for the laws of one text: it is parsed four times and planned once. */
const MOST_SECONDS = 2;

const written = [
  ...queryLines('accepted.txt').map(({ text }) => text),
  ...corpusRows().map((row) => row.query),
];

test(`${CHARACTERS.toLocaleString('en-US')} characters of tampered queries`, (context) => {
  const random = randomFrom(SEED);
  const made = fc.sample(query, { seed: SEED, numRuns: 1 + CHARACTERS / 1000 }).map(printQuery);
  const sources = [...written, ...made];
  const source = (): string => sources[random(sources.length)]!;
  let [characters, texts, taken, tooLong] = [0, 0, 0, 0];
  let slowest = { seconds: 0, text: '' };
  while (characters < CHARACTERS) {
    const text = mutate(source(), random, source());
    const attempt = (): void => {
      try {
        if (assertLaws(text)) taken += 1;
      } catch (cause) {
        throw new assert.AssertionError({ message: `${JSON.stringify(text)}\n${(cause as Error).stack}` });
      }
    };
    const seconds = secondsOf(attempt);
    if (seconds > slowest.seconds) slowest = { seconds, text };
    assert.ok(seconds < MOST_SECONDS, `${seconds} seconds: ${JSON.stringify(text)}`);
    characters += text.length;
    texts += 1;
    if (text.length > MAX_QUERY_LENGTH) tooLong += 1;
  }
  context.diagnostic(`${characters} characters, ${texts} texts, ${taken} taken, ${tooLong} too long`);
  context.diagnostic(`slowest ${slowest.seconds} s: ${JSON.stringify(slowest.text.slice(0, 100))}`);
});
