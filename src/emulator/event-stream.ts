// Answers that go on, as `application/vnd.amazon.eventstream`: each event is one binary message.

import type { ServerResponse } from 'node:http';
import { EventStreamCodec } from '@smithy/eventstream-codec';
import type { EventStream, JsonObject } from './operation.ts';
import { ServiceError } from './service-error.ts';

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const codec = new EventStreamCodec(
  (input) => (typeof input === 'string' ? input : decoder.decode(input)),
  (text) => encoder.encode(text),
);

const text = (value: string) => ({ type: 'string' as const, value });

const message = (kind: 'event' | 'exception', name: string, body: JsonObject): Uint8Array =>
  codec.encode({
    headers: {
      [`:${kind}-type`]: text(name),
      ':content-type': text('application/json'),
      ':message-type': text(kind),
    },
    body: encoder.encode(JSON.stringify(body)),
  });

const drained = (response: ServerResponse, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    response.once('drain', done);
    signal.addEventListener('abort', done);
  });

/** Sends events until there are no more, or the client has gone. */
export const sendEvents = async (
  response: ServerResponse,
  { events }: EventStream,
  signal: AbortSignal,
): Promise<void> => {
  const send = async (bytes: Uint8Array): Promise<void> => {
    if (!response.write(bytes) && !signal.aborted) await drained(response, signal);
  };
  // In the RPC protocols the members of the answer beside the events come as a first one: here there are none.
  await send(message('event', 'initial-response', {}));
  try {
    for await (const { name, body } of events) {
      if (signal.aborted) break;
      await send(message('event', name, body));
    }
  } catch (error) {
    if (!signal.aborted) {
      const { type, message: why } =
        error instanceof ServiceError
          ? error
          : new ServiceError('SessionStreamingException', 'The stream broke');
      await send(message('exception', type, { message: why }));
    }
  }
  response.end();
};
