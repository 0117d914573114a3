// Who may import whom (room-table.ts): every file of grammar/ and src/ keeps to the table.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { importsOf } from './imports.ts';
import { importCycles, roomFaults, unusedDoors } from './room-laws.ts';
import { cycleWaivers, type Room, rooms, sideDoors } from './room-table.ts';
import { sourcesUnder } from './source-tree.ts';

const list = (faults: readonly string[]): string => faults.join('\n');
const tree = sourcesUnder('grammar', 'src');

suite('the house', () => {
  test('every file imports only what its room may', () => {
    assert.equal(list(roomFaults(tree, rooms, sideDoors)), '');
  });

  test('every side door is used', () => {
    assert.equal(list(unusedDoors(tree, rooms, sideDoors)), '');
  });

  test('no files import each other in a circle, in types either', () => {
    const waived = new Set(cycleWaivers.map(({ files }) => files.toSorted().join(', ')));
    const knots = importCycles(tree).map((files) => files.join(', '));
    assert.equal(list(knots.filter((knot) => !waived.has(knot))), '');
  });

  test('every waived circle still stands', () => {
    const knots = new Set(importCycles(tree).map((files) => files.join(', ')));
    const waived = cycleWaivers.map(({ files }) => files.toSorted().join(', '));
    assert.equal(list(waived.filter((knot) => !knots.has(knot))), '');
  });

  test('every room of the table has files, and enters only rooms of the table', () => {
    const names = new Set(rooms.map(({ name }) => name));
    for (const { name, place, mayEnter } of rooms) {
      assert.ok(
        [...tree.keys()].some((file) => file.startsWith(place)),
        `${name} has no files`,
      );
      for (const other of mayEnter) assert.ok(names.has(other), `${name} enters ${other}, which is no room`);
    }
  });
});

const toyRooms: readonly Room[] = [
  { name: 'kitchen', place: 'src/kitchen/', mayEnter: [], packages: ['knives'], mayUseNode: false },
  { name: 'hall', place: 'src/hall/', mayEnter: ['kitchen'], packages: [], mayUseNode: true },
  { name: 'roof', place: 'src/roof.ts', mayEnter: ['hall'], packages: [], mayUseNode: false },
];
const toyDoors = [{ from: 'hall', to: 'src/kitchen/window.ts', why: 'for plates' }];

const faultsIn = (file: string, ...lines: readonly string[]): readonly string[] =>
  roomFaults(new Map([[file, lines.join('\n')]]), toyRooms, toyDoors);

suite('the checker of rooms', () => {
  test('lets pass what is allowed', () => {
    assert.deepEqual(faultsIn('src/kitchen/cook.ts', "import { cut } from 'knives';"), []);
    assert.deepEqual(faultsIn('src/kitchen/cook.ts', "import './stove.ts';"), []);
    assert.deepEqual(faultsIn('src/hall/a.ts', "import { x } from '../kitchen/index.ts';"), []);
    assert.deepEqual(faultsIn('src/hall/a.ts', "export * from '../kitchen/window.ts';"), []);
    assert.deepEqual(faultsIn('src/hall/a.ts', "const fs = await import('node:fs');"), []);
    assert.deepEqual(faultsIn('src/roof.ts', "import './hall/index.ts';"), []);
  });

  const planted: readonly (readonly [file: string, line: string, fault: string])[] = [
    ['src/kitchen/cook.ts', "import { x } from '../hall/index.ts';", 'kitchen may not enter hall'],
    ['src/kitchen/cook.ts', "import type { X } from '../hall/index.ts';", 'kitchen may not enter hall'],
    ['src/kitchen/cook.ts', "export * from '../hall/index.ts';", 'kitchen may not enter hall'],
    ['src/kitchen/cook.ts', "const x = await import('../hall/index.ts');", 'kitchen may not enter hall'],
    ['src/kitchen/cook.ts', "type X = import('../hall/index.ts').X;", 'kitchen may not enter hall'],
    [
      'src/kitchen/cook.ts',
      "new Worker(new URL('../hall/a.ts', import.meta.url));",
      'kitchen may not enter hall',
    ],
    ['src/kitchen/cook.ts', "import {\n  a,\n  b,\n} from '../hall/index.ts';", 'kitchen may not enter hall'],
    ['src/kitchen/cook.ts', "import 'node:fs';", 'kitchen may not import "node:fs"'],
    ['src/kitchen/cook.ts', "process.getBuiltinModule('fs');", 'kitchen may not import "node:fs"'],
    ['src/kitchen/cook.ts', 'await import(name);', 'kitchen may not import what is only known'],
    ['src/kitchen/cook.ts', "import './index.ts';", "kitchen may not import its own room's index.ts"],
    ['src/hall/in/a.ts', "import './index.ts';", "hall may not import its own room's index.ts"],
    ['src/hall/in/a.ts', "import '../index.ts';", "hall may not import its own room's index.ts"],
    ['src/hall/a.ts', "import '../kitchen/stove.ts';", 'hall may enter kitchen only through'],
    ['src/hall/a.ts', "import { cut } from 'knives/long';", 'hall may not use the package "knives"'],
    ['src/hall/a.ts', "import fs from 'fs';", 'hall may not use the package "fs", which no room may'],
    ['src/roof.ts', "import './kitchen/index.ts';", 'roof may not enter kitchen'],
    ['src/roof.ts', "import '../test/a.ts';", 'roof may not import "test/a.ts", which is in no room'],
    ['src/cellar/a.ts', '', 'stands in no room'],
  ];
  for (const [file, line, fault] of planted)
    test(`finds: ${file}: ${JSON.stringify(line)}`, () => {
      const faults = faultsIn(file, '// a comment', line);
      assert.equal(faults.length, 1, list(faults));
      assert.ok(faults[0]?.startsWith(file) && faults[0].includes(fault), faults[0]);
    });

  test('reads no comments, and no words that only look like imports', () => {
    const lines = ["// import 'node:fs';", " * import('node:fs')", "const from = 'x';", 'important();'];
    assert.deepEqual(importsOf(lines.join('\n')), []);
  });

  test('counts lines through imports of several lines', () => {
    assert.deepEqual(importsOf("import {\n  a,\n} from './a.ts';\n\nimport b from './b.ts';"), [
      { specifier: './a.ts', lineNumber: 1 },
      { specifier: './b.ts', lineNumber: 5 },
    ]);
  });

  test('finds circles, and only those', () => {
    const toy = new Map([
      ['src/a.ts', "import './b.ts';"],
      ['src/b.ts', "import type { C } from './c.ts';"],
      ['src/c.ts', "export * from './a.ts';"],
      ['src/d.ts', "import './a.ts';"],
      ['src/e.ts', "import './e.ts';"],
    ]);
    assert.deepEqual(importCycles(toy), [['src/a.ts', 'src/b.ts', 'src/c.ts'], ['src/e.ts']]);
  });

  test('finds a side door that nobody uses', () => {
    assert.deepEqual(unusedDoors(new Map(), toyRooms, toyDoors), ['hall → src/kitchen/window.ts']);
  });
});
