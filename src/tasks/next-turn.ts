// Lets the event loop run: signals, timers and progress are heard only between turns.

export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
