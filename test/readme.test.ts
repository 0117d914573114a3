// The README's console blocks are what the commands print: they are one session, in a folder of its own beside
// the fixtures (language/console.ts).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { commandsIn, consoleSession } from './language/console.ts';
import { consoleBlocksOf } from './language/pages.ts';

const readme = readFileSync(path.resolve(import.meta.dirname, '..', 'README.md'), 'utf8');
const session = consoleSession(['dist', 'src', 'main.js']);
after(() => session[Symbol.dispose]());

for (const shown of consoleBlocksOf(readme).flatMap(commandsIn))
  test(`$ ${shown.command}`, () => {
    assert.equal(session.run(shown), shown.output);
  });
