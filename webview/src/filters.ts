// Which tasks the user looks for: by text, by operator, by what is special about them, by the state that is supposed.

import type { DagView, TaskView } from '../../core/ir/dagView';
import type { Outcomes } from './outcomes';

/** One line of the filter box. */
export interface FilterOption {
  /** What `PaneState.filter` holds. */
  readonly value: string;
  readonly label: string;
}

const MARKS: Readonly<Record<string, { readonly label: string; readonly test: (task: TaskView) => boolean }>> = {
  findings: { label: 'With findings', test: ({ findings }) => findings.length > 0 },
  branch: { label: 'Branches', test: ({ branch }) => branch !== undefined },
  mapped: { label: 'Mapped', test: ({ mapped }) => mapped },
  sensor: { label: 'Sensors', test: ({ isSensor }) => isSensor },
  scope: { label: 'Setup and teardown', test: ({ kind }) => kind !== 'work' },
  rule: { label: 'Other trigger rule', test: ({ triggerRule }) => triggerRule !== 'all_success' },
  assumed: { label: 'Assumed', test: ({ assumed }) => assumed !== undefined },
  conditional: { label: 'May not exist', test: ({ conditional }) => conditional !== undefined },
};

/** What the filter box offers for a DAG: only what some of its tasks are, with how many. */
export function filterOptions({ tasks }: DagView, outcomes: Outcomes | undefined): Record<string, FilterOption[]> {
  const marks = Object.entries(MARKS).map(([name, { label, test }]) => ({
    value: `mark:${name}`,
    label,
    count: tasks.filter(test).length,
  }));
  return {
    Operator: counted(
      tasks.map(({ operator }) => operator),
      'operator',
    ),
    Kind: marks
      .filter(({ count }) => count > 0)
      .map(({ value, label, count }) => ({ value, label: `${label} (${count})` })),
    'State, as supposed': outcomes
      ? counted(
          [...outcomes.states.values()].map(({ state }) => state),
          'state',
        )
      : [],
  };
}

/** The ids of the tasks that search and filter leave; undefined: nothing is looked for. */
export function matches(
  { tasks }: DagView,
  search: string,
  filter: string,
  outcomes: Outcomes | undefined,
): ReadonlySet<string> | undefined {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && filter === '') return undefined;
  const found = tasks.filter((task) => {
    const text = `${task.id} ${task.operator} ${task.group ?? ''} ${task.triggerRule ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word)) && passes(task, filter, outcomes);
  });
  return new Set(found.map(({ id }) => id));
}

function passes(task: TaskView, filter: string, outcomes: Outcomes | undefined): boolean {
  const [kind, value = ''] = [filter.slice(0, filter.indexOf(':')), filter.slice(filter.indexOf(':') + 1)];
  if (kind === 'operator') return task.operator === value;
  if (kind === 'mark') return MARKS[value]?.test(task) ?? true;
  if (kind === 'state') return outcomes?.states.get(task.id)?.state === value;
  return true;
}

function counted(values: readonly string[], kind: string): FilterOption[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([value, count]) => ({
      value: `${kind}:${value}`,
      label: `${value} (${count})`,
    }));
}
