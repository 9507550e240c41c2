// The worker that lays graphs out, so that the pane never stands still. It keeps nothing and may be ended at any time.

import { arranged } from '../../graph/layout/layout';
import {
  memoryOf,
  type PackedArrangement,
  type PackedGraph,
  packArrangement,
  unpackGraph,
} from '../../graph/layout/packed';
import type { Direction } from '../../graph/scene';
import { betterDirection, type Size } from './betterDirection';

export interface LayoutRequest {
  readonly graph: PackedGraph;
  /** Where edges shall lead; or the room there is: then to where more of the graph can be read. */
  readonly direction: Direction | Size;
}

export type LayoutAnswer =
  | { readonly direction: Direction; readonly arrangement: PackedArrangement }
  | { readonly error: string };

interface WorkerScope {
  addEventListener(kind: 'message', take: (event: { readonly data: LayoutRequest }) => void): void;
  postMessage(answer: LayoutAnswer, transfer: ArrayBuffer[]): void;
}

/** Larger graphs cannot be read as a whole in either direction: they are laid out once. */
const MOST_TRIED_TWICE = 500;

const scope = globalThis as unknown as WorkerScope;

scope.addEventListener('message', ({ data }) => {
  answerTo(data).then(
    (answer) => scope.postMessage(answer, memoryOf(answer.arrangement)),
    (error: unknown) => scope.postMessage({ error: String(error) }, []),
  );
});

async function answerTo({ graph: packed, direction }: LayoutRequest) {
  const graph = unpackGraph(packed);
  const right = direction === 'down' ? undefined : await arranged(graph, 'right');
  const isTried = direction === 'down' || (direction !== 'right' && graph.boxes.length <= MOST_TRIED_TWICE);
  const down = isTried ? await arranged(graph, 'down') : undefined;
  const isDown = down && !(right && betterDirection(right, down, direction as Size) === 'right');
  return {
    direction: isDown ? ('down' as const) : ('right' as const),
    arrangement: packArrangement(graph, isDown ? down : right!),
  };
}
