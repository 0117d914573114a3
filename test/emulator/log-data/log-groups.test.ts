// Log groups as clients make, list, tag and delete them.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Answer, allPages, away, NOW, refused, type Service, startService } from './calling.ts';

const namesOf = (answer: Answer): readonly string[] => answer.logGroups.map((group) => group.logGroupName);

const withGroups = async (...names: readonly string[]): Promise<Service> => {
  const service = startService();
  for (const logGroupName of names) await service.call('CreateLogGroup', { logGroupName });
  return service;
};

suite('CreateLogGroup', () => {
  test('makes a group that DescribeLogGroups tells of', async () => {
    const { call } = startService();
    const answer = await call('CreateLogGroup', {
      logGroupName: '/aws/lambda/f',
      kmsKeyId: 'k',
      tags: { a: 'b' },
    });
    assert.equal(answer, undefined);
    assert.deepEqual((await call('DescribeLogGroups')).logGroups, [
      {
        logGroupName: '/aws/lambda/f',
        creationTime: NOW,
        arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/f:*',
        kmsKeyId: 'k',
        metricFilterCount: 0,
        storedBytes: 0,
        logGroupClass: 'STANDARD',
        logGroupArn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/f',
        deletionProtectionEnabled: false,
      },
    ]);
  });

  test('refuses a second one of the name', async () => {
    const { call } = await withGroups('g');
    const again = call('CreateLogGroup', { logGroupName: 'g' });
    await refused(again, 'ResourceAlreadyExistsException', 'The specified log group already exists');
  });

  test('refuses names that the model refuses, in the words of the service', async () => {
    const { call } = startService();
    await refused(
      call('CreateLogGroup', { logGroupName: 'my group' }),
      'InvalidParameterException',
      "1 validation error detected: Value 'my group' at 'logGroupName' failed to satisfy constraint: " +
        'Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+',
    );
    await refused(
      call('CreateLogGroup', {}),
      'InvalidParameterException',
      "1 validation error detected: Value null at 'logGroupName' failed to satisfy constraint: Member must not be null",
    );
    await refused(
      call('CreateLogGroup', { logGroupName: 'g'.repeat(513) }),
      'InvalidParameterException',
      /to 512$/,
    );
    await refused(call('CreateLogGroup', { logGroupName: 7 }), 'SerializationException', /./);
    await refused(
      call('CreateLogGroup', { logGroupName: 'aws/mine' }),
      'InvalidParameterException',
      'Log groups starting with AWS/ are reserved for AWS.',
    );
  });

  test('keeps accounts and regions apart', async () => {
    const { call } = await withGroups('g');
    await call('CreateLogGroup', { logGroupName: 'g' }, away);
    await call('CreateLogGroup', { logGroupName: 'h' }, away);
    assert.deepEqual(namesOf(await call('DescribeLogGroups')), ['g']);
    const there = await call('DescribeLogGroups', {}, away);
    assert.deepEqual(namesOf(there), ['g', 'h']);
    assert.equal(there.logGroups[0]?.logGroupArn, 'arn:aws:logs:eu-west-1:111122223333:log-group:g');
  });

  test('does not take the name that a group of another scope has in the store for a plain one', async () => {
    const service = startService();
    service.bring('111122223333:eu-west-1:g', [NOW, 's', 'theirs']);
    const logGroupIdentifier = '111122223333:eu-west-1:g';
    await refused(
      service.call('FilterLogEvents', { logGroupIdentifier }),
      'ResourceNotFoundException',
      'The specified log group does not exist.',
    );
  });
});

suite('DescribeLogGroups', () => {
  test('tells of groups that were imported, in their scope', async () => {
    const { call, bring } = await withGroups('made');
    bring('/imported', [1_600_000_000_000, 's', 'héllo']);
    bring('111122223333:eu-west-1:theirs', [1, 's', 'x']);
    const { logGroups } = await call('DescribeLogGroups');
    assert.deepEqual(
      logGroups.map((group) => [group.logGroupName, group.creationTime, group.storedBytes]),
      [
        ['/imported', 1_600_000_000_000, 6],
        ['made', NOW, 0],
      ],
    );
    assert.deepEqual(namesOf(await call('DescribeLogGroups', {}, away)), ['theirs']);
    const again = call('CreateLogGroup', { logGroupName: '/imported' });
    await refused(again, 'ResourceAlreadyExistsException', /./);
  });

  test('goes through pages by name, in the order of ASCII', async () => {
    const names = ['b', 'B', 'a/1', 'a-1', 'a', '_', '0'];
    const service = await withGroups(...names);
    const pages = await allPages(service, 'DescribeLogGroups', { limit: 3 }, 'logGroups');
    assert.deepEqual(
      pages.map((page) => page.length),
      [3, 3, 1],
    );
    assert.deepEqual(
      pages.flat().map((group) => group.logGroupName),
      ['0', 'B', '_', 'a', 'a-1', 'a/1', 'b'],
    );
  });

  test('a token that is none is refused', async () => {
    const { call } = await withGroups('g');
    for (const nextToken of ['x', 'bm8', 'WzFd'])
      await refused(
        call('DescribeLogGroups', { nextToken }),
        'InvalidParameterException',
        'The specified nextToken is invalid.',
      );
  });

  test('filters by prefix, by a part (then in brief), by class and by identifiers', async () => {
    const { call } = await withGroups('/aws/lambda/DataLogs', 'DataLogs', 'datalogs');
    await call('CreateLogGroup', { logGroupName: 'rare', logGroupClass: 'INFREQUENT_ACCESS' });
    const named = async (input: object) => namesOf(await call('DescribeLogGroups', { ...input }));
    assert.deepEqual(await named({ logGroupNamePrefix: 'D' }), ['DataLogs']);
    assert.deepEqual(await named({ logGroupNamePattern: 'DataLogs' }), ['/aws/lambda/DataLogs', 'DataLogs']);
    assert.deepEqual(await named({ logGroupClass: 'INFREQUENT_ACCESS' }), ['rare']);
    assert.deepEqual(await named({ logGroupClass: 'ESSENTIALS' }), ['rare'], 'these two are listed together');
    const arn = 'arn:aws:logs:us-east-1:000000000000:log-group:rare';
    assert.deepEqual(await named({ logGroupIdentifiers: ['datalogs', arn, 'none'] }), ['datalogs', 'rare']);
    const { logGroups } = await call('DescribeLogGroups', { logGroupNamePattern: 'rare' });
    assert.deepEqual(Object.keys(logGroups[0]!), ['logGroupName', 'creationTime', 'arn']);
    const both = call('DescribeLogGroups', { logGroupNamePattern: 'x', logGroupNamePrefix: 'y' });
    await refused(both, 'InvalidParameterException', /mutually exclusive/);
    await refused(
      call('DescribeLogGroups', { limit: 51 }),
      'InvalidParameterException',
      "1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50",
    );
  });

  test('asked for linked accounts, tells of theirs', async () => {
    const { call } = await withGroups('mine');
    const region = 'us-east-1';
    await call('CreateLogGroup', { logGroupName: 'a' }, { account: '111111111111', region });
    await call('CreateLogGroup', { logGroupName: 'a' }, { account: '222222222222', region });
    const accountIdentifiers = ['111111111111', '222222222222'];
    const input = { includeLinkedAccounts: true, accountIdentifiers, limit: 1 };
    const first = await call('DescribeLogGroups', input);
    const second = await call('DescribeLogGroups', { ...input, nextToken: first.nextToken });
    assert.match(first.logGroups[0]!.arn, /:111111111111:/);
    assert.match(second.logGroups[0]!.arn, /:222222222222:/);
    assert.equal(second.nextToken, undefined);
  });
});

test('ListLogGroups: by a pattern with ^ and |, by tags, in brief', async () => {
  const { call } = await withGroups('/aws/lambda/f', 'my-discovery', 'other');
  await call('TagLogGroup', { logGroupName: 'other', tags: { env: 'prod-1' } });
  const named = async (input: object) => namesOf(await call('ListLogGroups', { ...input }));
  assert.deepEqual((await call('ListLogGroups', { limit: 1 })).logGroups, [
    {
      logGroupName: '/aws/lambda/f',
      logGroupArn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/f',
      logGroupClass: 'STANDARD',
    },
  ]);
  assert.deepEqual(await named({ logGroupNamePattern: '^/aws/lambda|discovery' }), [
    '/aws/lambda/f',
    'my-discovery',
  ]);
  assert.deepEqual(await named({ logGroupNamePattern: '^discovery' }), []);
  const tagged = (key: string, ...values: readonly string[]) => named({ logGroupTags: [{ key, values }] });
  assert.deepEqual(await tagged('env'), ['other']);
  assert.deepEqual(await tagged('env', 'PROD*'), ['other'], 'wildcards do not mind case');
  assert.deepEqual(await tagged('env', 'PROD-1'), [], 'whole values do');
  assert.deepEqual(await tagged('env', '!prod-2'), ['other']);
  assert.deepEqual(await tagged('env', '!prod*'), []);
  await refused(
    call('ListLogGroups', { logGroupNamePattern: 'a.*b' }),
    'InvalidParameterException',
    /pattern/,
  );
});

suite('DeleteLogGroup', () => {
  test('takes events, streams and tags with it', async () => {
    const service = startService();
    const { call, put } = service;
    await put('g', 's', [NOW, 'x']);
    await put('gg', 's', [NOW, 'y']);
    await call('DeleteLogGroup', { logGroupName: 'g' });
    assert.deepEqual(namesOf(await call('DescribeLogGroups')), ['gg']);
    await refused(
      call('DescribeLogStreams', { logGroupName: 'g' }),
      'ResourceNotFoundException',
      'The specified log group does not exist.',
    );
    await call('CreateLogGroup', { logGroupName: 'g' });
    assert.deepEqual(await call('DescribeLogStreams', { logGroupName: 'g' }), { logStreams: [] });
    assert.equal((await call('FilterLogEvents', { logGroupName: 'gg' })).events.length, 1);
  });

  test('is refused while the group is protected', async () => {
    const { call } = startService();
    await call('CreateLogGroup', { logGroupName: 'g', deletionProtectionEnabled: true });
    await refused(call('DeleteLogGroup', { logGroupName: 'g' }), 'ValidationException', /protection/);
    await call('PutLogGroupDeletionProtection', {
      logGroupIdentifier: 'g',
      deletionProtectionEnabled: false,
    });
    await call('DeleteLogGroup', { logGroupName: 'g' });
    const again = call('DeleteLogGroup', { logGroupName: 'g' });
    await refused(again, 'ResourceNotFoundException', 'The specified log group does not exist.');
  });
});

test('events of other classes than STANDARD can be put, and only be queried then', async () => {
  const { call } = startService();
  const names = { logGroupName: 'g', logStreamName: 's' };
  await call('CreateLogGroup', { logGroupName: 'g', logGroupClass: 'INFREQUENT_ACCESS' });
  await call('CreateLogStream', names);
  await call('PutLogEvents', { ...names, logEvents: [{ timestamp: NOW, message: 'x' }] });
  const refusals = [
    call('GetLogEvents', names),
    call('FilterLogEvents', { logGroupName: 'g' }),
    call('StartLiveTail', { logGroupIdentifiers: ['g'] }),
    call('CreateExportTask', { logGroupName: 'g', from: 0, to: NOW, destination: 'my-bucket' }),
  ];
  for (const refusal of refusals)
    await refused(
      refusal,
      'ValidationException',
      'This operation is only supported on the Standard log class.',
    );
});
