// Lets the event loop run: signals, timers and progress are heard only between turns.

const immediately = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * A whole turn of the loop: the first of the two may still belong to the turn that has been listening
 * already, and would miss a signal that came since.
 */
export const nextTurn = async (): Promise<void> => {
  await immediately();
  await immediately();
};
