// What the service was reported to say of a query, in its own words (query forms, "reported as failing"). What
// depends on the events, on the groups or on the time is no matter of the language and not listed.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { serviceMessage } from '../../grammar/index.ts';
import { planQuery } from '../../src/plan/index.ts';

type Report = { readonly query: string; readonly at: string; readonly says: string | undefined };

const reports: readonly Report[] = [
  {
    query: 'fields @timestamp, custom | count()',
    at: 'count',
    says: 'unexpected symbol found count at line 1 and position 29',
  },
  {
    query: 'fields @timestamp\n| filter @message like /ERROR|warn/i',
    at: 'i',
    says: 'unexpected symbol found i at line 2 and position 36',
  },
  {
    query: 'filter level = "error" bad',
    at: 'bad',
    says: 'unexpected symbol found bad at line 1 and position 24',
  },
  // The console's own words of this one are not those of the service.
  {
    query: 'parse @message "a=*, b=*" as host-name, ip',
    at: '-',
    says: 'unexpected symbol found - at line 1 and position 34',
  },
  {
    query: 'dedup level | sort level',
    at: 'sort level',
    says: 'unexpected symbol found sort at line 1 and position 15',
  },
  {
    query: 'filter level = "error" | diff',
    at: 'diff',
    says: 'Diff compilation Failed : Diff operation has to be used after Pattern',
  },
  // A MalformedQueryException whose text is not known.
  { query: 'fields split(tags, ",") as tag | unnest tag into one', at: 'tag', says: undefined },
  { query: 'stats count() by request.headers."user-agent"', at: '.', says: undefined },
  {
    query: 'parse @message /status=(?<status>\\d+)/ | relevantfields status where ms > 5',
    at: 'status',
    says: 'Query cannot be compiled',
  },
  {
    query: 'fields ms as score | stats avg(score) as score',
    at: 'score',
    says: 'Ephemeral field is already defined: score ([41,46])',
  },
  {
    query: 'stats count(*) as n by host | stats max(@message)',
    at: '@message',
    says: 'Unknown symbols found in or after stats: @message',
  },
  { query: 'filter (a and b or c', at: '', says: undefined },
];

suite('what the service was reported to refuse', () => {
  for (const { query, at, says } of reports)
    test(query, () => {
      const [first] = planQuery(query).diagnostics;
      assert.ok(first, 'it is accepted');
      assert.equal(query.slice(first.span.start, first.span.end), at);
      assert.equal(serviceMessage(query, first), says);
    });

  test('`as … multi` is taken: the documentation shows it, though one author saw it refused', () => {
    assert.deepEqual(planQuery('parse @message /(\\d+)/ as code multi').diagnostics, []);
  });
});
