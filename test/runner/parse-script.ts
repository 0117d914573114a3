// Script text to steps. A line at the margin names a step, indented lines are its content, `----` separates
// question from answer, `#` at the margin explains. Whatever breaks a rule is refused with file and line.

import { readEventLine } from './event-lines.ts';
import { readExpected, readExpectedText } from './expected.ts';
import { readLookupTable } from './lookup-table.ts';
import {
  type ContentLine,
  isQuestion,
  MalformedScript,
  type Question,
  type Refuse,
  type Script,
  type ScriptEvent,
  type Step,
} from './script.ts';
import { readTime, TIME } from './times.ts';

/** A step as the margin shows it: its words and what is indented below, in two parts around `----`. */
type Block = {
  readonly number: number;
  readonly word: string;
  readonly rest: string;
  readonly content: ContentLine[];
  readonly answer: ContentLine[];
  /** The number of the line that is `----`. */
  separator: number | undefined;
};

/** `firstLine` is the line of `file` at which the text begins: scripts may stand inside a document. */
export const parseScript = (text: string, file: string, firstLine = 1): Script => {
  const refuse: Refuse = (line, complaint) => {
    throw new MalformedScript(`${file}:${line + firstLine - 1}: ${complaint}`);
  };
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const blocks = blocksOf(lines, refuse);
  if (blocks.length === 0) refuse(1, 'a script has at least one step');
  const steps = blocks.map((block) => stepOf(block, refuse));
  checkQuestions(steps, refuse);
  return { file, lines, steps: steps.map((step) => ({ ...step, line: step.line + firstLine - 1 })) };
};

const blocksOf = (lines: readonly string[], refuse: Refuse): Block[] => {
  const blocks: Block[] = [];
  lines.forEach((line, index) => {
    const number = index + 1;
    const block = blocks.at(-1);
    if (line.startsWith('#')) return;
    if (line.trim() === '') addBlank(block, number);
    else if (line.startsWith('  ')) addContent(block, { text: line.slice(2), number }, refuse);
    else if (/^\s/.test(line)) refuse(number, 'content is indented by two blanks');
    else if (/^-{2,}\s*$/.test(line)) separate(block, number, refuse);
    else blocks.push(newBlock(line, number));
  });
  for (const block of blocks) {
    dropTrailingBlanks(block.content);
    dropTrailingBlanks(block.answer);
  }
  return blocks;
};

const newBlock = (line: string, number: number): Block => {
  const [, word = '', rest = ''] = /^(\S+)\s*(.*?)\s*$/.exec(line) ?? [];
  return { number, word, rest, content: [], answer: [], separator: undefined };
};

const partOf = (block: Block): ContentLine[] =>
  block.separator === undefined ? block.content : block.answer;

const addBlank = (block: Block | undefined, number: number): void => {
  if (block !== undefined) partOf(block).push({ text: '', number });
};

const addContent = (block: Block | undefined, line: ContentLine, refuse: Refuse): void => {
  if (block === undefined) refuse(line.number, 'content stands before the first step');
  else partOf(block).push(line);
};

const separate = (block: Block | undefined, number: number, refuse: Refuse): void => {
  if (block?.separator !== undefined) refuse(number, 'this is the second ---- of one question');
  else if (block === undefined) refuse(number, 'there is no question above ----');
  else block.separator = number;
};

const dropTrailingBlanks = (lines: ContentLine[]): void => {
  while (lines.at(-1)?.text === '') lines.pop();
};

const stepOf = (block: Block, refuse: Refuse): Step => {
  switch (block.word) {
    case 'events':
      return eventsOf(withoutAnswer(block, refuse), refuse);
    case 'lookup':
      return lookupOf(withoutAnswer(block, refuse), refuse);
    case 'now':
      return nowOf(withoutAnswer(block, refuse), refuse);
    case 'window':
      return windowOf(withoutAnswer(block, refuse), refuse);
    case 'query':
    case 'explain':
      return questionOf(block, block.word, refuse);
    default:
      return refuse(block.number, `there is no step named "${block.word}"`);
  }
};

const withoutAnswer = (block: Block, refuse: Refuse): Block =>
  block.separator === undefined
    ? block
    : refuse(block.separator, `"${block.word}" has no answer, so no ----`);

const eventsOf = (block: Block, refuse: Refuse): Step => {
  const [group, stream = 'stream', ...more] = block.rest.split(/\s+/).filter((word) => word !== '');
  if (group === undefined || more.length > 0)
    refuse(block.number, 'events are written: events <group> [stream]');
  const written = block.content.filter((line) => line.text !== '');
  if (written.length === 0) refuse(block.number, 'events need content, or (no events)');
  if (written.length === 1 && written[0]?.text === '(no events)') written.pop();
  const [, from] = /^from (\S+)$/.exec(written[0]?.text ?? '') ?? [];
  if (from !== undefined) written.shift();
  const events = written.map((line) => eventOf(line, String(group), stream, refuse));
  return { kind: 'events', line: block.number, group: String(group), stream, from, events };
};

const eventOf = (line: ContentLine, group: string, stream: string, refuse: Refuse): ScriptEvent => {
  const event = readEventLine(line.text, group, stream);
  return typeof event === 'string' ? refuse(line.number, event) : event;
};

const lookupOf = (block: Block, refuse: Refuse): Step => {
  if (!/^\S+$/.test(block.rest)) refuse(block.number, 'a lookup table has a name: lookup <name>');
  const table = readLookupTable(block.content, block.number, refuse);
  return { kind: 'lookup', line: block.number, name: block.rest, table };
};

/** Exactly so many times after the step's word, and no content. */
const timesOf = (block: Block, count: number, refuse: Refuse): number[] => {
  const found = block.rest.match(new RegExp(`${TIME.source}|\\S+`, 'g')) ?? [];
  const times = found.map(readTime).filter((time) => time !== undefined);
  const isRight = found.length === count && times.length === count && block.content.length === 0;
  if (!isRight)
    refuse(block.number, `"${block.word}" is followed by ${count === 1 ? 'a time' : 'two times'}`);
  return times;
};

const nowOf = (block: Block, refuse: Refuse): Step => {
  const [nowMs = 0] = timesOf(block, 1, refuse);
  return { kind: 'now', line: block.number, nowMs };
};

const windowOf = (block: Block, refuse: Refuse): Step => {
  const [startMs = 0, endMs = 0] = timesOf(block, 2, refuse);
  if (startMs > endMs) refuse(block.number, 'a window starts before it ends');
  return { kind: 'window', line: block.number, startMs, endMs };
};

const questionOf = (block: Block, kind: Question['kind'], refuse: Refuse): Question => {
  if (block.rest === '') refuse(block.number, `a ${kind} has a title`);
  if (block.content.length === 0) refuse(block.number, `a ${kind} has a question, indented below its title`);
  if (block.separator === undefined) refuse(block.number, 'a question ends with ----');
  const first = block.answer.findIndex((line) => line.text !== '');
  if (first < 0) refuse(block.number, 'below ---- stands an answer');
  const answer = block.answer.slice(first);
  return {
    kind,
    line: block.number,
    title: block.rest,
    text: block.content.map((line) => line.text).join('\n'),
    expected: kind === 'explain' ? readExpectedText(answer) : readExpected(answer, refuse),
    answer: { start: (answer[0]?.number ?? 1) - 1, end: answer.at(-1)?.number ?? 0 },
  };
};

const checkQuestions = (steps: readonly Step[], refuse: Refuse): void => {
  const titles = new Set<string>();
  steps.forEach((step, index) => {
    if (!isQuestion(step)) return;
    if (titles.has(step.title)) refuse(step.line, `another step has the title "${step.title}"`);
    titles.add(step.title);
    const hasEvents = steps.slice(0, index).some((before) => before.kind === 'events');
    if (!hasEvents) refuse(step.line, 'a question has events above it');
  });
};
