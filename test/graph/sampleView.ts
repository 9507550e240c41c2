// Pictures of DAGs by hand, for tests of what is drawn.

import type { DagView, EdgeView, GroupView, TaskView } from '../../core/ir/dagView';

export const AT = { uri: 'file:///p/etl.py', start: 0, end: 1 };

export function taskView(id: string, some: Partial<TaskView> = {}): TaskView {
  return {
    ...{ id, isIdKnown: true, operator: 'EmptyOperator', operatorPath: undefined, doc: undefined },
    ...{
      fill: '#e8f7e4',
      textColour: undefined,
      triggerRule: 'all_success',
      kind: 'work',
      failsRun: true,
      mapped: false,
    },
    ...{ isSensor: false, group: undefined, branch: undefined, conditional: undefined, assumed: undefined },
    templateFields: undefined,
    ...{ at: AT, via: undefined, findings: [] },
    ...some,
  };
}

export function edgeView(upstream: string, downstream: string, some: Partial<EdgeView> = {}): EdgeView {
  return {
    ...{ upstream, downstream, label: undefined, conditional: undefined, isInCycle: false, at: AT, findings: [] },
    ...some,
  };
}

/** The label is what follows the last dot. */
export function groupView(id: string, parent?: string, some: Partial<GroupView> = {}): GroupView {
  return { id, label: id.split('.').at(-1)!, parent, mapped: false, at: AT, ...some };
}

/** Tasks and groups may be given as ids; edges as `a>b`. */
export function dagView(
  some: Partial<Omit<DagView, 'tasks' | 'edges' | 'groups'>> & {
    readonly tasks?: readonly (string | TaskView)[];
    readonly edges?: readonly (string | EdgeView)[];
    readonly groups?: readonly GroupView[];
  } = {},
): DagView {
  return {
    ...{ dagId: 'etl', version: '3.1.0', groups: [], cycles: [], findings: [], gaps: [] },
    ...{ refused: undefined, notCollected: undefined, incomplete: undefined, conditional: undefined },
    ...{ failFast: false, schedule: 'every day at 00:00 UTC', at: AT },
    ...some,
    tasks: (some.tasks ?? []).map((task) => (typeof task === 'string' ? taskView(task) : task)),
    edges: (some.edges ?? []).map((edge) => {
      if (typeof edge !== 'string') return edge;
      const [upstream, downstream] = edge.split('>');
      return edgeView(upstream!, downstream!);
    }),
  };
}
