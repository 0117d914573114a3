// Signature Version 4: whose call it is and, where the server has keys, whether it really is theirs.

import { createHash, createHmac, type Hmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Scope } from './operation.ts';
import { ServiceError } from './service-error.ts';

export type Keys = { readonly accessKey: string; readonly secretKey: string };

export type SignedRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
};

type Authorization = {
  readonly accessKey: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
};

/** How far the clock of a client may be off; the service's own limit. */
const MAX_SKEW_MS = 5 * 60_000;

const incomplete = (message: string): ServiceError =>
  new ServiceError('IncompleteSignatureException', message);
const invalid = (message: string): ServiceError => new ServiceError('InvalidSignatureException', message);

const form =
  /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/([0-9]{8})\/([A-Za-z0-9-]+)\/([A-Za-z0-9-]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)$/;

/** Undefined where there is no header. Throws ServiceError where it cannot be read. */
const authorizationOf = (header: string | undefined): Authorization | undefined => {
  if (header === undefined) return undefined;
  const [, accessKey, date, region, service, headers, signature] = form.exec(header) ?? [];
  if (!accessKey || !date || !region || !service || !headers || !signature)
    throw incomplete('The Authorization header is not of the form that AWS4-HMAC-SHA256 has');
  return { accessKey, date, region, service, signedHeaders: headers.split(';'), signature };
};

/** What the signer wants of a hash; a key makes it an HMAC. */
class Sha256 {
  readonly #hash: Hmac | ReturnType<typeof createHash>;
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(key));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
  reset(): void {
    throw new Error('a hash is used once');
  }
}

const bytesOf = (data: string | ArrayBuffer | ArrayBufferView): Uint8Array => {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
};

const instantOf = (text: string): Date | undefined => {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
};

const basic = (date: Date): string => date.toISOString().replace(/[-:]|\.\d+/g, '');

const checkSkew = (signedAt: Date, nowMs: number): void => {
  const now = basic(new Date(nowMs));
  const signed = basic(signedAt);
  // The SDKs know these words, set their clock by the Date header, and try again.
  if (signedAt.getTime() < nowMs - MAX_SKEW_MS)
    throw invalid(
      `Signature expired: ${signed} is now earlier than ${basic(new Date(nowMs - MAX_SKEW_MS))} (${now} - 5 min.)`,
    );
  if (signedAt.getTime() > nowMs + MAX_SKEW_MS)
    throw invalid(
      `Signature not yet current: ${signed} is still later than ${basic(new Date(nowMs + MAX_SKEW_MS))} (${now} + 5 min.)`,
    );
};

/** The signature that the keys give for this request. */
const signatureOf = async (
  { method, path, headers, body }: SignedRequest,
  keys: Keys,
  { region, service, signedHeaders }: Authorization,
  signingDate: Date,
): Promise<string> => {
  const signer = new SignatureV4({
    service,
    region,
    credentials: { accessKeyId: keys.accessKey, secretAccessKey: keys.secretKey },
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = new Set(signedHeaders);
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    signed.has(name) && value !== undefined ? [[name, String(value)] as const] : [],
  );
  const [pathname = '/', search] = path.split('?');
  const request = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname: '',
      path: pathname,
      query: Object.fromEntries(new URLSearchParams(search ?? '')),
      headers: Object.fromEntries(kept),
      body,
    },
    { signingDate, signableHeaders: signed },
  );
  return authorizationOf(request.headers.authorization)?.signature ?? '';
};

const check = async (
  request: SignedRequest,
  keys: Keys,
  authorization: Authorization,
  nowMs: number,
): Promise<void> => {
  const signedAt = instantOf(String(request.headers['x-amz-date'] ?? ''));
  if (signedAt === undefined)
    throw incomplete('The request has no X-Amz-Date header, or one that is no date');
  const { signedHeaders, accessKey, date, signature } = authorization;
  for (const name of ['host', 'x-amz-date', 'x-amz-target'])
    if (!signedHeaders.includes(name)) throw incomplete(`The header ${name} must be among the SignedHeaders`);
  if (accessKey !== keys.accessKey)
    throw new ServiceError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  const digest = request.headers['x-amz-content-sha256'];
  if (digest !== undefined && digest !== createHash('sha256').update(request.body).digest('hex'))
    throw invalid('The value of the x-amz-content-sha256 header is not that of the body');
  if (basic(signedAt).slice(0, 8) !== date)
    throw invalid('The date in Credential is not that of the X-Amz-Date header');
  checkSkew(signedAt, nowMs);
  const expected = Buffer.from(await signatureOf(request, keys, authorization, signedAt));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given))
    throw invalid(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
};

/**
 * Whose call it is: the account is an access key of twelve digits, else the local one; the region is the
 * signature's. Without keys any signature will do, and none. Throws ServiceError.
 */
export const scopeOfCall = async (
  request: SignedRequest,
  localScope: Scope,
  keys: Keys | undefined,
  nowMs: number,
): Promise<Scope> => {
  const authorization = authorizationOf(request.headers.authorization);
  if (authorization === undefined) {
    if (keys !== undefined)
      throw new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token');
    return localScope;
  }
  if (keys !== undefined) await check(request, keys, authorization, nowMs);
  const { accessKey, region } = authorization;
  return { account: /^[0-9]{12}$/.test(accessKey) ? accessKey : localScope.account, region };
};
