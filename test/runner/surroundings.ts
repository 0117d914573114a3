// What the steps above a question make of the world: the events of its log group, its window and its time.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEventLine } from './event-lines.ts';
import {
  type EventsStep,
  MalformedScript,
  type Question,
  type Script,
  type ScriptEvent,
  type ScriptWindow,
  type Step,
} from './script.ts';

export type Surroundings = { readonly events: readonly ScriptEvent[]; readonly window: ScriptWindow };

/** `root` is the folder from which paths after `from` are read. */
export const surroundingsOf = (script: Script, question: Question, root: string): Surroundings => {
  const above = script.steps.slice(0, script.steps.indexOf(question));
  const events = eventsAbove(above, root);
  const times = events.map((event) => event.timestampMs);
  const window = last(above, 'window');
  const startMs = window?.startMs ?? smallest(times);
  const endMs = window?.endMs ?? largest(times);
  return { events, window: { startMs, endMs, nowMs: last(above, 'now')?.nowMs ?? endMs } };
};

const MIDNIGHT = Date.UTC(2024, 0, 1);

const smallest = (times: readonly number[]): number =>
  times.reduce((a, b) => Math.min(a, b), times[0] ?? MIDNIGHT);
const largest = (times: readonly number[]): number =>
  times.reduce((a, b) => Math.max(a, b), times[0] ?? MIDNIGHT);

const last = <K extends Step['kind']>(
  steps: readonly Step[],
  kind: K,
): Extract<Step, { kind: K }> | undefined =>
  steps.findLast((step): step is Extract<Step, { kind: K }> => step.kind === kind);

/** All events of the group that was named last. */
const eventsAbove = (above: readonly Step[], root: string): ScriptEvent[] => {
  const group = last(above, 'events')?.group;
  return above.flatMap((step) =>
    step.kind === 'events' && step.group === group ? eventsOfStep(step, root) : [],
  );
};

const eventsOfStep = (step: EventsStep, root: string): readonly ScriptEvent[] =>
  step.from === undefined ? step.events : [...eventsOfFile(step, step.from, root), ...step.events];

const eventsOfFile = (step: EventsStep, from: string, root: string): ScriptEvent[] => {
  const lines = readFileSync(join(root, from), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const event = readEventLine(line, step.group, step.stream);
    if (typeof event === 'string') throw new MalformedScript(`${from}:${index + 1}: ${event}`);
    return [event];
  });
};
