// The limits of fetching: the service's quotas, and what was chosen within them.

/**
 * FilterLogEvents requests a second, for an account in a region (AWS General Reference, endpoints and quotas of
 * CloudWatch Logs). They cannot be raised, and all who use the account share them.
 */
const quotaOfRegion: Readonly<Record<string, number>> = {
  'us-east-1': 25,
  'ap-northeast-3': 5,
  'ap-southeast-3': 5,
  'ca-west-1': 5,
  'eu-central-1': 5,
  'il-central-1': 5,
};
const QUOTA_ELSEWHERE = 10;

/** Others use the account, too: a fifth is left to them. */
const SHARE = 0.8;

export const requestsPerSecond = (region: string): number =>
  (quotaOfRegion[region] ?? QUOTA_ELSEWHERE) * SHARE;

/** Slices that are read at the same time. */
export const PARALLEL = 6;

/** Pages after which the rest of a slice is cut into smaller ones, which are read at the same time. */
export const PAGES_PER_SLICE = 4;

/** No shorter slice is made before it is known how many events there are, ms. */
export const SHORTEST_SLICE_MS = 60_000;

/**
 * What was read is written when it has so many events (a full segment), so many UTF-16 units, or when so much
 * time has gone by since the last writing (ms): a run that is killed has as much to read again.
 */
export const EVENTS_PER_WRITE = 65_536;
export const CHARACTERS_PER_WRITE = 16 * 1024 * 1024;
export const WRITE_MS = 5_000;

/** How long to wait for another process that writes to the store, ms. */
export const STORE_PATIENCE_MS = 10 * 60_000;

/** Log streams that one request may name (SDK's model of FilterLogEvents). */
export const MOST_STREAMS = 100;

/** Log groups that one Live Tail session may name. */
export const MOST_TAILED_GROUPS = 10;

/** Fewer events are not worth a segment: they are put among the live events, which are folded together. */
export const FEWEST_PER_SEGMENT = 8_192;
