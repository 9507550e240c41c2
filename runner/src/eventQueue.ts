// Hands on what happens, one after another, to a reader that may be slower.

export class EventQueue<Event> implements AsyncIterable<Event> {
  private readonly waiting: Event[] = [];
  private wake: (() => void) | undefined;
  private isClosed = false;

  push(event: Event): void {
    if (this.isClosed) return;
    this.waiting.push(event);
    this.wake?.();
  }

  /** Nothing more comes. */
  close(): void {
    this.isClosed = true;
    this.wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Event> {
    for (;;) {
      while (this.waiting.length > 0) yield this.waiting.shift()!;
      if (this.isClosed) return;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      this.wake = undefined;
    }
  }
}
