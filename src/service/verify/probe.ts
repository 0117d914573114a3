// A small question about what the documentation leaves open: events, a query, and what insitu answers. It
// belongs to a row of docs/fidelity.md, which the service's own answer would settle.

export type Probe = {
  /** The row of docs/fidelity.md. */
  readonly id: string;
  /** Messages, oldest first, a millisecond apart; those in a list of their own have one time. */
  readonly events: readonly (string | readonly string[])[];
  readonly query: string;
  readonly columns: readonly string[];
  /** What insitu answers; undefined: missing. */
  readonly expected: readonly (readonly (string | undefined)[])[];
  /** Does the order of the rows count? */
  readonly isOrdered?: boolean;
};

/** The messages of a probe with their offsets, ms. */
export const eventsOfProbe = ({
  events,
}: Probe): readonly { readonly offsetMs: number; readonly message: string }[] =>
  events.flatMap((entry, offsetMs) =>
    (typeof entry === 'string' ? [entry] : entry).map((message) => ({ offsetMs, message })),
  );

/** Every probe has a log stream of its own, by its id. */
export const queryOfProbe = ({ id, query }: Probe): string => `filter @logStream = "${id}" | ${query}`;
