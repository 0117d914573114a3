// Documents and code say the same: rooms, diagnostics, versions, what is cited, and where links lead.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { suite, test } from 'node:test';
import { diagnosticCodes } from '../../grammar/index.ts';
import { version } from '../../src/version.ts';
import { anchorsOf, citedKeys, linksOf, tableRows } from './documents.ts';
import { rooms } from './room-table.ts';
import { filesUnder, root, textOf } from './source-tree.ts';

const files = filesUnder('.');
/** Logs are data: what they mention is no claim of ours. */
const written = files.filter((file) => !/^fixtures\/(?!generator\/|README)/.test(file));
const markdown = written.filter((file) => file.endsWith('.md'));
const list = (faults: readonly string[]): string => faults.join('\n');

suite('documents', () => {
  test('src/README.md shows the table of rooms', () => {
    const listed = (names: readonly string[]): string => (names.length === 0 ? '–' : names.join(', '));
    const shown = tableRows(textOf('src/README.md')).map(([room = '', , enters, packages, node]) => [
      room.replace(/^\[(.*)\]\(.*\)$/, '$1'),
      enters,
      packages,
      node,
    ]);
    const expected = rooms.map((room) => [
      room.name,
      listed(room.mayEnter),
      listed(room.packages),
      room.mayUseNode ? 'yes' : 'no',
    ]);
    assert.deepEqual(shown, expected);
  });

  test('every diagnostic has its place in docs/errors.md, and nothing else has', () => {
    const headings = [...textOf('docs/errors.md').matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    assert.deepEqual(headings, [...diagnosticCodes]);
  });

  test('the version is the same in package.json, package-lock.json and the program', () => {
    const read = (file: string) => JSON.parse(textOf(file)) as { readonly version: string };
    assert.equal(read('package.json').version, version);
    assert.equal(read('package-lock.json').version, version);
  });

  test('dependencies are pinned to exact versions', () => {
    const { dependencies, devDependencies } = JSON.parse(textOf('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Readonly<Record<string, string>>
    >;
    const loose = Object.entries({ ...dependencies, ...devDependencies })
      .filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))
      .map(([name, range]) => `${name} ${range}`);
    assert.equal(list(loose), '');
  });

  test('every package that a room uses is a dependency, and every dependency has a room', () => {
    const { dependencies } = JSON.parse(textOf('package.json')) as { readonly dependencies: object };
    assert.deepEqual(Object.keys(dependencies).sort(), rooms.flatMap(({ packages }) => packages).sort());
  });

  test('every key of docs/fidelity.md that is cited is there', () => {
    const page = textOf('docs/fidelity.md');
    const keys = new Set([
      ...tableRows(page).map(([key]) => key),
      ...[...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading),
    ]);
    const exists = (key: string): boolean =>
      key.endsWith('*') ? [...keys].some((other) => other?.startsWith(key.slice(0, -1))) : keys.has(key);
    const faults = written
      .filter((file) => /\.(?:ts|mjs|script|md)$/.test(file) && !file.startsWith('test/house/'))
      .flatMap((file) =>
        citedKeys(textOf(file))
          .filter((key) => !exists(key))
          .map((key) => `${file}: docs/fidelity.md has no "${key}"`),
      );
    assert.equal(list(faults), '');
  });

  test('no key of docs/fidelity.md stands twice', () => {
    const keys = tableRows(textOf('docs/fidelity.md')).map(([key]) => key);
    assert.deepEqual(
      keys.filter((key, index) => keys.indexOf(key) !== index),
      [],
    );
  });

  test('no file names a place on the machine of a developer', () => {
    // Put together, so that this file does not name them either.
    const places = ['work', 'root'].map((name) => `(?<![\\w.~*])/${name}/`);
    const pattern = new RegExp(places.join('|'));
    const faults = written.flatMap((file) =>
      textOf(file)
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    );
    assert.equal(list(faults), '');
  });

  test('every link of a document leads somewhere', () => {
    const faults = markdown.flatMap((file) =>
      linksOf(textOf(file)).flatMap((link) => {
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? file : posix.normalize(posix.join(posix.dirname(file), path));
        if (!existsSync(join(root, target))) return [`${file}: there is no ${link}`];
        const isKnown = anchor === undefined || anchorsOf(textOf(target)).has(anchor);
        return isKnown ? [] : [`${file}: ${target} has no heading for #${anchor}`];
      }),
    );
    assert.equal(list(faults), '');
  });
});

suite('the reader of documents', () => {
  test('finds cited keys, over line breaks too', () => {
    const text = [
      '// as the service (docs/fidelity.md, "one-key").',
      ' * see docs/fidelity.md, "two-key"',
      ' * and "three-key".',
      '# docs/fidelity.md,',
      '# "four-*", "Five".',
      '// docs/fidelity.md says so of "no-key"',
    ].join('\n');
    assert.deepEqual(citedKeys(text), ['one-key', 'two-key', 'three-key', 'four-*', 'Five']);
  });

  test('finds links, and none in code', () => {
    const text = '[a](b.md) `[c](d)`\n```\n[e](f)\n```\n![g](h.png) [i](https://j) [k](#l)';
    assert.deepEqual(linksOf(text), ['b.md', 'h.png', '#l']);
  });

  test('knows the anchors of headings', () => {
    assert.deepEqual([...anchorsOf('# A b, `c`!\n```\n# no\n```\n### d-e')], ['a-b-c', 'd-e']);
  });

  test('reads tables without their heads', () => {
    assert.deepEqual(tableRows('| a | b |\n|---|---|\n| c `d \\| e` | f |\n\n| g |\n|---|\n| h |'), [
      ['c `d \\| e`', 'f'],
      ['h'],
    ]);
  });
});
