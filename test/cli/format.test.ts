// insitu format: prints, compares, rewrites; never loses a comment and never half a file.

import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { insitu, ownDirectory } from './run-insitu.ts';

const directory = ownDirectory();
const at = (name: string): string => path.join(directory, name);
const format = (args: readonly string[], input = '') =>
  insitu(['format', ...args], { cwd: directory, input });
const textOf = (name: string): string => readFileSync(at(name), 'utf8');

const plain = 'fields a,b|filter a=1 # why\n|limit 5';
const canonical = 'fields a, b\n| filter a = 1 # why\n| limit 5\n';

suite('format', { concurrency: 3 }, () => {
  test('prints the canonical text of a file, and of standard input', async () => {
    writeFileSync(at('print.query'), plain);
    for (const { code, stdout, stderr } of [await format(['print.query']), await format(['-'], plain)])
      assert.deepEqual([code, stdout, stderr], [0, canonical, '']);
    assert.equal(textOf('print.query'), plain);
  });

  test('--check lists what is not formatted and changes nothing', async () => {
    mkdirSync(at('compare'));
    writeFileSync(at('compare/a.query'), plain);
    writeFileSync(at('compare/b.query'), canonical);
    const { code, stdout } = await format(['--check', 'compare']);
    assert.deepEqual([code, stdout], [1, 'compare/a.query\n']);
    assert.equal(textOf('compare/a.query'), plain);
    assert.deepEqual((await format(['--check', 'compare/b.query'])).code, 0);
  });

  test('--write rewrites what differs, keeps its mode and a link to it, and leaves nothing else', async () => {
    mkdirSync(at('write'));
    writeFileSync(at('write/a.query'), plain);
    chmodSync(at('write/a.query'), 0o640);
    symlinkSync('a.query', at('write/link.query'));
    const { code, stdout, stderr } = await format(['--write', 'write/link.query']);
    assert.deepEqual([code, stdout, stderr], [0, '', 'insitu: write/link.query: formatted\n']);
    assert.equal(textOf('write/a.query'), canonical);
    assert.equal(statSync(at('write/a.query')).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(at('write')), ['a.query', 'link.query']);
    assert.equal((await format(['--write', 'write'])).stderr, '');
  });

  test('a comment inside a command is told, and the file stays as it is', async () => {
    const text = 'stats count(*), # how many\n avg(x) by y\n';
    writeFileSync(at('comment.query'), text);
    for (const flags of [['--write'], ['--check'], []]) {
      const { code, stdout, stderr } = await format([...flags, 'comment.query']);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, /^comment\.query:1:17: error\[comment-in-the-way\]: .*\n {2}1 │ stats/);
    }
    assert.equal(textOf('comment.query'), text);
  });

  test('a malformed query is refused with its mistakes, and the others are formatted', async () => {
    mkdirSync(at('mixed'));
    writeFileSync(at('mixed/a.query'), 'fields a | limitt 5');
    writeFileSync(at('mixed/b.query'), plain);
    const { code, stderr } = await format(['--write', 'mixed']);
    assert.equal(code, 2);
    assert.match(stderr, /^mixed\/a\.query:1:12: error\[unknown-command\]: /);
    assert.deepEqual([textOf('mixed/a.query'), textOf('mixed/b.query')], ['fields a | limitt 5', canonical]);
  });

  test('what cannot be read is told', async () => {
    const { code, stderr } = await format(['missing.query']);
    assert.deepEqual([code, stderr], [3, 'insitu: missing.query: no such file or directory\n']);
  });

  test('wrong usage: nothing to format, two ways at once, a template, standard input to be written', async () => {
    writeFileSync(at('template.yaml'), 'a: 1');
    const wrong = [[], ['--check', '--write', 'x.query'], ['template.yaml'], ['--write', '-']];
    for (const args of wrong) assert.equal((await format(args)).code, 2, args.join(' '));
  });

  test('the help tells the exit codes', async () => {
    const { stdout } = await format(['--help']);
    for (const word of ['Exit codes', '--write', '--check', 'comment'])
      assert.ok(stdout.includes(word), word);
  });
});
