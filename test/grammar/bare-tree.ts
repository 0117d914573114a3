// Trees without what printing does not keep: places and the spelling of numbers.

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same tree as text, to be compared: trees may be deeper than objects can be compared. */
export const bareTree = (tree: unknown): string =>
  JSON.stringify(tree, (_, value: unknown) =>
    isRecord(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => key !== 'span' && key !== 'text')
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );
