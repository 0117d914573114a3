// Fields whose names vary from event to event: equal lists of names share one array, as EventFields wants.

import type { EventFields } from '../reader.ts';

type Layouts = { fieldsOf(names: readonly string[], values: readonly (string | undefined)[]): EventFields };

/** So many layouts are remembered; a file with more has no layouts to speak of. */
const MAX_LAYOUTS = 4096;

export const newLayouts = (): Layouts => {
  let layouts = new Map<string, readonly string[]>();
  return {
    fieldsOf: (names, values) => {
      const key = names.join('\n');
      const known = layouts.get(key);
      if (known !== undefined) return { names: known, values };
      if (layouts.size >= MAX_LAYOUTS) layouts = new Map();
      layouts.set(key, names);
      return { names, values };
    },
  };
};
