// Resources: JSON by name, apart by account, region and kind.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore, openStoreForWriting } from '../../src/store/index.ts';
import { temporaryStores } from './temporary-store.ts';

const storePath = temporaryStores();
const here = { account: '000000000000', region: 'us-east-1' };
const there = { account: '000000000000', region: 'eu-west-1' };

test('resources are kept apart by scope and kind, and outlive the process', () => {
  const file = storePath();
  {
    using store = openStoreForWriting(file);
    store.resources.put(here, 'log-group', 'a', { n: 1 });
    store.resources.put(here, 'log-group', 'a', { n: 2, text: 'é' });
    store.resources.put(there, 'log-group', 'a', { n: 3 });
    store.resources.put(here, 'query', 'a', { n: 4 });
    assert.equal(store.resources.delete(here, 'query', 'b'), false);
    assert.equal(store.resources.delete(here, 'query', 'a'), true);
  }
  using store = openStore(file);
  assert.deepEqual(store.resources.get(here, 'log-group', 'a'), { n: 2, text: 'é' });
  assert.deepEqual(store.resources.get(there, 'log-group', 'a'), { n: 3 });
  assert.equal(store.resources.get(here, 'query', 'a'), undefined);
});

test('lists are by name; prefixes are plain text', () => {
  using store = openStoreForWriting(storePath());
  for (const name of ['b%', 'a', 'ab', 'B', 'b_1', 'bx', 'é']) store.resources.put(here, 'k', name, { name });
  const names = (filter?: Parameters<typeof store.resources.list>[2]) =>
    store.resources.list(here, 'k', filter).map(({ name }) => name);
  assert.deepEqual(names(), ['B', 'a', 'ab', 'b%', 'b_1', 'bx', 'é']);
  assert.deepEqual(names({ prefix: 'b_' }), ['b_1']);
  assert.deepEqual(names({ prefix: 'b%' }), ['b%']);
  assert.deepEqual(names({ prefix: 'a', after: 'a' }), ['ab']);
  assert.deepEqual(names({ after: 'ab', limit: 2 }), ['b%', 'b_1']);
  assert.deepEqual(store.resources.list(here, 'k', { prefix: 'é' }), [{ name: 'é', body: { name: 'é' } }]);
});

test('of what a transaction wrote, all is there or nothing', () => {
  using store = openStoreForWriting(storePath());
  assert.throws(() =>
    store.transaction(() => {
      store.resources.put(here, 'k', 'a', {});
      store.putEvents('/g', 's', 1, [{ timestampMs: 1, message: 'x' }]);
      throw new Error('no');
    }),
  );
  assert.deepEqual(store.resources.list(here, 'k'), []);
  assert.deepEqual(store.groups(), []);
});
