// Times as a script writes them: `10:00`, `10:00:05`, `10:00:05.250` on 2024-01-01, or in full as
// `2024-04-28T15:30:00.000Z`, always UTC.

const DAY = '2024-01-01';

export const TIME = /(?:\d{4}-\d{2}-\d{2}[T ])?\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z?/;

/** Epoch milliseconds; undefined when the text is no time. */
export const readTime = (written: string): number | undefined => {
  if (new RegExp(`^${TIME.source}$`).exec(written) === null) return undefined;
  const bare = written.replace('Z', '').replace(' ', 'T');
  const ms = Date.parse(`${bare.includes('T') ? bare : `${DAY}T${bare}`}Z`);
  return Number.isNaN(ms) ? undefined : ms;
};
