// TestMetricFilter: the language itself is tested beside src/filter-pattern; here is what the operation makes of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refused, startService } from './calling.ts';

test('tells the messages that match, by number, and what the pattern picks out of them', async () => {
  const { call } = startService();
  const logEventMessages = ['127.0.0.1 alice 500', '127.0.0.1 bob 200', '10.0.0.1 - 500'];
  const { matches } = await call('TestMetricFilter', {
    filterPattern: '[ip, user, code = 500]',
    logEventMessages,
  });
  assert.deepEqual(matches, [
    {
      eventNumber: 1,
      eventMessage: logEventMessages[0],
      extractedValues: { $ip: '127.0.0.1', $user: 'alice', $code: '500' },
    },
    {
      eventNumber: 3,
      eventMessage: logEventMessages[2],
      extractedValues: { $ip: '10.0.0.1', $user: '-', $code: '500' },
    },
  ]);
});

test('an empty pattern matches all', async () => {
  const { call } = startService();
  const { matches } = await call('TestMetricFilter', { filterPattern: '', logEventMessages: ['a', 'b'] });
  assert.deepEqual(
    matches.map(({ eventNumber }) => eventNumber),
    [1, 2],
  );
});

test('refuses patterns that are none, and more than fifty messages', async () => {
  const { call } = startService();
  const logEventMessages = ['x'];
  await refused(
    call('TestMetricFilter', { filterPattern: '{ $.a = ', logEventMessages }),
    'InvalidParameterException',
    'Invalid metric filter pattern',
  );
  await refused(
    call('TestMetricFilter', { logEventMessages }),
    'InvalidParameterException',
    /'filterPattern'/,
  );
  const many = Array.from({ length: 51 }, () => 'x');
  await refused(
    call('TestMetricFilter', { filterPattern: 'x', logEventMessages: many }),
    'InvalidParameterException',
    / 50$/,
  );
});
