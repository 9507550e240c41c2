// Orders layouts from the worker. A newer order makes an older one pointless: at most one waits, and one that takes long is
// cut off.

import type { GroupId } from '../../core/ir/dag';
import type { DagView } from '../../core/ir/dagView';
import { type Folded, fold } from '../../graph/fold';
import type { BoxGraph } from '../../graph/layout/boxGraph';
import { boxGraphOf, type FormerPlaces, sceneOf } from '../../graph/layout/layout';
import { memoryOf, packGraph, unpackArrangement } from '../../graph/layout/packed';
import type { Direction, Scene } from '../../graph/scene';
import type { Size } from './betterDirection';
import type { LayoutAnswer, LayoutRequest } from './layoutWorker';

/** So long an older layout may go on while a newer one waits: its picture is soon there. */
const PATIENCE_MS = 150;

export interface LayoutOrder {
  /** Which DAG it is, for the one who orders. */
  readonly name: string;
  readonly dag: DagView;
  readonly folded: readonly GroupId[];
  readonly previous: FormerPlaces | undefined;
  /** Where edges shall lead; or the room there is: then to where more of the graph can be read. */
  readonly direction: Direction | Size;
}

/** An order that the worker has, with what only this side knows of it. */
interface Running {
  readonly order: LayoutOrder;
  readonly folded: Folded;
  readonly graph: BoxGraph;
}

/** The part of a `Worker` that is needed. */
export interface LayoutWorker {
  postMessage(request: LayoutRequest, transfer: ArrayBuffer[]): void;
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
  private running: Running | undefined;
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
    const { dag, previous, direction } = order;
    const folded = fold(dag, new Set(order.folded));
    const graph = boxGraphOf(folded, previous?.direction === direction ? previous : undefined);
    this.running = { order, folded, graph };
    this.worker ??= this.newWorker();
    const packed = packGraph(graph);
    this.worker.postMessage({ graph: packed, direction }, memoryOf(packed));
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
    const { running } = this;
    if ('error' in answer) this.options.failed(answer.error);
    else if (running) {
      const { order, folded, graph } = running;
      const arrangement = unpackArrangement(graph, answer.arrangement);
      this.options.drawn(sceneOf(folded, answer.direction, arrangement), order);
    }
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
