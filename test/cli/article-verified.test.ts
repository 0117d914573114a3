// The article's query on its three exports, put to an endpoint that serves them, fetched from there and
// verified: what a user does who has an account.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { type RunningServer, startServer } from '../../src/emulator/index.ts';
import { insitu, ownDirectory } from './run-insitu.ts';

const directory = ownDirectory();
const at = (name: string): string => path.join(directory, name);
const fixtures = path.resolve(import.meta.dirname, '..', '..', 'fixtures');
const keys = { AWS_ACCESS_KEY_ID: 'insitu', AWS_SECRET_ACCESS_KEY: 'insitu', AWS_REGION: 'us-east-1' };

/** The exports, and how many events each has. */
const exports_ = [
  ['173mb-128mb', '587'],
  ['9613mb-128mb', '766'],
  ['9613mb-10240mb', '6,014'],
] as const;

suite('the article, verified', () => {
  let server: RunningServer;

  before(async () => {
    for (const [name] of exports_) {
      const folder = path.join(fixtures, 'cold-starts', name);
      const { code, stderr } = await insitu([
        'import',
        folder,
        '--group',
        `/aws/lambda/${name}`,
        '--db',
        at('served.db'),
      ]);
      assert.equal(code, 0, stderr);
    }
    server = await startServer({ store: at('served.db'), region: 'us-east-1' });
  });
  after(() => server.close());

  for (const [name, events] of exports_)
    test(`${name}: what was fetched has the served answer, digit for digit`, async () => {
      const range = ['--start', '2020-12-05', '--end', '2020-12-07'];
      const asked = ['--group', `/aws/lambda/${name}`, ...range, '--fetch', '--db', at('fetched.db')];
      const { code, stdout, stderr } = await insitu(
        ['verify', `@${path.join(fixtures, 'article.query')}`, ...asked],
        {
          env: { ...keys, AWS_ENDPOINT_URL: server.url },
        },
      );
      assert.equal(code, 0, stderr);
      assert.ok(
        stdout.includes(
          `1 row, 6 of 6 cells equal; events: ${events} in the store, ${events} scanned by the service`,
        ),
        stdout,
      );
    });
});
