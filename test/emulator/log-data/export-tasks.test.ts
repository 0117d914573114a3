// Export tasks: the files of an export to S3, below one folder and never outside of it.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { fileNameOf, filePathOf, isBucketName } from '../../../src/emulator/log-data/export-keys.ts';
import { type Answer, type Item, NOW, refused, type Service, startService } from './calling.ts';

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();

const taskOf = async ({ call }: Service, taskId: string): Promise<Item> => {
  const [task] = (await call('DescribeExportTasks', { taskId })).exportTasks;
  assert.ok(task);
  return task;
};

const exportOf = async (service: Service, input: object = {}): Promise<Item> => {
  const { taskId } = await service.call('CreateExportTask', {
    logGroupName: 'g',
    from: 0,
    to: NOW + 1000,
    destination: 'my-bucket',
    ...input,
  });
  for (;;) {
    const task = await taskOf(service, taskId);
    if (!['PENDING', 'RUNNING'].includes(task.status.code)) return task;
    await sleep(5);
  }
};

const started = async (): Promise<Service> => {
  const service = startService();
  await service.put('g', 'web/[$LATEST]1', [NOW - 1, 'a'], [NOW, 'two\nlines'], [NOW + 2000, 'too late']);
  await service.put('g', 'db', [NOW + 1000, 'b']);
  return service;
};

suite('an export', () => {
  test('writes gzip objects of lines, as the service lays them out', async () => {
    const service = await started();
    const task = await exportOf(service, { taskName: 'mine' });
    assert.deepEqual(task, {
      taskId: task.taskId,
      taskName: 'mine',
      logGroupName: 'g',
      from: 0,
      to: NOW + 1000,
      destination: 'my-bucket',
      destinationPrefix: 'exportedlogs',
      status: { code: 'COMPLETED', message: 'Completed successfully' },
      executionInfo: { creationTime: NOW, completionTime: NOW },
    });
    const top = `my-bucket/exportedlogs`;
    assert.deepEqual(
      new Set(filesBelow(service.exportFolder)),
      new Set([
        `${top}/${task.taskId}/db/000000.gz`,
        `${top}/${task.taskId}/web-[$LATEST]1/000000.gz`,
        `${top}/aws-logs-write-test`,
      ]),
    );
    const object = path.join(service.exportFolder, top, task.taskId, 'web-[$LATEST]1', '000000.gz');
    assert.equal(
      gunzipSync(readFileSync(object)).toString(),
      '2026-01-15T11:59:59.999Z a\n2026-01-15T12:00:00.000Z two\nlines\n',
    );
  });

  test('may be of streams by their prefix, under a prefix of its own', async () => {
    const service = await started();
    const { taskId } = await exportOf(service, { logStreamNamePrefix: 'd', destinationPrefix: 'a/b' });
    assert.deepEqual(
      new Set(filesBelow(service.exportFolder)),
      new Set([`my-bucket/a/b/${taskId}/db/000000.gz`, 'my-bucket/a/b/aws-logs-write-test']),
    );
  });

  test('never leaves its folder, whatever the bucket, the prefix and the streams are called', async () => {
    const service = startService();
    await service.put('g', '..', [NOW, 'a']);
    await service.put('g', '../../x', [NOW, 'b']);
    await service.put('g', `c\\d\u0000${'é'.repeat(400)}`, [NOW, 'c']);
    const before = filesBelow(path.dirname(service.exportFolder)).filter(
      (name) => !name.startsWith('logs.db'),
    );
    assert.deepEqual(before, []);
    await exportOf(service, { destinationPrefix: '../../../..//./\u0000' });
    const after = filesBelow(path.dirname(service.exportFolder)).filter(
      (name) => !name.startsWith('logs.db'),
    );
    assert.equal(after.length, 4);
    assert.ok(
      after.every((name) => name.startsWith('buckets/my-bucket/%2E%2E/%2E%2E/%2E%2E/%2E%2E/%2E/%00/')),
    );
    for (const destination of [
      '..',
      '../x',
      'a',
      'A-bucket',
      'a..b',
      '1.2.3.4',
      'buck/et',
      '.bucket',
      'x'.repeat(64),
    ])
      await refused(
        exportOf(service, { destination }),
        'InvalidParameterException',
        'The given bucket does not exist. Please make sure the bucket is valid.',
      );
  });

  test('needs a folder, a group and a range of time', async () => {
    const service = await started();
    await refused(exportOf(service, { logGroupName: 'none' }), 'ResourceNotFoundException', /./);
    await refused(exportOf(service, { from: 2, to: 1 }), 'InvalidParameterException', /./);
    await refused(exportOf(service, { from: undefined }), 'InvalidParameterException', /'from'/);
    const without = startService();
    await without.put('g', 's', [NOW, 'x']);
    Object.assign(without.context, { exportFolder: undefined });
    await refused(exportOf(without), 'InvalidParameterException', /bucket/);
    assert.ok(!existsSync(without.exportFolder));
  });
});

suite('export tasks', () => {
  const create = ({ call }: Service): Promise<Answer> =>
    call('CreateExportTask', { logGroupName: 'g', from: 0, to: NOW, destination: 'my-bucket' });

  test('are active one at a time, and can be cancelled until they are done', async () => {
    const service = await started();
    const { taskId } = await create(service);
    await refused(create(service), 'LimitExceededException', 'Resource limit exceeded.');
    const { exportTasks } = await service.call('DescribeExportTasks', { statusCode: 'PENDING' });
    assert.deepEqual(
      exportTasks.map((task) => task.taskId),
      [taskId],
    );
    await service.call('CancelExportTask', { taskId });
    for (;;) {
      const task = await taskOf(service, taskId);
      if (task.status.code === 'CANCELLED') break;
      assert.equal(task.status.code, 'PENDING_CANCEL');
      await sleep(5);
    }
    await refused(
      service.call('CancelExportTask', { taskId }),
      'InvalidOperationException',
      'The specified export task has already finished',
    );
    await refused(
      service.call('CancelExportTask', { taskId: 'none' }),
      'ResourceNotFoundException',
      /export task/,
    );
  });

  test('are listed in pages; one that a stopped server left is failed', async () => {
    const service = await started();
    for (let count = 0; count < 3; count += 1) await exportOf(service);
    const first = await service.call('DescribeExportTasks', { limit: 2 });
    const second = await service.call('DescribeExportTasks', { limit: 2, nextToken: first.nextToken });
    assert.deepEqual(
      [first.exportTasks.length, second.exportTasks.length, second.nextToken],
      [2, 1, undefined],
    );
    const [task] = second.exportTasks;
    const scope = service.context.localScope;
    const left = { ...task, taskId: 'left', status: { code: 'RUNNING' } };
    service.store.resources.put(scope, 'export-task', '0 left', left);
    const { exportTasks } = await service.call('DescribeExportTasks', { statusCode: 'FAILED' });
    assert.deepEqual(
      exportTasks.map(({ taskId }) => taskId),
      ['left'],
    );
    assert.equal((await exportOf(service)).status.code, 'COMPLETED', 'it is not in the way');
  });
});

test('any key is a path below its folder, and no part of it says anything to a file system', () => {
  const folder = path.resolve('/exports/bucket');
  const anyPart = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('..', '.', '...', '/', '//', '\\', '..\\..', 'C:', '~', '%2E', '\u0000', 'é'.repeat(300)),
  );
  fc.assert(
    fc.property(fc.array(anyPart), (parts) => {
      const made = filePathOf(folder, parts.join('/'));
      assert.ok(made === folder || made.startsWith(folder + path.sep));
      for (const part of made.slice(folder.length).split(path.sep)) {
        assert.ok(Buffer.byteLength(part) <= 255);
        assert.ok(!/^\.+$/.test(part));
        assert.ok(!part.includes('\u0000') && !part.includes('\\'));
      }
    }),
  );
});

test('names of buckets, and parts of keys as names of files', () => {
  for (const name of ['abc', 'my.bucket-1', 'x'.repeat(63)]) assert.ok(isBucketName(name), name);
  for (const name of ['', 'ab', 'a_b', '-ab', 'ab-', 'a..b', '10.0.0.1', 'ÄBC'])
    assert.ok(!isBucketName(name), name);
  assert.equal(fileNameOf('2026-01-15-[$LATEST]abc'), '2026-01-15-[$LATEST]abc');
  assert.notEqual(fileNameOf('é'.repeat(300)), fileNameOf('é'.repeat(301)));
});
