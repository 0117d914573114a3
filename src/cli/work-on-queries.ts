// The work of the commands that look at queries in files, loaded when one is asked for; as one file, as in work-on-logs.ts.

export { runCheck } from './run-check.ts';
export { runFormat } from './run-format.ts';
