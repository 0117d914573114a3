// The names of fields, one array for each set of them: whoever makes columns tells layouts apart by identity.

import { ReaderError } from '../reader-error.ts';

/** Layouts that are remembered; data with more of them makes some arrays twice. */
const MOST_LAYOUTS = 1000;

export type LayoutNames = {
  /** The one array with these names. */
  of(names: readonly string[]): readonly string[];
};

export const newLayoutNames = (): LayoutNames => {
  const known = new Map<string, readonly string[]>();
  return {
    of: (names) => {
      const key = names.join('\0');
      const found = known.get(key);
      if (found !== undefined) return found;
      if (known.size >= MOST_LAYOUTS) known.clear();
      known.set(key, names);
      return names;
    },
  };
};

/** JSON text of a value that JSON.parse has made. JSON.stringify goes less deep than that. */
export const jsonText = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    throw new ReaderError('bad-document', 'the JSON is nested too deeply');
  }
};

/** A JSON value as the value of a field: a text is itself, null is missing, the rest is its JSON. */
export const textOfValue = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? undefined : jsonText(value);
};
