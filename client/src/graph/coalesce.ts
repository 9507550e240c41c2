// Work that is asked for more often than it can be done: one at a time, and the newest wins.

/**
 * A function that asks for the work: it begins after `delay` ms of no more asking, never while it still runs, and is done
 * once more if it was asked for in the meantime.
 * @param work must handle its own errors
 */
export function coalesced(work: () => Promise<void>, delay: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let askedAgain = false;
  const run = async (): Promise<void> => {
    running = true;
    await work();
    running = false;
    if (askedAgain) ask();
  };
  const ask = (): void => {
    askedAgain = running;
    if (running) return;
    clearTimeout(timer);
    timer = setTimeout(run, delay);
  };
  return ask;
}
