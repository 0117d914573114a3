// The rules of the parser as such: nothing in them is ambiguous, left-recursive or empty.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QueryParser } from '../../grammar/parser.ts';

test('the parser passes its own validation', () => {
  assert.doesNotThrow(() => new QueryParser({ isAnalysed: true, skipValidations: false }));
});
