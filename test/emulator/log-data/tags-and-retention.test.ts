// Tags and retention of log groups.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { refused, type Service, startService } from './calling.ts';

const withGroups = async (...names: readonly string[]): Promise<Service> => {
  const service = startService();
  for (const logGroupName of names) await service.call('CreateLogGroup', { logGroupName });
  return service;
};

suite('tags', () => {
  test('by ARN and by name are the same tags', async () => {
    const { call } = await withGroups('g');
    const resourceArn = 'arn:aws:logs:us-east-1:000000000000:log-group:g';
    await call('TagResource', { resourceArn, tags: { a: '1', b: '2' } });
    await call('TagLogGroup', { logGroupName: 'g', tags: { b: '3', c: '' } });
    assert.deepEqual(await call('ListTagsForResource', { resourceArn }), { tags: { a: '1', b: '3', c: '' } });
    await call('UntagResource', { resourceArn, tagKeys: ['a', 'none'] });
    await call('UntagLogGroup', { logGroupName: 'g', tags: ['c'] });
    assert.deepEqual(await call('ListTagsLogGroup', { logGroupName: 'g' }), { tags: { b: '3' } });
  });

  test('are at most fifty', async () => {
    const { call } = await withGroups('g');
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key${index}`, '']));
    await call('TagLogGroup', { logGroupName: 'g', tags });
    await call('TagLogGroup', { logGroupName: 'g', tags: { key7: 'changed' } });
    await refused(
      call('TagLogGroup', { logGroupName: 'g', tags: { more: '' } }),
      'TooManyTagsException',
      /50/,
    );
  });

  test('of a group that is not there are refused', async () => {
    const { call } = startService();
    const resourceArn = 'arn:aws:logs:us-east-1:000000000000:log-group:none';
    const why = 'The specified log group does not exist.';
    await refused(call('ListTagsForResource', { resourceArn }), 'ResourceNotFoundException', why);
    await refused(
      call('ListTagsForResource', { resourceArn: 'arn:aws:s3:::b' }),
      'InvalidParameterException',
      /ARN/,
    );
    await refused(
      call('TagLogGroup', { logGroupName: 'none', tags: {} }),
      'InvalidParameterException',
      /length/,
    );
  });
});

suite('retention', () => {
  const retentionOf = async ({ call }: Service) =>
    (await call('DescribeLogGroups')).logGroups[0]?.retentionInDays;

  test('is put, told of and deleted', async () => {
    const service = await withGroups('g');
    assert.equal(await retentionOf(service), undefined);
    await service.call('PutRetentionPolicy', { logGroupName: 'g', retentionInDays: 3653 });
    assert.equal(await retentionOf(service), 3653);
    await service.call('DeleteRetentionPolicy', { logGroupName: 'g' });
    assert.equal(await retentionOf(service), undefined);
  });

  test('takes the documented numbers of days only', async () => {
    const { call } = await withGroups('g');
    for (const retentionInDays of [0, 2, 364, 3654, -1])
      await refused(
        call('PutRetentionPolicy', { logGroupName: 'g', retentionInDays }),
        'InvalidParameterException',
        /^1 validation error detected: Value '-?\d+' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: \[1, 3, 5,/,
      );
  });

  test('put on an imported group keeps its events, however old', async () => {
    const { call, bring, store } = startService();
    bring('g', [1000, 's', 'old']);
    await call('PutRetentionPolicy', { logGroupName: 'g', retentionInDays: 1 });
    assert.equal(store.groups()[0]?.eventCount, 1);
    assert.equal((await call('DescribeLogGroups')).logGroups[0]?.creationTime, 1000);
  });
});
