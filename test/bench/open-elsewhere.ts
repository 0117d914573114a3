// The engine of a contestant in a process of its own, as if it were here.

import { fork } from 'node:child_process';
import path from 'node:path';
import type { Contestant, Opened } from './contestant.ts';
import type { Dataset } from './dataset.ts';
import type { Said, Told } from './engine-process.ts';

const program = path.join(import.meta.dirname, 'engine-process.ts');

/** One call at a time. Throws what the engine throws, as text. */
export const openElsewhere = async ({ name }: Contestant, dataset: Dataset): Promise<Opened> => {
  // 'advanced': answers hold large integers.
  const child = fork(program, [name, JSON.stringify(dataset)], { serialization: 'advanced' });
  const heard = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const onExit = (): void => reject(new Error(`the process of ${name} has ended`));
      child.once('exit', onExit);
      child.once('message', (said: Said) => {
        child.off('exit', onExit);
        if ('error' in said) reject(new Error(`${name}: ${said.error}`));
        else resolve(said.value);
      });
    });
  const tell =
    <Call extends Told['call']>(call: Call) =>
    (...args: Parameters<Opened[Call]>): ReturnType<Opened[Call]> => {
      const answer = heard();
      child.send({ call, args } satisfies Told);
      return answer as ReturnType<Opened[Call]>;
    };
  return {
    version: String(await heard()),
    useThreads: tell('useThreads'),
    run: tell('run'),
    answer: tell('answer'),
    sizeBytes: tell('sizeBytes'),
    close: () => child.disconnect(),
  };
};
