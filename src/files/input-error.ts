// The failure of an input: a file that cannot be read, or not to its end. One sentence says which file, what
// is wrong and where; the code tells programs the same.

export type InputErrorCode =
  | 'missing'
  | 'unreadable'
  | 'truncated'
  | 'corrupt'
  | 'expands-too-far'
  | 'utf-16'
  | 'not-text'
  | 'unknown-format'
  | 'event-too-long'
  | 'bad-document';

export class InputError extends Error {
  override readonly name = 'InputError';
  readonly code: InputErrorCode;
  /** The file as it was named; standard input is '-'. */
  readonly path: string;
  /** How far the file was read, in bytes of the file as it lies (compressed, if it is). */
  readonly offset: number;

  constructor(code: InputErrorCode, path: string, offset: number, why: string, cause?: unknown) {
    super(`${path === '-' ? 'standard input' : path}: ${why}`, { cause });
    this.code = code;
    this.path = path;
    this.offset = offset;
  }
}

export const printBytes = (count: number): string => `${count.toLocaleString('en-US')} bytes`;

const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission to read it is denied',
  EPERM: 'permission to read it is denied',
  EISDIR: 'it is a directory',
  ELOOP: 'its symbolic links go in a circle',
};

/** What a code of the operating system means, in our words where we have them. */
export const systemReason = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return systemReasons[code] ?? (error as Error).message;
};

export const unreadable = (path: string, offset: number, error: unknown): InputError => {
  const code = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable';
  return new InputError(code, path, offset, systemReason(error), error);
};
