// A small server that speaks as much of CloudWatch Logs as fetching needs (AWS JSON 1.1 over HTTP), with the
// faults that the real one shows: throttling, internal errors, connections that break.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ServedEvent = {
  readonly eventId?: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
  readonly logStreamName: string;
};

export type Fault = 'throttle' | 'internal' | 'drop' | 'cut' | 'token' | undefined;

export type Request = { readonly operation: string; readonly input: Readonly<Record<string, unknown>> };

export type LogServer = {
  readonly url: string;
  readonly events: Map<string, ServedEvent[]>;
  /** All that was asked, in the order of asking. */
  readonly requests: Request[];
  pageEvents: number;
  /** What goes wrong with the next request. */
  fault: (request: Request) => Fault;
  delayMs: number;
  /** The answer to other operations than the known ones; undefined: unknown operation. */
  other: (request: Request, response: ServerResponse) => boolean;
  close(): Promise<void>;
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
};

export const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'test' });
  response.end(JSON.stringify(body));
};

export const refuse = (response: ServerResponse, type: string, message: string, status = 400): void =>
  answer(response, status, { __type: type, message });

/** As the service: by time, both ends inclusive, pages by tokens. */
const filterLogEvents = (server: LogServer, input: Request['input'], response: ServerResponse): void => {
  const group = server.events.get(String(input.logGroupName));
  if (group === undefined) {
    refuse(response, 'ResourceNotFoundException', 'The specified log group does not exist.');
    return;
  }
  const { startTime = 0, endTime = Number.MAX_SAFE_INTEGER, nextToken = '0', filterPattern } = input;
  const streams = input.logStreamNames as readonly string[] | undefined;
  const prefix = String(input.logStreamNamePrefix ?? '');
  const found = group
    .filter(({ timestamp }) => timestamp >= Number(startTime) && timestamp <= Number(endTime))
    .filter(({ message }) => filterPattern === undefined || message.includes(String(filterPattern)))
    .filter(({ logStreamName }) => streams?.includes(logStreamName) ?? logStreamName.startsWith(prefix))
    .sort((a, b) => a.timestamp - b.timestamp);
  const from = Number(nextToken);
  const to = from + server.pageEvents;
  answer(response, 200, {
    events: found.slice(from, to),
    searchedLogStreams: [],
    ...(to < found.length ? { nextToken: String(to) } : {}),
  });
};

export const arnOf = (group: string): string => `arn:aws:logs:us-east-1:123456789012:log-group:${group}`;

const describeLogGroups = (server: LogServer, input: Request['input'], response: ServerResponse): void => {
  const prefix = String(input.logGroupNamePrefix ?? '');
  const names = [...server.events.keys()].filter((name) => name.startsWith(prefix));
  answer(response, 200, {
    logGroups: names.map((name) => ({
      logGroupName: name,
      logGroupArn: arnOf(name),
      arn: `${arnOf(name)}:*`,
    })),
  });
};

const commit = (fault: Fault, response: ServerResponse): void => {
  if (fault === 'throttle') refuse(response, 'ThrottlingException', 'Rate exceeded');
  else if (fault === 'internal') refuse(response, 'InternalFailure', 'It is our fault', 500);
  else if (fault === 'token')
    refuse(response, 'InvalidParameterException', 'The specified nextToken is invalid.');
  else if (fault === 'drop') response.destroy();
  else {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': '1000' });
    response.write('{"events":[{"timest');
    setTimeout(() => response.destroy(), 5);
  }
};

const serve = async (
  server: LogServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const text = await bodyOf(request);
  const operation = String(request.headers['x-amz-target'] ?? request.url).replace(/^.*\./, '');
  const asked: Request = { operation, input: text.startsWith('{') ? JSON.parse(text) : { text } };
  server.requests.push(asked);
  if (server.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, server.delayMs));
  const fault = server.fault(asked);
  if (fault !== undefined) commit(fault, response);
  else if (operation === 'FilterLogEvents') filterLogEvents(server, asked.input, response);
  else if (operation === 'DescribeLogGroups') describeLogGroups(server, asked.input, response);
  else if (!server.other(asked, response)) refuse(response, 'UnknownOperationException', '');
};

export const startLogServer = async (): Promise<LogServer> => {
  const http = createServer((request, response) => void serve(server, request, response));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: LogServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    events: new Map(),
    requests: [],
    pageEvents: 100,
    fault: () => undefined,
    delayMs: 0,
    other: () => false,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
};

/** `count` events evenly over a time, in three streams, with ids as the service makes them. */
export const makeEvents = (
  count: number,
  { startMs, endMs, name = 'event' }: { startMs: number; endMs: number; name?: string },
): ServedEvent[] =>
  Array.from({ length: count }, (_, index) => {
    const timestamp = Math.floor(startMs + ((endMs - startMs) * index) / count);
    return {
      eventId: `${name}-${index}`.padStart(56, '0'),
      timestamp,
      ingestionTime: timestamp + 500,
      message: `${name} ${index}`,
      logStreamName: `stream-${index % 3}`,
    };
  });
