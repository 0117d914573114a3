// What clients of the service keep there beside events: small JSON documents, apart by account and region.

import type { Connection } from './connect.ts';

/** Whose it is. */
export type ResourceScope = { readonly account: string; readonly region: string };

export type Resource = { readonly name: string; readonly body: unknown };

export type ResourceFilter = {
  readonly prefix?: string | undefined;
  /** Only names behind this one. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
};

export type Resources = {
  /** What was put, as JSON gives it back. */
  get(scope: ResourceScope, kind: string, name: string): unknown;
  /** By name, in the order of Unicode code points. */
  list(scope: ResourceScope, kind: string, filter?: ResourceFilter): readonly Resource[];
};

export type WritableResources = Resources & {
  put(scope: ResourceScope, kind: string, name: string, body: unknown): void;
  /** False where there was none. */
  delete(scope: ResourceScope, kind: string, name: string): boolean;
};

/** `hasTables`: stores of version 1 and 2 have no resources. */
export const readingResources = (db: Connection, hasTables: () => boolean): Resources => ({
  get: ({ account, region }, kind, name) => {
    if (!hasTables()) return undefined;
    const body = db
      .prepare('SELECT body FROM resource WHERE account = ? AND region = ? AND kind = ? AND name = ?')
      .pluck()
      .get(account, region, kind, name) as string | undefined;
    return body === undefined ? undefined : JSON.parse(body);
  },
  list: ({ account, region }, kind, { prefix = '', after, limit = -1 } = {}) => {
    if (!hasTables()) return [];
    const rows = db
      .prepare(
        `SELECT name, body FROM resource
         WHERE account = :account AND region = :region AND kind = :kind
           AND name >= :prefix AND substr(name, 1, length(:prefix)) = :prefix
           AND (:after IS NULL OR name > :after)
         ORDER BY name LIMIT :limit`,
      )
      .all({ account, region, kind, prefix, after: after ?? null, limit }) as {
      name: string;
      body: string;
    }[];
    return rows.map(({ name, body }) => ({ name, body: JSON.parse(body) as unknown }));
  },
});

export const writingResources = (db: Connection): WritableResources => ({
  ...readingResources(db, () => true),
  put: ({ account, region }, kind, name, body) => {
    db.prepare(
      `INSERT INTO resource (account, region, kind, name, body) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET body = excluded.body`,
    ).run(account, region, kind, name, JSON.stringify(body));
  },
  delete: ({ account, region }, kind, name) =>
    db
      .prepare('DELETE FROM resource WHERE account = ? AND region = ? AND kind = ? AND name = ?')
      .run(account, region, kind, name).changes > 0,
});
