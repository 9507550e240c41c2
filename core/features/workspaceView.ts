// All DAGs of a workspace as one picture: DAGs and assets are its nodes, what starts and what waits for what its arrows.

import type { DagView, EdgeView, FindingView, TaskView } from '../ir/dagView';
import type { Origin } from '../text/span';
import type { DagLink, FileLinks, LinkedDag } from './dagLinks';

/**
 * The picture in the form of one DAG, so that the same drawing serves: its `tasks` are DAGs (`operator` `DAG`), DAGs that
 * no file makes (`unknown DAG`) and assets (`Asset`). Airflow refuses no circle among them, so there are no `cycles`.
 */
export function workspaceView(files: readonly FileLinks[]): DagView {
  const nodes = new Nodes(files.flatMap(({ dags }) => dags));
  const edges = new Map<string, EdgeView>();
  for (const { dag, id } of nodes.own)
    for (const link of dag.links) for (const edge of nodes.edgesOf(link, id)) add(edges, edge);
  const { own, tasks, findings } = nodes;
  const hiding = files.filter(({ hidesDags }) => hidesDags).length;
  return {
    dagId: undefined,
    version: own[0]?.dag.version ?? '',
    tasks,
    groups: [],
    edges: [...edges.values()],
    cycles: [],
    findings,
    gaps: nodes.gaps,
    refused: undefined,
    notCollected: undefined,
    incomplete: hiding > 0 ? `${hiding} ${hiding > 1 ? 'files' : 'file'} may make DAGs that cannot be read` : undefined,
    conditional: undefined,
    failFast: false,
    schedule: `${own.length} ${own.length === 1 ? 'DAG' : 'DAGs'}`,
    at: own[0]?.dag.at ?? { uri: '', start: 0, end: 0 },
  };
}

/** The first way from one node to another gives the arrow; others add their words. */
function add(edges: Map<string, EdgeView>, edge: EdgeView): void {
  const key = JSON.stringify([edge.upstream, edge.downstream]);
  const known = edges.get(key);
  if (!known) edges.set(key, edge);
  else {
    const labels = new Set([known.label, edge.label].filter((label) => label !== undefined));
    const conditional = edge.conditional === undefined ? undefined : known.conditional;
    edges.set(key, { ...known, conditional, label: [...labels].join(', ') || undefined });
  }
}

/** How a link is drawn: from the DAG to what it names, or the other way, and what stands at the arrow. */
const DRAWN: Readonly<Record<DagLink['kind'], { readonly toward: boolean; readonly label: string | undefined }>> = {
  triggers: { toward: true, label: 'triggers' },
  marks: { toward: true, label: 'marks' },
  waitsFor: { toward: false, label: 'waits for' },
  updates: { toward: true, label: undefined },
  startedBy: { toward: false, label: undefined },
};

class Nodes {
  readonly tasks: TaskView[] = [];
  readonly findings: FindingView[] = [];
  readonly gaps: { readonly because: string; readonly at: Origin }[] = [];
  readonly own: readonly { readonly dag: LinkedDag; readonly id: string }[];
  private readonly taken = new Set<string>();
  private readonly byDagId = new Map<string, string[]>();
  private readonly assets = new Map<string, string>();

  constructor(dags: readonly LinkedDag[]) {
    this.own = dags.map((dag) => ({ dag, id: this.addDag(dag) }));
  }

  /** The arrows of one link of the DAG with this node; none where it is not known what it names. */
  edgesOf(link: DagLink, id: string): EdgeView[] {
    const { kind, to, task, conditional, at } = link;
    if (to === undefined) {
      this.gaps.push({ because: `${task === undefined ? 'the schedule' : `task '${task}'`} ${UNKNOWN[kind]}`, at });
      return [];
    }
    const others = kind === 'updates' || kind === 'startedBy' ? [this.asset(to, at)] : this.dagsNamed(to, at);
    const { toward, label } = DRAWN[kind];
    return others.map((other) => ({
      ...(toward ? { upstream: id, downstream: other } : { upstream: other, downstream: id }),
      ...{ label, conditional, isInCycle: false, at, findings: [] },
    }));
  }

  private addDag({ dagId, schedule, conditional, refusal, at }: LinkedDag): string {
    const findings = refusal ? [this.findings.push(refusal) - 1] : [];
    const id = this.add(dagId ?? '?', {
      operator: 'DAG',
      doc: schedule,
      conditional,
      at,
      findings,
      isIdKnown: dagId !== undefined,
    });
    if (dagId !== undefined) this.byDagId.set(dagId, [...(this.byDagId.get(dagId) ?? []), id]);
    return id;
  }

  /** Several files may make a DAG of this id; if none does, it gets a node all the same. */
  private dagsNamed(dagId: string, at: Origin): readonly string[] {
    const known = this.byDagId.get(dagId);
    if (known) return known;
    const doc = 'No file of the workspace is seen to make it.';
    const made = [
      this.add(dagId, { operator: 'unknown DAG', doc, conditional: undefined, at, findings: [], isIdKnown: true }),
    ];
    this.byDagId.set(dagId, made);
    return made;
  }

  private asset(name: string, at: Origin): string {
    const known = this.assets.get(name);
    if (known !== undefined) return known;
    const node = { operator: 'Asset', doc: undefined, conditional: undefined, at, findings: [], isIdKnown: true };
    const id = this.add(name, node);
    this.assets.set(name, id);
    return id;
  }

  /** Adds a node. @returns its id: the name, with a number where that is taken */
  private add(
    name: string,
    node: Pick<TaskView, 'operator' | 'doc' | 'conditional' | 'at' | 'findings' | 'isIdKnown'>,
  ): string {
    let id = name;
    for (let number = 2; this.taken.has(id); number++) id = `${name} (${number})`;
    this.taken.add(id);
    this.tasks.push({
      ...node,
      id,
      ...{
        operatorPath: undefined,
        fill: undefined,
        textColour: undefined,
        triggerRule: 'all_success',
        kind: 'work',
        failsRun: true,
      },
      ...{
        mapped: false,
        isSensor: false,
        group: undefined,
        branch: undefined,
        assumed: undefined,
        templateFields: [],
        via: undefined,
      },
    });
    return id;
  }
}

const UNKNOWN: Readonly<Record<DagLink['kind'], string>> = {
  triggers: 'triggers a DAG whose id is not known',
  marks: 'marks a DAG whose id is not known',
  waitsFor: 'waits for a DAG whose id is not known',
  updates: 'updates an asset that is not known',
  startedBy: 'waits for an asset that is not known',
};
