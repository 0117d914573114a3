// Every question of every script, answered by the reference engine and by the real one in all its set-ups.
//
//   npm test -- sort        only files or titles with "sort"

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { parseScript, questionsOf, runQuestion } from './runner/index.ts';
import { allRuns } from './runs/all-runs.ts';

const root = path.resolve(import.meta.dirname, '..');

for (const file of globSync('test/scripts/**/*.script', { cwd: root }).sort()) {
  const script = parseScript(readFileSync(path.join(root, file), 'utf8'), file);
  suite(file, () => {
    for (const question of questionsOf(script))
      test(question.title, async () => {
        const failures = await runQuestion(script, question, allRuns(), root);
        if (failures.length > 0) throw new Error(failures.join('\n\n'));
      });
  });
}
