// Export tasks of several servers at one store, and of servers that are gone.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type Item, NOW, refused, type Service, startService } from './calling.ts';

const started = async (): Promise<Service> => {
  const service = startService();
  await service.put('g', 's', [NOW, 'a']);
  return service;
};

const create = ({ call }: Service): Promise<Answer> =>
  call('CreateExportTask', { logGroupName: 'g', from: 0, to: NOW, destination: 'my-bucket' });

const taskOf = async ({ call }: Service, taskId: string): Promise<Item> => {
  const [task] = (await call('DescribeExportTasks', { taskId })).exportTasks;
  assert.ok(task);
  return task;
};

const endedTask = async (service: Service): Promise<Item> => {
  const { taskId } = await create(service);
  for (;;) {
    const task = await taskOf(service, taskId);
    if (task.status.code === 'COMPLETED') return task;
    await sleep(5);
  }
};

suite('export tasks', () => {
  test('of other servers are theirs while they run, and ended when they are gone', async () => {
    const service = await started();
    const template = await endedTask(service);
    const scope = service.context.localScope;
    const other = { id: 'other', pid: process.ppid, host: hostname() };
    const gone = { ...other, pid: spawnSync(process.execPath, ['--version']).pid };
    const keep = (taskId: string, code: string, server: object): void =>
      service.store.resources.put(scope, 'export-task', `${String(NOW).padStart(16, '0')} ${taskId}`, {
        ...template,
        taskId,
        status: { code },
        server,
      });
    const codeOf = async (taskId: string): Promise<string> => (await taskOf(service, taskId)).status.code;
    for (const code of ['PENDING', 'RUNNING', 'PENDING_CANCEL']) {
      keep('a', code, other);
      assert.equal(await codeOf('a'), code);
      keep('b', code, gone);
      assert.equal(await codeOf('b'), code === 'PENDING_CANCEL' ? 'CANCELLED' : 'FAILED');
      // The same container, started again, has the same process number and name.
      keep('c', code, { ...other, pid: process.pid });
      assert.equal(await codeOf('c'), code === 'PENDING_CANCEL' ? 'CANCELLED' : 'FAILED');
    }
    keep('a', 'RUNNING', other);
    await refused(create(service), 'LimitExceededException', 'Resource limit exceeded.');
    await service.call('CancelExportTask', { taskId: 'a' });
    assert.equal(await codeOf('a'), 'PENDING_CANCEL');
    assert.ok(!('server' in (await taskOf(service, 'a'))));
  });

  test('that another server was told to cancel are not begun', async () => {
    const service = await started();
    const { taskId } = await create(service);
    const scope = service.context.localScope;
    for (const { name, body } of service.store.resources.list(scope, 'export-task'))
      service.store.resources.put(scope, 'export-task', name, {
        ...(body as object),
        status: { code: 'PENDING_CANCEL' },
      });
    while ((await taskOf(service, taskId)).status.code === 'PENDING_CANCEL') await sleep(5);
    assert.equal((await taskOf(service, taskId)).status.code, 'CANCELLED');
  });
});
