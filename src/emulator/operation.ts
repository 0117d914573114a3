// What an operation of the API is: JSON in, JSON or a stream of JSON events out, or a ServiceError.

/** Whose resources a call works on: they are kept apart by account and region. */
export type Scope = { readonly account: string; readonly region: string };

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

export type JsonObject = { readonly [key: string]: Json | undefined };

/** An answer that goes on: each event has a name and a JSON body, as `application/vnd.amazon.eventstream`. */
export type EventStream = {
  readonly events: AsyncIterable<{ readonly name: string; readonly body: JsonObject }>;
};

export type Call<Context> = {
  /** The body of the request: an object, of members nobody has looked at yet. */
  readonly input: JsonObject;
  readonly scope: Scope;
  readonly context: Context;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
};

/** Throws ServiceError. `undefined` is an empty body, as operations without an output have. */
export type Operation<Context> = (
  call: Call<Context>,
) => Promise<JsonObject | EventStream | undefined> | JsonObject | EventStream | undefined;

/** By the name in X-Amz-Target, e.g. StartQuery. */
export type Operations<Context> = Readonly<Record<string, Operation<Context>>>;
