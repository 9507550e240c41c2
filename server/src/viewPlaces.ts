// Places of a DAG's picture under other names of files.

import type { DagView } from '../../core/ir/dagView';
import type { Origin } from '../../core/text/span';

/** A place with its file renamed, such as to an address; one that names no file stays without one. */
export function withFile({ uri, start, end }: Origin, rename: (file: string) => string): Origin {
  return { uri: uri && rename(uri), start, end };
}

/** The view with every file of a place renamed. */
export function withFiles(view: DagView, rename: (file: string) => string): DagView {
  const place = (at: Origin): Origin => withFile(at, rename);
  const placed = <T extends { readonly at: Origin }>(one: T): T => ({ ...one, at: place(one.at) });
  return {
    ...view,
    tasks: view.tasks.map((task) => ({ ...placed(task), via: task.via && place(task.via) })),
    groups: view.groups.map(placed),
    edges: view.edges.map(placed),
    findings: view.findings.map(placed),
    gaps: view.gaps.map(placed),
    at: place(view.at),
  };
}
