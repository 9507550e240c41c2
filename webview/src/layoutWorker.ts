// The worker that lays graphs out, so that the pane never stands still. It keeps nothing and may be ended at any time.

import type { GroupId } from '../../core/ir/dag';
import type { DagView } from '../../core/ir/dagView';
import { fold } from '../../graph/fold';
import { layOut } from '../../graph/layout/layout';
import type { Scene } from '../../graph/scene';

export interface LayoutOrder {
  /** Which DAG it is, for the one who orders. */
  readonly name: string;
  readonly dag: DagView;
  readonly folded: readonly GroupId[];
  readonly previous: Scene | undefined;
}

export type LayoutAnswer = { readonly scene: Scene } | { readonly error: string };

interface WorkerScope {
  addEventListener(kind: 'message', take: (event: { readonly data: LayoutOrder }) => void): void;
  postMessage(answer: LayoutAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.addEventListener('message', ({ data: { dag, folded, previous } }) => {
  layOut(fold(dag, new Set(folded)), previous).then(
    (scene) => scope.postMessage({ scene }),
    (error: unknown) => scope.postMessage({ error: String(error) }),
  );
});
