// The progress line on standard error, for long work on a terminal.

import type { Output } from './world';

const FIRST_AFTER_MS = 400;
const EVERY_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

export class Progress {
  private readonly started = Date.now();
  private shown = 0;

  constructor(
    private readonly output: Output,
    private readonly what: string,
    private readonly total: number,
  ) {}

  /** Says how many are done; at most ten times a second, and nothing at all for short work. */
  done(count: number): void {
    const now = Date.now();
    if (!this.output.isTerminal || now - this.started < FIRST_AFTER_MS || now - this.shown < EVERY_MS) return;
    this.shown = now;
    this.output.write(`${CLEAR_LINE}${this.what} ${count} of ${this.total} files`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.shown) this.output.write(CLEAR_LINE);
    this.shown = 0;
  }
}
