// What several commands' options have in common.

/** Gathers an option that may be repeated. */
export const collect = (value: string, all: readonly string[]): readonly string[] => [...all, value];

/** --db, else INSITU_DB, else ./insitu.db */
export const storePath = (flag: string | undefined): string => flag ?? process.env.INSITU_DB ?? 'insitu.db';
