// Lookup tables on their way to the thread of a query: large ones must not hold up the server.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryOperations } from '../../src/emulator/queries/index.ts';
import { parsedTables } from '../../src/emulator/queries/lookup-content.ts';
import type { QueryContext } from '../../src/emulator/queries/query-context.ts';
import type { QueryJob } from '../../src/emulator/queries/query-job.ts';
import { home, NOW, startService } from './log-data/calling.ts';
import { ask, serve } from './query-server.ts';

const toldLevel = 'fields code | lookup codes code OUTPUT text | filter text = "other"';

test('a query is sent with the tables that it looks values up in, not parsed yet', async () => {
  const service = startService();
  await service.put('app', 's', [NOW, 'code=1']);
  const jobs: QueryJob[] = [];
  const queries = {
    start: (_: unknown, job: QueryJob) => {
      jobs.push(job);
      return 'id';
    },
  } as unknown as QueryContext['queries'];
  const context: QueryContext = { ...service.context, queries };
  const call = (name: string, input: object) =>
    queryOperations[name]?.({
      input: { ...input },
      scope: home,
      context,
      signal: new AbortController().signal,
    });
  await call('CreateLookupTable', { lookupTableName: 'codes', tableBody: 'code,text\n1,one\n' });
  await call('CreateLookupTable', { lookupTableName: 'other', tableBody: 'a,b\n1,2\n' });
  const second = NOW / 1000;
  // "other" stands in the text, but not as a table.
  await call('StartQuery', {
    logGroupName: 'app',
    startTime: second,
    endTime: second,
    queryString: toldLevel,
  });
  const lookups = jobs[0]?.lookups;
  assert.deepEqual(lookups, new Map([['codes', { columns: [], rows: [], content: 'code,text\n1,one\n' }]]));
  assert.deepEqual(
    parsedTables(lookups),
    new Map([['codes', { columns: ['code', 'text'], rows: [['1', 'one']] }]]),
  );
});

test('tables are there for queries, and for the inner ones', async () => {
  await using served = await serve({ app: ['{"code":1}'], other: ['{"code":2}'] });
  const { client } = served;
  await client.createLookupTable({ lookupTableName: 'codes', tableBody: 'code,text\n1,one\n2,two\n' });
  assert.deepEqual(await ask(client, 'lookup codes code OUTPUT text | fields text'), [{ text: 'one' }]);
  const inner =
    "filter code in (SOURCE 'app' | lookup codes code OUTPUT text | filter text = 'one' | fields code)";
  assert.deepEqual(await ask(client, `${inner} | fields code`), [{ code: '1' }]);
});
