// What deserves a word about a file, by code: the first case of each is kept, the others are counted.

/** Something about a file that deserves a word, told once with the number of times. */
export type FileRemark = {
  readonly code: string;
  readonly message: string;
  readonly count: number;
  /** 1-based line of the first case, when a line is meant. */
  readonly line?: number;
  /** Offset of the first case in bytes of the decompressed text, when a byte is meant. */
  readonly offset?: number;
};

export type FileRemarks = {
  add(remark: Omit<FileRemark, 'count'>, count?: number): void;
  /** Tells instead of the one of this code what says more. */
  replace(code: string, remark: Omit<FileRemark, 'count'>): void;
  all(): readonly FileRemark[];
};

export const newRemarks = (): FileRemarks => {
  const byCode = new Map<string, FileRemark>();
  const add = (remark: Omit<FileRemark, 'count'>, count = 1): void => {
    const known = byCode.get(remark.code);
    byCode.set(
      remark.code,
      known === undefined ? { ...remark, count } : { ...known, count: known.count + count },
    );
  };
  return {
    add,
    replace: (code, remark) => {
      byCode.delete(code);
      add(remark);
    },
    all: () => [...byCode.values()],
  };
};
