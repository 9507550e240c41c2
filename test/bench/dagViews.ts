// The DAGs of a file that `daglens graph --format json` wrote, as pictures of them: as far as a layout is concerned.

import { readFileSync } from 'node:fs';
import type { GraphJson } from '../../core/ir/dagJson';
import type { DagView } from '../../core/ir/dagView';
import { dagView, edgeView, groupView, taskView } from '../graph/sampleView';

export function dagViewsIn(file: string): DagView[] {
  const { dags } = JSON.parse(readFileSync(file, 'utf8')) as GraphJson;
  return dags.map(({ dag_id, tasks, edges, groups }) => {
    const around = (id: string) =>
      groups.filter((group) => id.startsWith(`${group}.`)).toSorted((a, b) => b.length - a.length)[0];
    return dagView({
      dagId: dag_id,
      tasks: tasks.map(({ task_id, operator, trigger_rule, mapped }) =>
        taskView(task_id, { operator, triggerRule: trigger_rule, mapped, group: around(task_id) }),
      ),
      groups: groups.map((id) => groupView(id, around(id))),
      edges: edges.map(([from, to]) => edgeView(from, to)),
    });
  });
}
