// Work that is asked for more often than it need be done: at once, then no more often than every so many milliseconds.

/** A function that asks for the work; the last asking is always answered. */
export function throttled(work: () => void, every: number): { (): void; dispose(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedAgain = false;
  const rest = (): void => {
    timer = undefined;
    if (!askedAgain) return;
    askedAgain = false;
    ask();
  };
  const ask = (): void => {
    if (timer !== undefined) {
      askedAgain = true;
      return;
    }
    timer = setTimeout(rest, every);
    work();
  };
  return Object.assign(ask, { dispose: () => clearTimeout(timer) });
}
