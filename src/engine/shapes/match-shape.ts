// A linear pattern against the shape of messages: what it finds in all of them at once, or that this differs
// from message to message.

import { type CharacterSet, isWithin, type Shape } from '../../segments/index.ts';
import { charactersOfUnit, type LinearPattern, type Step } from './linear-pattern.ts';

/**
 * A shape as a row of cells: the UTF-16 units of its pieces, and below 0 its slots, the first one being -1.
 * A slot is never empty.
 */
export type Cells = { readonly units: Int32Array; readonly sets: readonly CharacterSet[] };

/** `captures`: for each the cell where it begins, and the one behind its end. */
export type Found = { readonly kind: 'found'; readonly captures: Int32Array };

/** `differs`: rows of the shape have to be looked at one by one. */
export type Verdict = Found | { readonly kind: 'nothing' } | { readonly kind: 'differs' };

const nothing: Verdict = { kind: 'nothing' };
const differs: Verdict = { kind: 'differs' };

export const cellsOf = ({ pieces, slots }: Shape): Cells => {
  const units: number[] = [];
  pieces.forEach((piece, index) => {
    if (index > 0) units.push(-index);
    for (let at = 0; at < piece.length; at += 1) units.push(piece.charCodeAt(at));
  });
  return { units: Int32Array.from(units), sets: slots.map(({ characters }) => characters) };
};

type Answer = 'yes' | 'no' | 'differs';

const slotAnswer = (slot: CharacterSet, set: CharacterSet): Answer =>
  (slot & set) === 0n ? 'no' : isWithin(slot, set) ? 'yes' : 'differs';

const setOf = (cells: Cells, cell: number): CharacterSet => cells.sets[-cell - 1]!;

/** Is every character that the cell stands for in the set? */
const isIn = (cells: Cells, cell: number, set: CharacterSet): Answer => {
  if (cell < 0) return slotAnswer(setOf(cells, cell), set);
  return (set & (1n << BigInt(Math.min(cell, 128)))) === 0n ? 'no' : 'yes';
};

export type TextStep = Extract<Step, { kind: 'text' }>;

const unitAnswer = (cells: Cells, unit: number, character: string, anyCase: boolean): Answer => {
  if (unit === character.charCodeAt(0)) return 'yes';
  if (!anyCase) return 'no';
  // Another case, which beyond ASCII is only seen as one of many characters.
  const answer = isIn(cells, unit, charactersOfUnit(character, anyCase));
  return answer === 'no' || unit < 128 ? answer : 'differs';
};

/** Does the text stand at that cell? */
const textAnswer = (cells: Cells, at: number, step: TextStep): Answer => {
  const { text, anyCase } = step;
  for (let index = 0; index < text.length; index += 1) {
    const cell = cells.units[at + index];
    if (cell === undefined) return 'no';
    if (cell < 0)
      return mayBeginWithin(cells, at + index, { ...step, text: text.slice(index) }) ? 'differs' : 'no';
    const answer = unitAnswer(cells, cell, text[index]!, anyCase);
    if (answer !== 'yes') return answer;
  }
  return 'yes';
};

const mayHold = (slot: CharacterSet, character: string, anyCase: boolean): boolean =>
  (slot & charactersOfUnit(character, anyCase)) !== 0n;

const mayLieIn = (slot: CharacterSet, { text, anyCase }: TextStep): boolean => {
  for (let at = 0; at < text.length; at += 1) if (!mayHold(slot, text[at]!, anyCase)) return false;
  return true;
};

/** Could the text begin in the slot and end behind it? */
const mayReachOut = (cells: Cells, at: number, step: TextStep): boolean => {
  const slot = setOf(cells, cells.units[at]!);
  const { text, anyCase } = step;
  for (let length = 1; length < text.length; length += 1) {
    if (!mayHold(slot, text[length - 1]!, anyCase)) return false;
    if (textAnswer(cells, at + 1, { ...step, text: text.slice(length) }) !== 'no') return true;
  }
  return false;
};

/** Could the text begin in the slot, and end in it or behind it? */
const mayBeginWithin = (cells: Cells, at: number, step: TextStep): boolean =>
  mayLieIn(setOf(cells, cells.units[at]!), step) || mayReachOut(cells, at, step);

/** Where a text may be in messages of the shape; `slots` are those that may hold it whole. */
export type Whereabouts =
  | { readonly kind: 'everywhere' | 'across' }
  | { readonly kind: 'within'; readonly slots: readonly number[] };

export const whereaboutsOf = (cells: Cells, step: TextStep): Whereabouts => {
  const slots: number[] = [];
  let isAcross = false;
  cells.units.forEach((cell, at) => {
    if (cell >= 0) isAcross ||= textAnswer(cells, at, step) === 'differs';
    else if (mayReachOut(cells, at, step)) isAcross = true;
    else if (mayLieIn(setOf(cells, cell), step)) slots.push(-cell - 1);
  });
  const isEverywhere = cells.units.some((cell, at) => cell >= 0 && textAnswer(cells, at, step) === 'yes');
  return isEverywhere ? { kind: 'everywhere' } : isAcross ? { kind: 'across' } : { kind: 'within', slots };
};

/** One try from one cell on. */
type Trial = { at: number; hasWaited: boolean; readonly captures: Int32Array };

const takeOne = (cells: Cells, trial: Trial, set: CharacterSet): Answer => {
  const cell = cells.units[trial.at];
  if (cell === undefined) return 'no';
  const answer = isIn(cells, cell, set);
  // A slot may be longer than one character, and a character beyond ASCII two units.
  if (answer !== 'no' && (cell < 0 || cell > 127)) return 'differs';
  if (answer === 'yes') trial.at += 1;
  return answer;
};

const takeRun = (cells: Cells, trial: Trial, set: CharacterSet, least: number): Answer => {
  const from = trial.at;
  for (; trial.at < cells.units.length; trial.at += 1) {
    const answer = isIn(cells, cells.units[trial.at]!, set);
    if (answer === 'differs') return 'differs';
    if (answer === 'no') break;
  }
  return trial.at - from >= least ? 'yes' : 'no';
};

const takeUntil = (cells: Cells, trial: Trial, set: CharacterSet, text: TextStep): Answer => {
  for (; trial.at < cells.units.length; trial.at += 1) {
    const isThere = textAnswer(cells, trial.at, text);
    if (isThere !== 'no') return isThere;
    const cell = cells.units[trial.at]!;
    if (cell < 0 && mayBeginWithin(cells, trial.at, text)) return 'differs';
    const answer = isIn(cells, cell, set);
    if (answer !== 'yes') return answer;
  }
  return 'no';
};

const take = (cells: Cells, trial: Trial, steps: readonly Step[], index: number): Answer => {
  const step = steps[index]!;
  switch (step.kind) {
    case 'text': {
      const answer = textAnswer(cells, trial.at, step);
      if (answer === 'yes') trial.at += step.text.length;
      return answer;
    }
    case 'one':
      return takeOne(cells, trial, step.set);
    case 'run':
      return takeRun(cells, trial, step.set, step.least);
    case 'until': {
      trial.hasWaited = true;
      const text = steps.slice(index).find((next) => next.kind === 'text');
      return text === undefined ? 'differs' : takeUntil(cells, trial, step.set, text);
    }
    case 'open':
    case 'close':
      trial.captures[2 * step.capture + (step.kind === 'open' ? 0 : 1)] = trial.at;
      return 'yes';
  }
};

const matchFrom = (cells: Cells, start: number, { steps, isGlob }: LinearPattern): Verdict => {
  const captureCount = steps.filter(({ kind }) => kind === 'open').length;
  const trial: Trial = { at: start, hasWaited: false, captures: new Int32Array(2 * captureCount) };
  for (let index = 0; index < steps.length; index += 1) {
    const hadWaited = trial.hasWaited;
    const answer = take(cells, trial, steps, index);
    if (answer === 'differs') return differs;
    if (answer === 'no') return hadWaited && !isGlob ? differs : nothing;
  }
  return { kind: 'found', captures: trial.captures };
};

/** Could a match begin behind the first character of the slot, where none begins at it? */
const mayMatchWithin = (cells: Cells, at: number, steps: readonly Step[]): boolean => {
  const first = steps.find(({ kind }) => kind !== 'open' && kind !== 'close');
  const slot = setOf(cells, cells.units[at]!);
  switch (first?.kind) {
    case 'text':
      return mayBeginWithin(cells, at, first);
    case 'run':
      // All of it belongs to the run: what failed behind the run fails again.
      return slotAnswer(slot, first.set) === 'differs' || first.least === 0;
    default:
      return true;
  }
};

/** What the pattern finds first in every message of the shape. */
export const matchShape = (cells: Cells, pattern: LinearPattern): Verdict => {
  const last = pattern.isAnchored ? 0 : cells.units.length;
  for (let start = 0; start <= last; start += 1) {
    const verdict = matchFrom(cells, start, pattern);
    if (verdict.kind !== 'nothing') return verdict;
    const cell = cells.units[start];
    if (cell !== undefined && cell < 0 && !pattern.isAnchored && mayMatchWithin(cells, start, pattern.steps))
      return differs;
  }
  return nothing;
};
