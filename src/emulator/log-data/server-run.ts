// Which run of a server has a piece of work in hand. Several servers may be at one store, and one that was
// killed leaves its work as it was.

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

export type ServerRun = { readonly id: string; readonly pid: number; readonly host: string };

export const thisRun: ServerRun = { id: randomUUID(), pid: process.pid, host: hostname() };

const isProcess = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // There is one, of another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * May another run still be there? A store is on a disk of the same machine, so that processes can be asked
 * for. A container that was started again has the old process numbers, or another name of the host.
 */
export const isOtherRunAlive = ({ id, pid, host }: ServerRun): boolean =>
  id !== thisRun.id && host === thisRun.host && pid !== thisRun.pid && isProcess(pid);
