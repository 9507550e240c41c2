// The worker that lays graphs out, so that the pane never stands still. It keeps nothing and may be ended at any time.

import type { GroupId } from '../../core/ir/dag';
import type { DagView } from '../../core/ir/dagView';
import { fold } from '../../graph/fold';
import { type FormerPlaces, layOut } from '../../graph/layout/layout';
import type { Direction, Scene } from '../../graph/scene';
import { betterScene, type Size } from './betterScene';

export interface LayoutOrder {
  /** Which DAG it is, for the one who orders. */
  readonly name: string;
  readonly dag: DagView;
  readonly folded: readonly GroupId[];
  readonly previous: FormerPlaces | undefined;
  /** Where edges shall lead; or the room there is: then to where more of the graph can be read. */
  readonly direction: Direction | Size;
}

export type LayoutAnswer = { readonly scene: Scene } | { readonly error: string };

interface WorkerScope {
  addEventListener(kind: 'message', take: (event: { readonly data: LayoutOrder }) => void): void;
  postMessage(answer: LayoutAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.addEventListener('message', ({ data }) => {
  laidOut(data).then(
    (scene) => scope.postMessage({ scene }),
    (error: unknown) => scope.postMessage({ error: String(error) }),
  );
});

async function laidOut({ dag, folded, previous, direction }: LayoutOrder): Promise<Scene> {
  const visible = fold(dag, new Set(folded));
  if (typeof direction === 'string') return layOut(visible, previous, direction);
  return betterScene(await layOut(visible, previous, 'right'), await layOut(visible, previous, 'down'), direction);
}
