// Which requests a server on a developer's machine answers: a page in a browser, open by chance, must neither
// read logs nor write them.
//
// A page cannot set X-Amz-Target for another origin without asking first, and is not answered when it asks.
// What is left is a name of the attacker's that is made to mean this machine (DNS rebinding): then the Host
// header says that name. So a name must be one that nobody can have bought.

import { isIP } from 'node:net';
import { ServiceError } from './service-error.ts';

/** The host of a Host header, without its port and without the brackets of IPv6. */
const hostOf = (header: string): string => {
  const [, inBrackets, plain] = /^(?:\[([^\]]*)\]|([^:]*))(?::[0-9]+)?$/.exec(header) ?? [];
  return (inBrackets ?? plain ?? '').toLowerCase().replace(/\.$/, '');
};

/** SDKs put it before the host for StartLiveTail and GetLogObject, also when the endpoint is given. */
const hostPrefix = /^(?:stream|streaming)-/;

const isLoopback = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '::1' ||
  /^127(?:\.[0-9]{1,3}){3}$/.test(host);

/**
 * The service's own names, of every partition, where somebody has pointed them at this server. Other names
 * below amazonaws.com are to be had: those of buckets, load balancers, machines.
 */
const isService = (host: string): boolean =>
  /^logs(?:-fips)?\.[a-z]{2,4}(?:-[a-z]+)+-[0-9]{1,2}\.(?:amazonaws\.(?:com(?:\.cn)?|eu)|api\.aws|api\.amazonwebservices\.com\.cn)$/.test(
    host,
  );

/** Names of containers and of hosts of a local network. */
const cannotBeBought = (host: string): boolean =>
  (host !== '' && !host.includes('.')) || /\.(?:internal|local|test|home\.arpa)$/.test(host);

/** An address is no name: nobody can make it mean another machine. */
const isTrustedHost = (host: string, boundTo: string): boolean =>
  isLoopback(host) || host === boundTo || isIP(host) !== 0 || cannotBeBought(host) || isService(host);

const refuse = (what: string): ServiceError =>
  new ServiceError(
    'AccessDeniedException',
    `${what}: requests from elsewhere are refused. Clients use the endpoint that insitu serve prints.`,
    {},
    403,
  );

/** Throws ServiceError. `boundTo`: the address or name that the server listens on. */
export const checkWhoAsks = (
  headers: { readonly host?: string | undefined; readonly origin?: string | undefined },
  boundTo: string,
): void => {
  const host = hostOf(headers.host ?? '').replace(hostPrefix, '');
  if (!isTrustedHost(host, boundTo)) throw refuse(`the host "${host.slice(0, 200)}" is not this server`);
  if (headers.origin === undefined) return;
  // A page of this machine may ask; one of another has no business here, whatever it is called.
  const origin = hostOf(URL.canParse(headers.origin) ? new URL(headers.origin).host : '');
  if (!isLoopback(origin) && (origin === '' || origin !== boundTo))
    throw refuse('the request comes from a page of another site');
};
