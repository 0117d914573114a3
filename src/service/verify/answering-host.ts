// Who answers: a client may be led to another server by flags, the environment or a profile, and what such a
// server confirms is no evidence of the service. So the host is read off the requests themselves.

import type { LogsClient } from '../client.ts';

export type AnsweringHost = () => string | undefined;

type Request = { readonly hostname?: unknown; readonly port?: unknown };

export const watchHost = (client: LogsClient): AnsweringHost => {
  let host: string | undefined;
  client.middlewareStack.add(
    (next) => (args) => {
      const { hostname, port } = (args as { readonly request?: Request }).request ?? {};
      if (typeof hostname === 'string') host = typeof port === 'number' ? `${hostname}:${port}` : hostname;
      return next(args);
    },
    { step: 'finalizeRequest', name: 'insituWatchHost', priority: 'low' },
  );
  return () => host;
};

const ofAws = /(?:\.amazonaws\.com(?:\.cn)?|\.api\.aws|\.api\.amazonwebservices\.com\.cn)(?::443)?$/;

export const isAws = (host: string): boolean => ofAws.test(host);
