// Where exported objects go: S3 keys as files below a folder, none of them ever outside of it.

import { createHash } from 'node:crypto';
import path from 'node:path';

/** S3's rules for names of general purpose buckets, without those for reserved ends. */
export const isBucketName = (name: string): boolean =>
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..') && !/^[0-9.]+$/.test(name);

/** Bytes of a file's name that all usual file systems take. */
const MOST_NAME_BYTES = 255;

/** No name of a file, or one that says something to a file system, is spelled out. */
const troublesome = /[\u0000-\u001f\u007f\\/:*?"<>|]/g;

const hexOf = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** One part of a key as the name of a file or folder. */
export const fileNameOf = (part: string): string => {
  const name = /^\.+$/.test(part)
    ? part.replace(/\./g, '%2E')
    : part.toWellFormed().replace(troublesome, hexOf);
  if (Buffer.byteLength(name) <= MOST_NAME_BYTES) return name;
  const hash = createHash('sha256').update(part).digest('hex').slice(0, 16);
  return `${Buffer.from(name)
    .subarray(0, 200)
    .toString()
    .replace(/\ufffd+$/, '')}-${hash}`;
};

/** Of an S3 key or its beginning: parts between slashes, the empty ones left out. */
export const filePathOf = (folder: string, key: string): string => {
  const parts = key.split('/').filter((part) => part !== '');
  const made = path.join(folder, ...parts.map(fileNameOf));
  const inside = path.relative(folder, made);
  const isOutside = inside === '..' || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside);
  if (isOutside) throw new RangeError('a key leads out of its folder');
  return made;
};

/** The part of the key that is the stream's (insights-ql 9.1). */
export const streamPart = (logStream: string): string => logStream.replaceAll('/', '-');
