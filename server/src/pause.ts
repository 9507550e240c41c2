// Lets other messages through between two pieces of work.

import type { CancellationToken } from 'vscode-languageserver';

/** Resolves after `milliseconds`, or as soon as the waiting messages have been read (0). */
export function pause(milliseconds = 0): Promise<void> {
  return new Promise((resolve) => {
    if (milliseconds > 0) setTimeout(resolve, milliseconds);
    else setImmediate(resolve);
  });
}

/** Runs `work` for each item, letting other messages through at least every 20 ms; stops when cancelled. */
export async function forEachInTurn<T>(
  items: Iterable<T>,
  token: CancellationToken | undefined,
  work: (item: T, index: number) => void,
): Promise<void> {
  let since = Date.now();
  let index = 0;
  for (const item of items) {
    if (token?.isCancellationRequested) return;
    work(item, index++);
    if (Date.now() - since < 20) continue;
    await pause();
    since = Date.now();
  }
}
