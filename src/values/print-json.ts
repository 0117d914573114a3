// A structure as compact JSON: numbers as they were spelled, texts with the escapes of JSON.stringify.
//
// Without recursion: a message of a million brackets is deep, and printing it must not overflow the stack.

import type { Json } from './value.ts';

/** What is still to be written: values, and text as it stands. */
type Part = Json | { readonly kind: 'verbatim'; readonly text: string };

const verbatim = (text: string): Part => ({ kind: 'verbatim', text });
const comma = verbatim(',');

/** The parts of a map or a list, last first, as a stack takes them. */
const pushParts = (pending: Part[], value: Extract<Json, { kind: 'map' | 'list' }>): void => {
  const parts: Part[] = [];
  if (value.kind === 'list') {
    for (const item of value.items) parts.push(parts.length === 0 ? verbatim('[') : comma, item);
    parts.push(verbatim(parts.length === 0 ? '[]' : ']'));
  } else {
    for (const [key, member] of value.entries)
      parts.push(verbatim(`${parts.length === 0 ? '{' : ','}${JSON.stringify(key)}:`), member);
    parts.push(verbatim(parts.length === 0 ? '{}' : '}'));
  }
  for (let i = parts.length - 1; i >= 0; i -= 1) pending.push(parts[i]!);
};

export const printJson = (value: Json): string => {
  let text = '';
  const pending: Part[] = [value];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (typeof part !== 'object' || part === null) text += JSON.stringify(part);
    else if (part.kind === 'verbatim' || part.kind === 'numeral') text += part.text;
    else pushParts(pending, part);
  }
  return text;
};
