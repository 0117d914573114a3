// Taking on a role: STS is asked for credentials of the role, with the credentials that the usual chain gives.
//
// The SDK's client of STS is not installed. AssumeRole is one request of STS's query protocol, which the
// signer inside the client of the logs can sign (API reference of STS, AssumeRole).

import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';

/** As SDKs want a source of credentials: it is asked again shortly before they expire. */
type RoleCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
};

export class RoleRefused extends Error {
  override readonly name = 'RoleRefused';
}

/** AWS_ENDPOINT_URL_STS is what SDKs read, too. */
const stsAddress = (region: string): URL => {
  const given = process.env.AWS_ENDPOINT_URL_STS || process.env.AWS_ENDPOINT_URL;
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return new URL(given || `https://sts.${region}.${domain}/`);
};

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** STS answers in XML, in which each of these elements stands once. */
const elementOf = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`)
    .exec(xml)?.[1]
    ?.replace(/&(\w+);/g, (whole, entity: string) => entities[entity] ?? whole);

const credentialsOf = (xml: string): RoleCredentials | undefined => {
  const accessKeyId = elementOf(xml, 'AccessKeyId');
  const secretAccessKey = elementOf(xml, 'SecretAccessKey');
  const sessionToken = elementOf(xml, 'SessionToken');
  const expiration = new Date(elementOf(xml, 'Expiration') ?? Number.NaN);
  if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined)
    return undefined;
  return { accessKeyId, secretAccessKey, sessionToken, expiration };
};

type Config = Pick<CloudWatchLogs['config'], 'signer' | 'region'>;

const bodyOf = (roleArn: string): string =>
  new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: roleArn,
    RoleSessionName: `insitu-${process.pid}`,
  }).toString();

const HTTP_OK = 200;
const MOST_MS = 30_000;

/** `config`: of a client that does nothing else, because its signer is bound to the service that it first signs for. */
export const roleCredentials = (config: Config, roleArn: string) => async (): Promise<RoleCredentials> => {
  const region = await config.region();
  const { protocol, hostname, port, pathname, host } = stsAddress(region);
  const signer = await config.signer({
    name: 'sigv4',
    signingName: 'sts',
    signingRegion: region,
    properties: {},
  });
  const body = bodyOf(roleArn);
  const signed = await signer.sign({
    method: 'POST',
    protocol,
    hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    path: pathname,
    query: {},
    headers: { host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body,
  } as Parameters<typeof signer.sign>[0]);
  const answer = await fetch(`${protocol}//${host}${pathname}`, {
    method: 'POST',
    headers: signed.headers as Record<string, string>,
    body,
    signal: AbortSignal.timeout(MOST_MS),
  });
  const text = await answer.text();
  const credentials = answer.status === HTTP_OK ? credentialsOf(text) : undefined;
  if (credentials !== undefined) return credentials;
  const why = elementOf(text, 'Message') ?? `STS answered ${answer.status}`;
  throw new RoleRefused(`the role ${roleArn} cannot be taken on: ${why}`);
};
