// Orders layouts from the worker. A newer order makes an older one pointless: at most one waits, and one that takes long is
// cut off.

import type { Scene } from '../../graph/scene';
import type { LayoutAnswer, LayoutOrder } from './layoutWorker';

/** So long an older layout may go on while a newer one waits: its picture is soon there. */
const PATIENCE_MS = 150;

/** The part of a `Worker` that is needed. */
export interface LayoutWorker {
  postMessage(order: LayoutOrder): void;
  terminate(): void;
  onmessage: ((event: { readonly data: LayoutAnswer }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
}

export interface LayoutsOptions {
  readonly startWorker: () => LayoutWorker;
  readonly drawn: (scene: Scene, order: LayoutOrder) => void;
  readonly failed: (why: string) => void;
  readonly patience?: number;
}

export class Layouts {
  private worker: LayoutWorker | undefined;
  private running: LayoutOrder | undefined;
  private waiting: LayoutOrder | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: LayoutsOptions) {}

  /** Lays out a DAG; `drawn` is called unless a newer order comes first. */
  order(order: LayoutOrder): void {
    if (!this.running) {
      this.start(order);
      return;
    }
    this.waiting = order;
    this.timer ??= setTimeout(() => this.cutOff(), this.options.patience ?? PATIENCE_MS);
  }

  private start(order: LayoutOrder): void {
    this.running = order;
    this.worker ??= this.newWorker();
    this.worker.postMessage(order);
  }

  private newWorker(): LayoutWorker {
    const worker = this.options.startWorker();
    worker.onmessage = ({ data }) => this.answered(data);
    worker.onerror = ({ message }) => this.answered({ error: message ?? 'the layout ended' });
    return worker;
  }

  private cutOff(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.next();
  }

  private answered(answer: LayoutAnswer): void {
    const order = this.running;
    if ('error' in answer) this.options.failed(answer.error);
    else if (order) this.options.drawn(answer.scene, order);
    this.next();
  }

  private next(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.running = undefined;
    const order = this.waiting;
    this.waiting = undefined;
    if (order) this.start(order);
  }
}
