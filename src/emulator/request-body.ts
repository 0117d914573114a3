// The body of a request: read up to a limit, unpacked up to the same one, and then JSON.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Json, JsonObject } from './operation.ts';
import { ServiceError } from './service-error.ts';

/**
 * Bytes. The largest request of the API holds a lookup table of 10 MiB, in JSON, where a line break is two
 * characters and a control character six.
 */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Bytes of all bodies that the server has in hand. */
const MAX_BODIES_BYTES = 256 * 1024 * 1024;

const tooLarge = (): ServiceError =>
  new ServiceError(
    'RequestEntityTooLargeException',
    `The request is larger than ${MAX_BODY_BYTES} bytes`,
    {},
    413,
  );

const tooManyBodies = (): ServiceError =>
  new ServiceError(
    'ServiceUnavailableException',
    'The service cannot complete the request: it is reading too many large ones',
    {},
    503,
  );

const serialization = (message: string): ServiceError => new ServiceError('SerializationException', message);

export type Body = {
  readonly bytes: Buffer;
  /** It is done with: others have its room. */
  readonly release: () => void;
};

export type BodyReader = (request: IncomingMessage, response: ServerResponse) => Promise<Body>;

/** Throws ServiceError; then the rest of the body is unread. `most`: bytes of all that are not released yet. */
export const bodyReader = (most = MAX_BODIES_BYTES): BodyReader => {
  let inHand = 0;
  return async (request, response) => {
    const { expect, 'content-length': length = '0' } = request.headers;
    if (Number(length) > MAX_BODY_BYTES) throw tooLarge();
    if (expect !== undefined) response.writeContinue();
    const parts: Buffer[] = [];
    let size = 0;
    const release = (): void => {
      inHand -= size;
      size = 0;
    };
    try {
      // A stream that is destroyed takes the connection with it, and the answer.
      for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += part.length;
        inHand += part.length;
        if (size > MAX_BODY_BYTES) throw tooLarge();
        if (inHand > most) throw tooManyBodies();
        parts.push(part);
      }
    } catch (error) {
      release();
      throw error;
    }
    return { bytes: Buffer.concat(parts, size), release };
  };
};

/** Of a body that is refused so much is read all the same, and so long; bytes, ms. */
const MOST_DISCARDED = 64 * 1024 * 1024;
const DISCARD_MS = 10_000;
const IDLE_MS = 500;

/**
 * Reads what is left of a body and forgets it. Many clients look for an answer only when they have sent all,
 * and those of a connection that is closed before see no answer but a reset. Ends when there is enough of it.
 */
export const discardBody = (request: IncomingMessage): Promise<void> => {
  // Whoever waits for leave to send has sent nothing.
  if (request.complete || request.destroyed || request.headers.expect !== undefined) return Promise.resolve();
  return new Promise((resolve) => {
    let left = MOST_DISCARDED;
    const end = (): void => {
      clearTimeout(idle);
      clearTimeout(whole);
      request.off('data', onData).off('end', end).off('close', end).off('error', end);
      request.pause();
      resolve();
    };
    const idle = setTimeout(end, IDLE_MS);
    const whole = setTimeout(end, DISCARD_MS);
    const onData = (part: Buffer): void => {
      left -= part.length;
      idle.refresh();
      if (left < 0) end();
    };
    request.on('data', onData).once('end', end).once('close', end).once('error', end);
  });
};

/** Agents send compressed PutLogEvents. `encoding`: the Content-Encoding header. */
const unpack = (body: Buffer, encoding: string | undefined): Buffer => {
  if (encoding === undefined || encoding === '' || encoding === 'identity') return body;
  if (encoding !== 'gzip') throw serialization(`The content encoding ${encoding} is not supported`);
  try {
    return gunzipSync(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw serialization('The body is not valid gzip');
  }
};

/** Of lists and structures in each other: the API's own go five deep; reading them must not end the stack. */
const MOST_LEVELS = 100;

const isDeeper = (value: Json | undefined, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1)));

/** Some SDKs leave the body of an empty input out. */
export const inputOf = (body: Buffer, encoding: string | undefined): JsonObject => {
  const bytes = unpack(body, encoding);
  if (bytes.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw serialization('The body is not valid JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw serialization('Start of structure or map found where not expected.');
  if (isDeeper(value as JsonObject, MOST_LEVELS)) throw serialization('The body is nested too deeply');
  return value as JsonObject;
};
