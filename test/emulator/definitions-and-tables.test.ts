// Query definitions and lookup tables: kept, listed, and used by queries.

import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { printCsv } from '../../src/emulator/queries/csv.ts';
import { readCsv } from '../../src/files/index.ts';
import { openStoreForWriting } from '../../src/store/index.ts';
import { answerOf, ask, clientOf, type Served, serve, start } from './query-server.ts';

const logs = {
  app: ['{"level":"info","user":1}', '{"level":"error","user":2}', '{"level":"error","user":3}'],
};

suite('query definitions', () => {
  let served: Served;
  before(async () => {
    served = await serve(logs);
  });
  after(() => served[Symbol.asyncDispose]());

  test('one is put, changed as a whole, listed and deleted', async () => {
    const { client } = served;
    const { queryDefinitionId } = await client.putQueryDefinition({
      name: 'team/errors',
      queryString: 'filter level = {{level}}',
      logGroupNames: ['app'],
      parameters: [{ name: 'level', defaultValue: '"error"', description: 'which' }],
    });
    const { queryDefinitions } = await client.describeQueryDefinitions({
      queryDefinitionNamePrefix: 'team/',
    });
    assert.equal(typeof queryDefinitions?.[0]?.lastModified, 'number');
    assert.deepEqual(queryDefinitions, [
      {
        queryDefinitionId,
        name: 'team/errors',
        queryString: 'filter level = {{level}}',
        queryLanguage: 'CWLI',
        lastModified: queryDefinitions?.[0]?.lastModified,
        logGroupNames: ['app'],
        parameters: [{ name: 'level', defaultValue: '"error"', description: 'which' }],
      },
    ]);
    await client.putQueryDefinition({ queryDefinitionId, name: 'team/all', queryString: 'fields level' });
    const changed = await client.describeQueryDefinitions({});
    assert.deepEqual(
      changed.queryDefinitions?.map(({ name, logGroupNames, parameters }) => ({
        name,
        logGroupNames,
        parameters,
      })),
      [{ name: 'team/all', logGroupNames: [], parameters: undefined }],
    );
    assert.deepEqual((await client.deleteQueryDefinition({ queryDefinitionId })).success, true);
    assert.deepEqual((await client.describeQueryDefinitions({})).queryDefinitions, []);
    await assert.rejects(client.deleteQueryDefinition({ queryDefinitionId }), {
      name: 'ResourceNotFoundException',
    });
    await assert.rejects(
      client.putQueryDefinition({ queryDefinitionId, name: 'a', queryString: 'fields a' }),
      {
        name: 'ResourceNotFoundException',
      },
    );
  });

  test('the same request again makes no second one', async () => {
    const put = { name: 'once', queryString: 'fields a', clientToken: 'x'.repeat(36) };
    const first = await served.client.putQueryDefinition(put);
    assert.equal((await served.client.putQueryDefinition(put)).queryDefinitionId, first.queryDefinitionId);
  });

  test('a query calls one by its name, with values for its parameters', async () => {
    await served.client.putQueryDefinition({
      name: 'ByLevel',
      queryString: 'filter level = {{level}} | stats count(*) as n',
      parameters: [{ name: 'level', defaultValue: '"error"' }],
    });
    assert.deepEqual(await ask(served.client, '$ByLevel()'), [{ n: '2' }]);
    assert.deepEqual(await ask(served.client, '$ByLevel(level = "info")'), [{ n: '1' }]);
    await assert.rejects(start(served.client, '$Nothing()'), { name: 'MalformedQueryException' });
  });

  test('parameters that do not fit the query are refused in the words of the documentation', async () => {
    const refused = (
      parameters: readonly string[],
      message: string,
      queryLanguage: 'CWLI' | 'PPL' = 'CWLI',
    ) =>
      assert.rejects(
        served.client.putQueryDefinition({
          name: 'bad',
          queryString: 'filter a = {{a}}',
          queryLanguage,
          parameters: parameters.map((name) => ({ name })),
        }),
        { name: 'InvalidParameterException', message },
      );
    await refused(['a', 'b'], 'Required parameters not found in queryString');
    await refused(['a', 'a'], 'Duplicate parameter name');
    await refused(['a'], 'Parameters are only supported for CWLI query language', 'PPL');
    const many = Array.from({ length: 21 }, (_, index) => `a${index}`);
    await refused(many, 'Parameter count exceeds the maximum of 20');
  });

  test('they are listed in pages, by name', async () => {
    await served.client.putQueryDefinition({ name: 'p2', queryString: 'fields a' });
    await served.client.putQueryDefinition({ name: 'p1', queryString: 'fields a' });
    const page = { queryDefinitionNamePrefix: 'p', maxResults: 1 };
    const first = await served.client.describeQueryDefinitions(page);
    const second = await served.client.describeQueryDefinitions({ ...page, nextToken: first.nextToken });
    assert.deepEqual(
      [first, second].map(({ queryDefinitions }) => queryDefinitions?.[0]?.name),
      ['p1', 'p2'],
    );
    assert.equal(second.nextToken, undefined);
    const there = clientOf(served.url, { region: 'eu-west-1' });
    assert.deepEqual((await there.describeQueryDefinitions({})).queryDefinitions, []);
    there.destroy();
  });
});

suite('lookup tables', () => {
  let served: Served;
  before(async () => {
    served = await serve(logs);
  });
  after(() => served[Symbol.asyncDispose]());

  test('one is made, read by queries, replaced, listed and deleted', async () => {
    const { client } = served;
    const made = await client.createLookupTable({
      lookupTableName: 'users',
      description: 'who',
      tableBody: 'id,name\n1,ann\n2,"bo ""b"", jr"\n',
    });
    const lookupTableArn = 'arn:aws:logs:us-east-1:000000000000:lookup-table:users';
    assert.equal(made.lookupTableArn, lookupTableArn);
    const query = 'lookup users id as user OUTPUT name | sort @timestamp asc | display name';
    assert.deepEqual(await ask(client, query), [{ name: 'ann' }, { name: 'bo "b", jr' }, {}]);
    await client.updateLookupTable({ lookupTableArn, tableBody: 'id,name\r\n3,eve' });
    assert.deepEqual(await ask(client, query), [{}, {}, { name: 'eve' }]);
    const { tableBody, sizeBytes, description } = await client.getLookupTable({ lookupTableArn });
    assert.deepEqual(
      { tableBody, sizeBytes, description },
      { tableBody: 'id,name\r\n3,eve', sizeBytes: 14, description: 'who' },
    );
    const { lookupTables } = await client.describeLookupTables({ lookupTableNamePrefix: 'us' });
    assert.deepEqual(
      lookupTables?.map(({ lookupTableName, tableFields, recordsCount }) => ({
        lookupTableName,
        tableFields,
        recordsCount,
      })),
      [{ lookupTableName: 'users', tableFields: ['id', 'name'], recordsCount: 1 }],
    );
    await client.deleteLookupTable({ lookupTableArn });
    await assert.rejects(client.getLookupTable({ lookupTableArn }), { name: 'ResourceNotFoundException' });
    await assert.rejects(start(client, query), { name: 'MalformedQueryException' });
  });

  test('the answer of a query makes one', async () => {
    const { client } = served;
    const queryId = await start(client, 'stats count(*) as n by level');
    await answerOf(client, queryId);
    const { lookupTableArn } = await client.createLookupTable({ lookupTableName: 'levels', queryId });
    assert.equal((await client.getLookupTable({ lookupTableArn })).tableBody, 'level,n\nerror,2\ninfo,1\n');
    await assert.rejects(client.createLookupTable({ lookupTableName: 'levels', queryId }), {
      name: 'ResourceAlreadyExistsException',
    });
  });

  test('what is no table is refused', async () => {
    const refused = (tableBody: string, name = 'ValidationException') =>
      assert.rejects(served.client.createLookupTable({ lookupTableName: 'bad', tableBody }), { name });
    await refused('a,a\n1,2');
    await refused('a\n1,2');
    await refused('a,"b');
    await refused('\n\n');
    await refused('', 'InvalidParameterException');
    await assert.rejects(served.client.createLookupTable({ lookupTableName: 'bad' }), {
      name: 'InvalidParameterException',
    });
  });
});

test('another process that holds the store for long makes the service unavailable: clients try again', async () => {
  await using served = await serve(logs, { storePatienceMs: 50 });
  using other = openStoreForWriting(served.path);
  assert.ok(other.tryBegin());
  const put = served.client.putQueryDefinition({ name: 'n', queryString: 'fields a' });
  await assert.rejects(put, { name: 'ServiceUnavailableException' });
  const table = served.client.createLookupTable({ lookupTableName: 'n', tableBody: 'a\n1\n' });
  await assert.rejects(table, { name: 'ServiceUnavailableException' });
  other.rollback();
  assert.deepEqual(served.problems, []);
});

test('CSV: what is printed is read again', () => {
  const rows = [
    ['a', 'b "c"', 'd,e'],
    ['', 'two\nlines', 'x\r\ny'],
    ['1', '', ''],
  ];
  assert.deepEqual(readCsv(printCsv(rows)), { records: rows });
});
