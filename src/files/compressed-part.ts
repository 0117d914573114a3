// One compressed part of a file, taken apart slice by slice. An engine of Node's is fed small slices and its
// output taken as it comes: whoever takes no more of it makes the engine wait, so memory stays bounded by a
// few of its buffers however much a slice holds, and a fault is known to within a slice.

import type { Transform } from 'node:stream';

export type Engine = Transform & { readonly bytesWritten: number };

/** Output buffers, in bytes; Node's default of 16 KiB costs more in calls than in work. */
export const chunkSize = 256 * 1024;

export type Pieces = AsyncGenerator<Buffer, void, undefined>;

/** `write` gives the output of a slice, `end` the rest. Both throw when the part is damaged or not all there. */
export type Part = {
  write(slice: Buffer): Pieces;
  end(): Pieces;
  /** Bytes of all slices that belong to the part: fewer than were given when it ended before them. */
  bytesTaken(): number;
  close(): void;
};

/** Node's code for compressed data that ends too soon. */
export const truncatedCode = 'Z_BUF_ERROR';

/** What is wrong with compressed data, as Node's engines tell it. */
export type DataError = Error & { readonly code: string };

export const dataError = (code: string, message: string): DataError =>
  Object.assign(new Error(message), { code });

/** The part that the engine makes of its input. */
export const enginePart = (engine: Engine): Part => {
  let wake: () => void = () => {};
  let failure: Error | undefined;
  engine.on('readable', () => wake());
  engine.on('error', (error) => {
    failure = error;
    wake();
  });
  async function* pull(start: (done: () => void) => void): Pieces {
    let isDone = false;
    start(() => {
      isDone = true;
      wake();
    });
    for (;;) {
      if (failure !== undefined) throw failure;
      const bytes = engine.read() as Buffer | null;
      if (bytes !== null) yield bytes;
      else if (isDone) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  }
  return {
    write: (slice) => pull((done) => engine.write(slice, (error) => !error && done())),
    end: () =>
      pull((done) => {
        engine.once('end', done);
        if (engine.readableEnded) done();
        engine.end();
      }),
    bytesTaken: () => engine.bytesWritten,
    close: () => engine.destroy(),
  };
};
