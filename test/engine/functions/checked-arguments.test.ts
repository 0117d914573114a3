// Calls whose arguments are judged before the query runs: counts, widths, networks, the star.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery } from '../../../grammar/index.ts';
import { checkCall, checkRanges } from '../../../src/plan/check-call.ts';

const callIn = (text: string) => {
  const [command] = parseQuery(`stats ${text}`).query?.commands ?? [];
  const value = command?.kind === 'stats' ? command.aggregates[0]?.value : undefined;
  assert.ok(value?.kind === 'call', text);
  return value;
};

/** Code and what is wanted, or nothing. */
const complaintsOf = (text: string): string => {
  const call = callIn(text);
  const checked = checkCall(call);
  const complaints = [...('record' in checked ? [] : checked), ...checkRanges(call)];
  return complaints
    .map((one) => (one.code === 'wrong-argument-kind' ? one.facts.wanted : one.code))
    .join('; ');
};

const rank = 'a whole number from 1 to 10000';
const ranges = 'a whole number of ranges from 1 to 1000';
const network = 'a network such as 10.0.0.0/8';

test('arguments', () => {
  for (const [text, complaints] of [
    ['countOverTime(*)', ''],
    ['count_over_time(a)', ''],
    ['sumOverTime(*)', 'wrong-argument-count'],
    ['values(*)', 'wrong-argument-count'],
    ['topk(1, a)', ''],
    ['topk(10000, a)', ''],
    ['topk(0, a)', rank],
    ['topk(10001, a)', rank],
    ['topk(1.5, a)', rank],
    ['topk("3", a)', rank],
    ['topk(a, 3)', rank],
    ['topk(3)', 'wrong-argument-count'],
    ['rate(a, 1m)', ''],
    ['rate(a, 60)', 'a period such as 5m, with a count of 1 or more'],
    ['rate(a)', 'wrong-argument-count'],
    ['histogram(a, 10)', ''],
    ['histogram(a, 0)', `a number above 0; ${ranges}`],
    ['histogram(a, b)', `a number above 0; ${ranges}`],
    ['histogram(a, 0.5)', ranges],
    ['histogram(a, 1001)', ranges],
    ['isIpInSubnet(a, "10.0.0.0/8")', ''],
    ['isIpv6InSubnet(a, "2001:db8::/32")', ''],
    ['isIpInSubnet(a, b)', ''],
    ['isIpInSubnet(a, concat("10.0.0.0", "/8"))', ''],
    ['isIpInSubnet(a, "10.0.0.0/33")', network],
    ['isIpv4InSubnet(a, "office")', network],
    ['isIpv4InSubnet(a, 10)', network],
  ] as const)
    assert.equal(complaintsOf(text), complaints, text);
});

test('as a key a histogram has any width above 0', () => {
  assert.ok('record' in checkCall(callIn('histogram(a, 0.5)')));
  assert.ok('record' in checkCall(callIn('histogram(a, 5000)')));
});
