// What the steps above a question make of the world: the events of its log group and of the others, its
// window and its time, the tables that its lookups know.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEventLine } from './event-lines.ts';
import {
  type EventsStep,
  MalformedScript,
  type Question,
  type Script,
  type ScriptEvent,
  type Step,
  type Surroundings,
} from './script.ts';

/** `root` is the folder from which paths after `from` are read. */
export const surroundingsOf = (script: Script, question: Question, root: string): Surroundings => {
  const above = script.steps.slice(0, script.steps.indexOf(question));
  const allEvents = above.flatMap((step) => (step.kind === 'events' ? eventsOfStep(step, root) : []));
  const group = last(above, 'events')?.group;
  const events = allEvents.filter((event) => event.logGroup === group);
  const times = events.map((event) => event.timestampMs);
  const window = last(above, 'window');
  const startMs = window?.startMs ?? smallest(times);
  const endMs = window?.endMs ?? largest(times);
  const lookups = new Map(
    above.flatMap((step) => (step.kind === 'lookup' ? [[step.name, step.table] as const] : [])),
  );
  return {
    events,
    allEvents,
    window: { startMs, endMs, nowMs: last(above, 'now')?.nowMs ?? endMs },
    lookups,
  };
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
