// What the clients of the soak put: events that are told by their stream and number alone, so that each that is
// found again can be known for the one that was put; and what is written down of them.

/** A stream has one writer, which counts its events from 0 on. */
export type StreamRecord = {
  readonly logGroupName: string;
  readonly logStreamName: string;
  /** Events whose PutLogEvents was answered: the first so many. */
  readonly acknowledged: number;
  /** Those after them, of a batch that had no answer: all of them may be there, or none. */
  readonly doubtful: number;
};

export type FoundEvent = {
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly message: string;
};

/** Clients put more into the first, so that it is folded several times. */
export const busyGroup = '/soak/busy';
export const soakGroups: readonly string[] = [busyGroup, '/soak/b', '/soak/c', '/soak/d', '/soak/e'];

const ERROR_EVERY = 20;

/** Numbers of events that have the member `level` with "error". */
export const isJsonError = (index: number): boolean => index % ERROR_EVERY === 0;

/** Numbers of events whose text has "ERROR" in it. */
export const isPlainError = (index: number): boolean => index % 4 === 2;

export const countUpTo = (count: number, isOne: (index: number) => boolean): number =>
  Array.from({ length: count }, (_, index) => index).filter(isOne).length;

export const messageOf = (stream: string, index: number): string => {
  const ms = (index * 37) % 1000;
  switch (index % 4) {
    case 0:
      return JSON.stringify({
        n: index,
        stream,
        level: isJsonError(index) ? 'error' : 'info',
        ms,
        user: { id: index % 97 },
      });
    case 1:
      return `INFO n=${index} of ${stream}: the request took ${ms} ms`;
    case 2:
      return `ERROR n=${index} of ${stream}\n    at answer (app.js:${index % 90}:7)\n    at listen (app.js:1:1)`;
    default:
      return `n=${index} of ${stream}: grün 漢字 🙂 ${'-'.repeat(index % 200)}`;
  }
};

const numberOf = (message: string): number => Number(/\bn"?[=:]([0-9]+)/.exec(message)?.[1] ?? Number.NaN);

export type Count = {
  readonly problems: readonly string[];
  /** Acknowledged events that were found once. */
  readonly once: number;
};

const MOST_PROBLEMS = 20;

/** Each acknowledged event must be there exactly once, each doubtful batch once or not at all, and nothing else. */
export const countEvents = (records: readonly StreamRecord[], events: Iterable<FoundEvent>): Count => {
  const problems: string[] = [];
  const complain = (problem: string): void => void problems.push(problem);
  const streams = new Map(
    records.map((record) => [
      record.logStreamName,
      { record, times: new Uint8Array(record.acknowledged + record.doubtful) },
    ]),
  );
  for (const { logGroupName, logStreamName, message } of events) {
    const index = numberOf(message);
    const found = streams.get(logStreamName);
    const isKnown = found !== undefined && index < found.times.length;
    if (!isKnown || found.record.logGroupName !== logGroupName || messageOf(logStreamName, index) !== message)
      complain(`nobody put into ${logGroupName} ${logStreamName}: ${message.slice(0, 100)}`);
    else found.times[index]! += 1;
  }
  let once = 0;
  for (const { record, times } of streams.values()) {
    const { logStreamName, acknowledged } = record;
    times.forEach((count, index) => {
      if (count > 1) complain(`doubled: event ${index} of ${logStreamName}, ${count} times`);
      if (index < acknowledged && count === 0) complain(`lost: event ${index} of ${logStreamName}`);
      if (index < acknowledged && count === 1) once += 1;
    });
    const inDoubt = times.subarray(acknowledged);
    if (inDoubt.length > 0 && new Set(inDoubt).size > 1)
      complain(`a batch is there in part: ${logStreamName} from ${acknowledged} on`);
  }
  const rest = problems.length - MOST_PROBLEMS;
  return {
    problems:
      rest > 0 ? [...problems.slice(0, MOST_PROBLEMS), `and ${rest} more of the same kind`] : problems,
    once,
  };
};
