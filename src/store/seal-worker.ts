// A thread that lays down and packs segments: parcels come in, sealed segments go out, in the same order.

import { parentPort } from 'node:worker_threads';
import { type Parcel, unpackParcel } from './parcel.ts';
import { sealArrivals } from './seal.ts';

parentPort?.on('message', (parcel: Parcel) => {
  const sealed = sealArrivals(unpackParcel(parcel));
  // Small columns may share a buffer with others: only what is alone in its own is handed over.
  const buffers = sealed.columns
    .map(({ bytes }) => bytes)
    .filter((bytes) => bytes.byteLength === bytes.buffer.byteLength)
    .map((bytes) => bytes.buffer as ArrayBuffer);
  parentPort?.postMessage(sealed, [...new Set(buffers)]);
});
