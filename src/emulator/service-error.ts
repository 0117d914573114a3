// A refusal as the API words it (insights-ql 8.1): HTTP 400, or 500 where the service itself is at fault.

import type { JsonObject } from './operation.ts';

export class ServiceError extends Error {
  /** E.g. ResourceNotFoundException: the SDKs make their exceptions of it. */
  readonly type: string;
  readonly status: number;
  /** Members beside `__type` and `message`, e.g. queryCompileError. */
  readonly members: JsonObject;

  constructor(type: string, message: string, members: JsonObject = {}, status?: number) {
    super(message);
    this.name = 'ServiceError';
    this.type = type;
    this.status =
      status ?? (type === 'ServiceUnavailableException' || type === 'InternalFailure' ? 500 : 400);
    this.members = members;
  }
}

export const notFound = (what: string): ServiceError =>
  new ServiceError('ResourceNotFoundException', `The specified ${what} does not exist.`);

export const alreadyExists = (what: string): ServiceError =>
  new ServiceError('ResourceAlreadyExistsException', `The specified ${what} already exists`);

export const invalidParameter = (message: string): ServiceError =>
  new ServiceError('InvalidParameterException', message);

export const limitExceeded = (message: string): ServiceError =>
  new ServiceError('LimitExceededException', message);
