// What is fetched of a log group: all its events, or those of some streams, or those that a pattern finds.

import type { FilterLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';

export type Selection = {
  /** Names; one that ends in "*" is a prefix, and then the only one. */
  readonly streams: readonly string[];
  readonly filterPattern: string | undefined;
};

/** A log group and where it is. */
export type GroupPlace = {
  /** Its name in the store, and at the service. */
  readonly name: string;
  /** What the service calls it in the requests: its name, or the ARN that the user gave. */
  readonly identifier: string;
  /** Undefined where the service did not tell. */
  readonly arn: string | undefined;
  readonly region: string;
  readonly endpointUrl: string | undefined;
};

/** arn:aws:logs:region:account:log-group:NAME, with or without ":*" at its end. */
const arnPattern = /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)(?::\*)?$/;

export const nameOfArn = (identifier: string): string | undefined => arnPattern.exec(identifier)?.[1];

/** Under this the store remembers what was fetched. One group of two accounts or servers is not taken for one. */
export const selectionKey = (place: GroupPlace, { streams, filterPattern }: Selection): string =>
  JSON.stringify({
    server: place.endpointUrl ?? '',
    group: place.arn ?? `${place.region}:${place.identifier}`,
    streams: [...new Set(streams)].sort(),
    filterPattern: filterPattern ?? '',
  });

export const streamPrefix = (streams: readonly string[]): string | undefined =>
  streams.length === 1 && streams[0]?.endsWith('*') ? streams[0].slice(0, -1) : undefined;

/** The part of every request that says what is wanted. */
export const requestOf = (
  { identifier }: GroupPlace,
  { streams, filterPattern }: Selection,
): FilterLogEventsCommandInput => {
  const prefix = streamPrefix(streams);
  return {
    ...(nameOfArn(identifier) === undefined
      ? { logGroupName: identifier }
      : { logGroupIdentifier: identifier.replace(/:\*$/, '') }),
    ...(prefix === undefined ? {} : { logStreamNamePrefix: prefix }),
    ...(prefix === undefined && streams.length > 0 ? { logStreamNames: [...streams] } : {}),
    ...(filterPattern === undefined ? {} : { filterPattern }),
  };
};
