// Hashes of texts: lower-case hexadecimal digits of the hash of the UTF-8 bytes.

import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type Kernel, ofText } from './kernel.ts';

const encoder = new TextEncoder();

const hashing = (hash: (bytes: Uint8Array) => Uint8Array): Kernel =>
  ofText((text) => bytesToHex(hash(encoder.encode(text))));

export const hashKernels = {
  md5: hashing(md5),
  sha256: hashing(sha256),
} satisfies Record<string, Kernel>;
