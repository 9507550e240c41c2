// Where the DAGs of a file are made: an editor offers their graphs there.

import type { DagFile } from '../ir/dag';
import type { Origin } from '../text/span';

export interface DagLens {
  /** In the file itself. */
  readonly at: Origin;
  /** Indexes of the DAGs made there: several where a loop makes them. */
  readonly dags: readonly number[];
}

/** The places of a file where DAGs are made, in the order of the text; DAGs made elsewhere have none. */
export function dagLenses({ uri, dags }: DagFile): DagLens[] {
  const lenses = new Map<number, { at: Origin; dags: number[] }>();
  for (const [index, dag] of dags.entries()) {
    const at = [dag.at, dag.via].find((each) => each?.uri === uri);
    if (!at) continue;
    const known = lenses.get(at.start);
    if (known) known.dags.push(index);
    else lenses.set(at.start, { at, dags: [index] });
  }
  return [...lenses.values()].sort((a, b) => a.at.start - b.at.start);
}
