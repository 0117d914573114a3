// One HTTP request to one answer, in the protocol AWS JSON 1.1 (insights-ql 8.1).

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendEvents } from './event-stream.ts';
import type { EventStream, JsonObject, Operations, Scope } from './operation.ts';
import { type BodyReader, discardBody, inputOf } from './request-body.ts';
import { ServiceError } from './service-error.ts';
import { type Keys, scopeOfCall } from './signature.ts';
import { checkWhoAsks } from './who-may-ask.ts';

/** What answers requests. */
export type Desk<Context> = {
  readonly operations: Operations<Context>;
  readonly context: Context;
  readonly localScope: Scope;
  readonly keys: Keys | undefined;
  readonly readBody: BodyReader;
  /** The address or name that the server listens on. */
  readonly boundTo: string;
  readonly version: string;
  /** Resolves when the next request may be worked on. */
  readonly turn: () => Promise<void>;
  /** Is told of mistakes of ours. */
  readonly onProblem: (message: string) => void;
};

const CONTENT_TYPE = 'application/x-amz-json-1.1';
const TARGET = /^Logs_20140328\.([A-Za-z]+)$/;

const unknownOperation = (message: string): ServiceError =>
  new ServiceError('UnknownOperationException', message);

const operationNamed = <Context>(target: string | undefined, operations: Operations<Context>) => {
  const name = TARGET.exec(target ?? '')?.[1];
  if (name === undefined)
    throw unknownOperation('The X-Amz-Target header names no operation of Logs_20140328');
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw unknownOperation(`insitu does not have the operation ${name}`);
  return operation;
};

const isStream = (answer: JsonObject | EventStream): answer is EventStream =>
  typeof (answer as EventStream).events === 'object' &&
  Symbol.asyncIterator in (answer as EventStream).events;

const send = (
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string,
): void => {
  if (response.headersSent || response.destroyed) return;
  const bytes = Buffer.from(body, 'utf8');
  response.writeHead(status, {
    'content-type': CONTENT_TYPE,
    'content-length': String(bytes.length),
    ...headers,
  });
  response.end(bytes);
};

/** A part of what was sent may be unread: the connection cannot be used again. */
const sendError = (request: IncomingMessage, response: ServerResponse, error: ServiceError): void => {
  const { type, message, members, status } = error;
  const headers = { 'x-amzn-ErrorType': type, ...(request.complete ? {} : { connection: 'close' }) };
  send(response, status, headers, JSON.stringify({ __type: type, message, ...members }));
};

const answerCall = async <Context>(
  request: IncomingMessage,
  response: ServerResponse,
  desk: Desk<Context>,
  signal: AbortSignal,
): Promise<void> => {
  const { headers, url = '/' } = request;
  const { bytes, release } = await desk.readBody(request, response);
  try {
    await desk.turn();
    const sent = { method: 'POST', path: url, headers, body: bytes };
    const scope = await scopeOfCall(sent, desk.localScope, desk.keys, Date.now());
    const operation = operationNamed(headers['x-amz-target'] as string | undefined, desk.operations);
    const input = inputOf(bytes, headers['content-encoding']);
    const result = await operation({ input, scope, context: desk.context, signal });
    if (result === undefined) send(response, 200, {}, '');
    else if (isStream(result)) {
      release();
      response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
      await sendEvents(response, result, signal);
    } else send(response, 200, {}, JSON.stringify(result));
  } finally {
    release();
  }
};

const answer = async <Context>(
  request: IncomingMessage,
  response: ServerResponse,
  desk: Desk<Context>,
  signal: AbortSignal,
): Promise<void> => {
  const { headers, method = 'GET' } = request;
  checkWhoAsks(headers, desk.boundTo);
  if (method === 'GET' || method === 'HEAD') {
    // For those who wait until the server is there.
    send(response, 200, { 'content-type': 'application/json' }, `{"insitu":"${desk.version}"}\n`);
    return;
  }
  if (method !== 'POST')
    throw new ServiceError('UnknownOperationException', 'Only POST is answered', {}, 405);
  await answerCall(request, response, desk, signal);
};

const textOfMistake = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** Never throws. `ending`: aborted when the server ends. */
export const answerRequest = async <Context>(
  request: IncomingMessage,
  response: ServerResponse,
  desk: Desk<Context>,
  ending: AbortSignal,
): Promise<void> => {
  response.setHeader('x-amzn-RequestId', randomUUID());
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.once('error', () => gone.abort());
  try {
    await answer(request, response, desk, AbortSignal.any([gone.signal, ending]));
  } catch (error) {
    if (!(error instanceof ServiceError || gone.signal.aborted || request.errored !== null))
      desk.onProblem(`this is a mistake in insitu: ${textOfMistake(error)}`);
    await discardBody(request);
    if (gone.signal.aborted) return;
    const mistake = new ServiceError('InternalFailure', 'The service made a mistake');
    sendError(request, response, error instanceof ServiceError ? error : mistake);
  }
};
