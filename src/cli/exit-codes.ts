// What the process's end tells the shell.

export const exitCodes = {
  answered: 0,
  failed: 1,
  /** Wrong usage, or a malformed query. */
  usage: 2,
  /** Nothing could be read. */
  unreadable: 3,
  /** An answer, from which something is missing. */
  partial: 4,
  interrupted: 130,
} as const;

/** Ends the command with one sentence on stderr. */
export class CommandError extends Error {
  readonly exitCode: number;
  constructor(exitCode: number, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

export const usageError = (message: string): CommandError => new CommandError(exitCodes.usage, message);
