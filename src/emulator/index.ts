// An endpoint that AWS clients cannot tell apart from CloudWatch Logs.

export type { RunningServer, ServerOptions } from './endpoint.ts';
export { startServer } from './server.ts';
