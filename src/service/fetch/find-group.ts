// Where a log group is: its ARN tells account and region, so that two groups of one name are not taken for one.

import type { LogsClient } from '../client.ts';
import { type Asking, askAgain, faultOf, Stopped } from './retry.ts';
import { type GroupPlace, nameOfArn } from './selection.ts';

export type Server = {
  readonly client: Pick<LogsClient, 'describeLogGroups' | 'filterLogEvents' | 'startLiveTail'>;
  readonly region: string;
  readonly endpointUrl: string | undefined;
};

const ATTEMPTS = 5;

/** Who may read events may not be allowed to list groups; then there is no ARN. */
const arnOf = async ({ client }: Server, name: string, asking: Asking): Promise<string | undefined> => {
  const { signal, patience } = asking;
  const few: Asking = {
    ...asking,
    patience: { ...patience, attempts: Math.min(ATTEMPTS, patience.attempts) },
  };
  try {
    const { logGroups = [] } = await askAgain(few, () =>
      client.describeLogGroups({ logGroupNamePrefix: name }, { abortSignal: signal }),
    );
    const group = logGroups.find(({ logGroupName }) => logGroupName === name);
    return group?.logGroupArn ?? group?.arn?.replace(/:\*$/, '');
  } catch (error) {
    if (error instanceof Stopped) throw error;
    // Out of reach is out of reach for all that follows; what the service refuses here it may grant there.
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (faultOf(error) !== 'final' && status === undefined) throw error;
    if ((error as Error).name === 'CredentialsProviderError') throw error;
    return undefined;
  }
};

export const findGroup = async (server: Server, identifier: string, asking: Asking): Promise<GroupPlace> => {
  const { region, endpointUrl } = server;
  const named = nameOfArn(identifier);
  if (named !== undefined) {
    const arn = identifier.replace(/:\*$/, '');
    return { name: named, identifier, arn, region, endpointUrl };
  }
  const arn = await arnOf(server, identifier, asking);
  return { name: identifier, identifier, arn, region, endpointUrl };
};
