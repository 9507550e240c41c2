// A DAG for tests of what is made of DAGs.

import { dag, edges, task } from '../support/dagFiles';

/** Two groups, one in the other; a mapped task, a setup; a group that adds no prefix. */
export const SAMPLE = dag('etl "x"', {
  tasks: [
    task('start', { kind: 'setup' }),
    task('g.load', { group: 'g', mapped: true, operator: 'BashOperator' }),
    task('g.inner.b', { group: 'g.inner' }),
    task('free', { group: 'g' }),
  ],
  edges: edges('start g.load', 'g.load g.inner.b', 'start g.load'),
  groups: [
    { id: 'g', parent: undefined },
    { id: 'g.inner', parent: 'g' },
  ],
});
