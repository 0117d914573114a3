// An endpoint that AWS clients cannot tell apart from CloudWatch Logs.

export { DEFAULT_PORT, type RunningServer, type ServerOptions } from './endpoint.ts';
export { startServer } from './server.ts';
