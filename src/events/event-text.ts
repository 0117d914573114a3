// The text of an event that goes on from one block of lines to the next: gathered in parts, joined once.

import { checkEventLength } from './limits.ts';

export type EventText = {
  /** Characters gathered so far; 0 when the event lies in the present block alone. */
  readonly length: () => number;
  /** Gathers text of the event that is open. */
  add(text: string): void;
  /** All of the event's text, `last` at its end; nothing is gathered after this. */
  take(last: string): string;
};

export const newEventText = (): EventText => {
  let parts: string[] = [];
  let length = 0;
  return {
    length: () => length,
    add: (text) => {
      length += text.length;
      checkEventLength(length);
      parts.push(text);
    },
    take: (last) => {
      if (length === 0) return last;
      parts.push(last);
      const text = parts.join('');
      parts = [];
      length = 0;
      return text;
    },
  };
};
