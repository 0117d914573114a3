// A store that another process is writing to: operations wait for it, and the server goes on meanwhile.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { whenFree } from '../../src/emulator/busy-store.ts';
import type { LiveBatch } from '../../src/emulator/context.ts';
import { logDataOperations } from '../../src/emulator/log-data/index.ts';
import { openStoreForWriting, StoreError } from '../../src/store/index.ts';
import { type Answer, NOW, refused, type Service, startService } from './log-data/calling.ts';

/** As an import does: until it is ended, nobody else can write. */
const holdStore = ({ store }: Service): (() => void) => {
  const other = openStoreForWriting(store.path);
  assert.ok(other.tryBegin());
  return () => {
    other.rollback();
    other.close();
  };
};

const started = async (): Promise<Service> => {
  const service = startService();
  await service.put('g', 's', [NOW, 'first']);
  return service;
};

const putInput = (message: string) => ({
  logGroupName: 'g',
  logStreamName: 's',
  logEvents: [{ timestamp: NOW, message }],
});

const messagesOf = async (service: Service): Promise<readonly string[]> =>
  (await service.call('FilterLogEvents', { logGroupName: 'g' })).events.map(({ message }) => message);

suite('while another process holds the store', () => {
  test('events wait for it, are taken once and in their order, and are announced once', async () => {
    const service = await started();
    const heard: LiveBatch[] = [];
    service.context.liveEvents.subscribe((batch) => heard.push(batch));
    const release = holdStore(service);
    const puts = [...'abcdefgh'].map((message) => service.call('PutLogEvents', putInput(message)));
    await sleep(150);
    assert.equal(heard.length, 0);
    assert.deepEqual(await messagesOf(service), ['first'], 'what only reads does not wait');
    release();
    await Promise.all(puts);
    assert.deepEqual(await messagesOf(service), ['first', ...'abcdefgh']);
    assert.deepEqual(
      heard.flatMap(({ events }) => events.map(({ message }) => message)),
      [...'abcdefgh'],
    );
  });

  test('every other operation that writes waits too', async () => {
    const service = await started();
    const release = holdStore(service);
    const calls = [
      service.call('CreateLogGroup', { logGroupName: 'new' }),
      service.call('CreateLogStream', { logGroupName: 'g', logStreamName: 'new' }),
      service.call('PutRetentionPolicy', { logGroupName: 'g', retentionInDays: 7 }),
      service.call('DeleteLogStream', { logGroupName: 'g', logStreamName: 's' }),
    ];
    await sleep(50);
    release();
    await Promise.all(calls);
    assert.deepEqual(await messagesOf(service), []);
  });

  test('the thread does not wait with them', async () => {
    const service = await started();
    const release = holdStore(service);
    const startMs = performance.now();
    for (let count = 0; count < 10; count += 1)
      assert.throws(() => service.store.putEvents('g', 's', NOW, [{ timestampMs: NOW, message: 'x' }]));
    // SQLite waits 250 ms each time unless it is told not to.
    assert.ok(performance.now() - startMs < 1000);
    release();
  });

  test('who has waited long enough is told to try again, and nothing was done', async () => {
    const service = await started();
    Object.assign(service.context, { storePatienceMs: 50 });
    const release = holdStore(service);
    await refused(
      service.call('PutLogEvents', putInput('a')),
      'ServiceUnavailableException',
      'The service cannot complete the request.',
    );
    release();
    assert.deepEqual(await messagesOf(service), ['first']);
  });

  test('nothing is done for a client that has gone', async () => {
    const service = await started();
    const release = holdStore(service);
    const gone = new AbortController();
    const { context } = service;
    const put = logDataOperations.PutLogEvents?.({
      input: putInput('a'),
      scope: context.localScope,
      context,
      signal: gone.signal,
    });
    gone.abort();
    await refused(Promise.resolve(put), 'ServiceUnavailableException', /./);
    release();
    assert.deepEqual(await messagesOf(service), ['first']);
  });

  test('an export ends when the store is free, and is cancelled only when that is written down', async () => {
    const service = await started();
    const create = (): Promise<Answer> =>
      service.call('CreateExportTask', { logGroupName: 'g', from: 0, to: NOW, destination: 'my-bucket' });
    const ended = async (taskId: string): Promise<string | undefined> => {
      for (;;) {
        const [task] = (await service.call('DescribeExportTasks', { taskId })).exportTasks;
        const code = task?.status.code ?? '';
        if (!['PENDING', 'RUNNING', 'PENDING_CANCEL'].includes(code)) return code;
        await sleep(5);
      }
    };
    const { taskId } = await create();
    const release = holdStore(service);
    Object.assign(service.context, { storePatienceMs: 30 });
    await refused(service.call('CancelExportTask', { taskId }), 'ServiceUnavailableException', /./);
    release();
    assert.equal(await ended(taskId), 'COMPLETED');
    const second = await create();
    await service.call('CancelExportTask', { taskId: second.taskId });
    assert.equal(await ended(second.taskId), 'CANCELLED');
  });
});

test('only the first of those who wait tries; those that cannot be done do not stop the others', async () => {
  const store = {};
  const busy = new StoreError('store-busy', 'x', 'busy');
  let [isFree, tries] = [false, 0];
  const done: number[] = [];
  const work = (id: number) => (): void => {
    tries += 1;
    if (!isFree) throw busy;
    if (id === 3) throw new Error('wrong');
    done.push(id);
  };
  const waits = Array.from({ length: 50 }, (_, id) => whenFree({ store }, undefined, work(id)));
  const settled = Promise.allSettled(waits);
  await sleep(100);
  // Each tries once; from then on one tries every 10 ms.
  assert.ok(tries > 50 && tries < 70, `${tries} tries`);
  isFree = true;
  const failed = (await settled).flatMap(({ status }, id) => (status === 'rejected' ? [id] : []));
  assert.deepEqual(failed, [3]);
  assert.deepEqual(
    done,
    Array.from({ length: 50 }, (_, id) => id).filter((id) => id !== 3),
  );
});
