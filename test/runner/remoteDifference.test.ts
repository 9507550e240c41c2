// Where a deployed DAG differs from the file: DAG JSON on the left, what the API tells on the right.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DagJson, ScheduleJson, TaskJson } from '../../core/ir/dagJson';
import type { RemoteDagDetails, RemoteTask } from '../../runner/src/remote/airflowApi';
import { differences } from '../../runner/src/remote/difference';

const PLAIN = { operator: '@task', setup: false, teardown: false };

/** `a>b>c d` in the file: chains of tasks with the rule all_success; `x*` is mapped, `x!` has the rule all_done. */
function here(text: string, schedule: ScheduleJson = null): DagJson {
  const { tasks, edges } = read(text);
  const all = tasks.map(
    (task): TaskJson => ({ ...PLAIN, task_id: task.id, trigger_rule: task.rule, mapped: task.mapped }),
  );
  return { file: 'd.py', dag_id: 'd', orchestrator: 'airflow', schedule, tasks: all, edges, groups: [] };
}

function there(text: string): RemoteTask[] {
  const { tasks, edges } = read(text);
  return tasks.map(({ id, rule, mapped }) => ({
    ...{ task_id: id, trigger_rule: rule, is_mapped: mapped },
    downstream_task_ids: edges.filter(([up]) => up === id).map(([, down]) => down),
  }));
}

function read(text: string) {
  const chains = text.split(' ').map((chain) => chain.split('>'));
  const clean = (name: string): string => name.replace(/[*!]/g, '');
  const tasks = [...new Set(chains.flat())].map((name) => ({
    ...{ id: clean(name), mapped: name.includes('*'), rule: name.includes('!') ? 'all_done' : 'all_success' },
  }));
  const edges = chains.flatMap((chain) =>
    chain.slice(1).map((down, at): [string, string] => [clean(chain[at] ?? ''), clean(down)]),
  );
  return { tasks, edges };
}

const details = (more: Partial<RemoteDagDetails>): RemoteDagDetails => ({
  dag_id: 'd',
  is_paused: false,
  fileloc: '',
  ...more,
});

const TASKS: [string, string, string[]][] = [
  ['a>b>c', 'a>b>c', []],
  ['a>b>c', 'a>b', ["'c' is in the file, but not deployed."]],
  ['a>b', 'a>b>c', ["'c' is deployed, but not in the file."]],
  [
    'a>b a>c',
    'a>b>c',
    [
      "The dependency 'a' → 'c' is in the file, but not deployed.",
      "The dependency 'b' → 'c' is deployed, but not in the file.",
    ],
  ],
  ['a>b!', 'a>b', ["'b' has the trigger rule all_done in the file, and all_success where it is deployed."]],
  ['a>b*', 'a>b', ["'b' is mapped in the file, and not where it is deployed."]],
  ['a>b', 'a>b*', ["'b' is not mapped in the file, and mapped where it is deployed."]],
  ['a>?1', 'a>b', []],
];

test('tasks, dependencies, trigger rules and mapping', () => {
  for (const [file, deployed, wanted] of TASKS) {
    const found = differences(here(file), details({ timetable_summary: 'None' }), there(deployed));
    assert.deepEqual(
      found.map(({ message }) => message),
      wanted,
      `${file} | ${deployed}`,
    );
  }
});

const SCHEDULES: [ScheduleJson, Partial<RemoteDagDetails>, boolean][] = [
  [null, { timetable_summary: null }, true],
  [null, { timetable_summary: 'None' }, true],
  [null, { timetable_summary: '0 0 * * *' }, false],
  ['@daily', { timetable_summary: '0 0 * * *' }, true],
  ['@daily', { schedule_interval: { value: '@daily' } }, true],
  ['0 6 * * *', { timetable_summary: '0 7 * * *' }, false],
  ['@daily', { timetable_summary: 'None' }, false],
  [{ timedelta_seconds: 86_400 }, { timetable_summary: '1 day, 0:00:00' }, true],
  [{ timedelta_seconds: 259_200 }, { timetable_summary: '3 days, 0:00:00' }, true],
  [{ timedelta_seconds: 259_200 }, { schedule_interval: { days: 3, seconds: 0, microseconds: 0 } }, true],
  [{ timedelta_seconds: 5400 }, { timetable_summary: '1:30:00' }, true],
  [{ timedelta_seconds: 5400 }, { timetable_summary: '1:00:00' }, false],
  [{ assets: ['s3://x'] }, { timetable_summary: 'Asset' }, true],
  [{ assets: ['s3://x'] }, { timetable_summary: 'Dataset' }, true],
  [{ assets: ['s3://x'] }, { timetable_summary: 'None' }, false],
  [{ timetable: 'MyTimetable' }, { timetable_summary: 'anything' }, true],
  ['?', { timetable_summary: '0 0 * * *' }, true],
];

test('schedules', () => {
  for (const [schedule, deployed, isSame] of SCHEDULES) {
    const found = differences(here('a', schedule), details(deployed), there('a'));
    assert.equal(found.length === 0, isSame, `${JSON.stringify(schedule)} | ${JSON.stringify(deployed)}`);
  }
});
