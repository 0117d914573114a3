// What a subscription sends: base64 of gzip of JSON. Firehose and Kinesis give it out so; a test event of
// Lambda holds the same.

import { MAX_EVENT_CHARACTERS } from '../limits.ts';
import type { ReaderContext } from '../reader.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** What `read` gives; undefined when the platform's decoders refuse. */
const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

const bytesOfBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** A text, or why there is none. */
export type Payload = { readonly text: string } | { readonly fault: string };

/** The text in a payload; data that is not compressed is taken as it is. */
export const readPayload = (data: string, gunzip: ReaderContext['gunzip']): Payload => {
  const bytes = attempt(() => bytesOfBase64(data));
  if (bytes === undefined) return { fault: 'it is no base64' };
  if (isGzip(bytes) && gunzip === undefined) return { fault: 'nothing here can decompress it' };
  const plain = isGzip(bytes) ? gunzip?.(bytes, MAX_EVENT_CHARACTERS) : bytes;
  if (plain === undefined) return { fault: 'its gzip data is damaged or too long' };
  const text = attempt(() => decoder.decode(plain));
  return text === undefined ? { fault: 'it is no UTF-8 text' } : { text };
};
