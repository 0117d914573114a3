// JSON patterns against messages. A message that is no JSON object matches none of them, not even NOT EXISTS.

import { compareNumbers, compileCondition, compileText, type StateCondition } from './match-value.ts';
import type { Comparison, Condition, Selector } from './pattern.ts';

/** A message, read; `withNumeralTexts` has a text in the place of every number, as the message writes it. */
type Document = { readonly root: unknown; readonly withNumeralTexts: () => unknown };

const readDocument = (message: string): Document | undefined => {
  if (!/^\s*\{/.test(message)) return undefined;
  try {
    const root: unknown = JSON.parse(message);
    let texts: unknown;
    return {
      root,
      withNumeralTexts: () => {
        texts ??= JSON.parse(message, numeralText);
        return texts;
      },
    };
  } catch {
    return undefined;
  }
};

function numeralText(this: unknown, _key: string, value: unknown, context?: { readonly source?: string }) {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value;
}

export const compileJsonCondition = (condition: Condition<Selector>): ((message: string) => boolean) => {
  const matches = compileCondition<Selector, Document>(condition, (leaf) =>
    leaf.kind === 'state' ? compileState(leaf) : compileComparison(leaf),
  );
  return (message) => {
    const document = readDocument(message);
    return document !== undefined && matches(document);
  };
};

const compileState = ({ subject, state }: StateCondition<Selector>) => {
  if (state === 'absent') return ({ root }: Document) => select(root, subject).length === 0;
  if (state !== 'null') return ({ root }: Document) => select(root, subject).includes(state === 'true');
  // The service takes an array that holds a null for one.
  return ({ root }: Document) =>
    select(root, subject).some((node) => node === null || (Array.isArray(node) && node.includes(null)));
};

/** Texts and numbers alone compare: of null, true, objects, arrays and what is missing even != is false. */
const compileComparison = ({ subject, operator, value }: Comparison<Selector>) => {
  const equalsText = compileText(value);
  const matchesText = (node: unknown): boolean =>
    typeof node === 'string' &&
    (operator === '=' || operator === '!=') &&
    equalsText(node) === (operator === '=');
  if (value.kind === 'number')
    return ({ root }: Document) =>
      select(root, subject).some((node) =>
        typeof node === 'number' ? compareNumbers(node, operator, value.value) : matchesText(node),
      );
  return (document: Document) => {
    const nodes = select(document.root, subject);
    const hasNumber = nodes.some((node) => typeof node === 'number');
    return (hasNumber ? select(document.withNumeralTexts(), subject) : nodes).some(matchesText);
  };
};

/** What the selector leads to: nothing, one value or, with a wildcard, any number of them. */
const select = (root: unknown, selector: Selector): readonly unknown[] => {
  let nodes: readonly unknown[] = [root];
  for (const step of selector)
    nodes = nodes.flatMap((node) => {
      if (typeof node !== 'object' || node === null) return [];
      if (step.kind === 'every') return Object.values(node);
      if (step.kind === 'index')
        return Array.isArray(node) && step.index < node.length ? [node[step.index]] : [];
      const isMember = !Array.isArray(node) && Object.hasOwn(node, step.name);
      return isMember ? [(node as Readonly<Record<string, unknown>>)[step.name]] : [];
    });
  return nodes;
};
