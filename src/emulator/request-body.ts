// The body of a request: read up to a limit, unpacked up to the same one, and then JSON.

import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { JsonObject } from './operation.ts';
import { ServiceError } from './service-error.ts';

/**
 * Bytes. The largest request of the API holds a lookup table of 10 MiB, in JSON, where a line break is two
 * characters and a control character six.
 */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

const tooLarge = (): ServiceError =>
  new ServiceError(
    'RequestEntityTooLargeException',
    `The request is larger than ${MAX_BODY_BYTES} bytes`,
    {},
    413,
  );

const serialization = (message: string): ServiceError => new ServiceError('SerializationException', message);

export const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts, size);
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
  return value as JsonObject;
};
