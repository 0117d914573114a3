// Every recorded case through the real engine: as it stands, over stand-ins for events that nobody kept, or as
// a refusal. Calls of the API that are no queries are listed below.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { serviceMessage } from '../../grammar/service-message.ts';
import { planQuery } from '../../src/plan/index.ts';
import {
  answerOf,
  caseEvents,
  type EvidenceCase,
  evidenceCase,
  evidenceCases,
  expectedTable,
  hasEvidence,
  tableOf,
} from './evidence-cases.ts';
import { standIns } from './stand-ins.ts';

/** No queries but actions of the API. */
const actions = [
  'startquery-missing-group',
  'describequeries-querystring',
  'filterlogevents-limit',
  'filterlogevents-token',
];

/** Refused by the service in words that it no longer uses; only where it is refused is compared. */
const oldWording: Readonly<Record<string, string>> = { 'unknown-command-after-pipe': 'count' };

/** Refused with this text among what the service says. */
const refused = ['dedup-then-sort-rejected', 'regex-flag-rejected', 'diff-without-pattern-rejected'];

/** Of these only some columns were recorded: the last ones of the table. */
const lastColumns: readonly string[] = ['jsonparse-dot-next-fields', 'addtotals-after-fields'];

const listed = new Set([...actions, ...Object.keys(oldWording), ...refused, ...Object.keys(standIns)]);

const direct = evidenceCases.filter(({ id }) => !listed.has(id));

/** The exporter of one case wrote a blank for the line break at an event's end. */
const asExported = (cell: string | undefined): string | undefined => cell?.replace(/\n$/, ' ');

const assertRecorded = async (one: EvidenceCase): Promise<void> => {
  const expected = expectedTable(one);
  assert.ok(expected !== undefined, 'a case that is answered has a table');
  const { columns, rows } = await tableOf(one.query, caseEvents(one));
  const from = lastColumns.includes(one.id) ? columns.length - expected.columns.length : 0;
  const got = { columns: columns.slice(from), rows: rows.map((row) => row.slice(from).map(asExported)) };
  assert.deepEqual(got, expected);
};

suite('recorded of the service', { skip: !hasEvidence }, () => {
  for (const one of direct) test(one.id, () => assertRecorded(one));

  for (const [id, check] of Object.entries(standIns))
    test(`${id}, over stand-ins`, () => check(evidenceCase(id)));

  for (const id of refused)
    test(id, () => {
      const { query, expected } = evidenceCase(id);
      const wanted = (expected as { message_contains: string }).message_contains;
      const messages = planQuery(query).diagnostics.map((one) => serviceMessage(query, one) ?? '');
      assert.ok(
        messages.some((message) => message.includes(wanted)),
        `${messages.join('; ')}\nlacks ${wanted}`,
      );
    });

  for (const [id, word] of Object.entries(oldWording))
    test(`${id}, whatever the words`, () => {
      const { query } = evidenceCase(id);
      const { plan, diagnostics } = planQuery(query);
      assert.equal(plan, undefined);
      assert.equal(diagnostics[0]?.span.start, query.indexOf(word));
    });

  test('actions of the API are no queries', () => {
    for (const id of actions) assert.equal(planQuery(evidenceCase(id).query).plan, undefined, id);
  });

  test('every case is in one place, and every list names cases', () => {
    const ids = new Set(evidenceCases.map(({ id }) => id));
    assert.deepEqual(
      [...listed, ...lastColumns].filter((id) => !ids.has(id)),
      [],
    );
    assert.equal(direct.length + listed.size, evidenceCases.length);
    assert.ok(direct.every((one) => one.events !== undefined || one.values !== undefined));
  });

  test('descending is the exact reverse of the recorded order', async () => {
    const one = evidenceCase('sort-natural-asc');
    const answer = await answerOf(one.query.replace(' asc', ' desc'), caseEvents(one));
    assert.ok(answer.kind === 'table');
    assert.deepEqual(answer.rows, expectedTable(one)?.rows.toReversed());
  });
});
