// The SDK's client of CloudWatch Logs, made from what the command line says. The SDK is large, so it is loaded
// only here, and only when a client is made.
//
// Nothing is tried again by the SDK itself: who asks knows better how long an answer is worth waiting for.

import type { CloudWatchLogs, CloudWatchLogsClientConfig } from '@aws-sdk/client-cloudwatch-logs';
import { roleCredentials } from './assume-role.ts';

export type LogsClient = CloudWatchLogs;

export type ClientFlags = {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  /** Of another server that speaks the protocol. */
  readonly endpointUrl?: string | undefined;
  /** A role to take on with the credentials that the usual chain gives. */
  readonly roleArn?: string | undefined;
};

const CONNECT_MS = 10_000;

/** A page may be long in coming: the service searches much before it answers. */
const ANSWER_MS = 120_000;

/** An emulator on this machine has no regions: where nothing names one, it gets the one that all have. */
const LOCAL_REGION = 'us-east-1';

const isLocal = (endpointUrl: string): boolean =>
  /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::|\/|$)/i.test(endpointUrl);

const environmentEndpoint = (): string | undefined =>
  process.env.AWS_ENDPOINT_URL_CLOUDWATCH_LOGS || process.env.AWS_ENDPOINT_URL;

const configOf = ({ region, profile, endpointUrl }: ClientFlags): CloudWatchLogsClientConfig => {
  const endpoint = endpointUrl ?? environmentEndpoint();
  const isRegionNamed = process.env.AWS_REGION !== undefined || profile !== undefined;
  const given =
    region ?? (endpoint !== undefined && isLocal(endpoint) && !isRegionNamed ? LOCAL_REGION : undefined);
  return {
    maxAttempts: 1,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS },
    ...(given === undefined ? {} : { region: given }),
    ...(profile === undefined ? {} : { profile }),
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    // StartLiveTail puts a word before the host name, which other servers do not answer to.
    ...(endpoint === undefined ? {} : { disableHostPrefix: true }),
  };
};

/** The usual chain gives the credentials: environment, profile, SSO, container, instance. */
export const createClient = async (flags: ClientFlags): Promise<LogsClient> => {
  const sdk = await import('@aws-sdk/client-cloudwatch-logs');
  const config = configOf(flags);
  if (flags.roleArn === undefined) return new sdk.CloudWatchLogs(config);
  const base = new sdk.CloudWatchLogs(config);
  return new sdk.CloudWatchLogs({ ...config, credentials: roleCredentials(base.config, flags.roleArn) });
};
