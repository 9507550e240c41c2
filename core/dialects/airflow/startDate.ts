// Whether a start_date is missing. Airflow 3 needs one where a DAG with a schedule catches up (`_validate_catchup` of the SDK,
// 1.0.0 to 3.3.2); 2.4 to 2.11 where the DAG has a schedule; both when the DAG is made; before that whatever the schedule is, when a task joins the DAG. (Read from dag.py of 2.11.2 and 2.3.4, and run.)

import type { Interpreter } from '../../eval/interpreter';
import type { Value } from '../../eval/values';
import type { Origin } from '../../text/span';
import { atLeast } from '../../text/version';
import type { Defaults } from './arguments';
import type { DagModel, TaskModel } from './model';
import { isDelta } from './moments';
import { report, stateOf } from './state';

const SCHEDULE_ARGUMENTS = ['schedule', 'schedule_interval', 'timetable'];

/** Checks what Airflow 2.4 and later ask of the DAG itself. */
export function checkDagStartDate(I: Interpreter, dag: DagModel, at: Origin): void {
  const { version, oldestVersion } = stateOf(I);
  if (!atLeast(oldestVersion, 2, 4) || dag.incomplete || hasStartDate(dag)) return;
  if (atLeast(version, 3)) {
    checkCatchup(I, dag, at);
    return;
  }
  const schedules = SCHEDULE_ARGUMENTS.map((name) => dag.args.get(name)).filter((value) => value !== undefined);
  if (!schedules.some((value) => certainlyTrue(value))) return;
  report(I, { kind: 'missing-start-date', taskId: '', catchup: false }, at, { dag, refuses: 'file', from: schedules });
}

/** Timetables may say that they are no schedule; texts, deltas and lists of assets are one. */
function checkCatchup(I: Interpreter, dag: DagModel, at: Origin): void {
  const [schedule, catchup] = [dag.args.get('schedule'), dag.args.get('catchup')];
  if (catchup?.kind !== 'bool' || !catchup.value || !schedule || !isAutomatic(schedule)) return;
  // Airflow 2 needs no start_date for a list of assets.
  if (schedule.kind === 'list' && !atLeast(stateOf(I).oldestVersion, 3)) return;
  const from = [schedule, catchup];
  report(I, { kind: 'missing-start-date', taskId: '', catchup: true }, at, { dag, refuses: 'file', from });
}

function isAutomatic(schedule: Value): boolean {
  return schedule.kind === 'str' || schedule.kind === 'list' || isDelta(schedule);
}

/** Checks what Airflow before 2.4 asks of each task. */
export function checkStartDate(I: Interpreter, dag: DagModel, task: TaskModel, defaults: Defaults, at: Origin): void {
  if (atLeast(stateOf(I).version, 2, 4) || dag.incomplete || hasStartDate(dag) || defaults.open) return;
  if (task.args.has('start_date') || defaults.values.has('start_date')) return;
  if (dag.tasks.size > 1) return;
  report(I, { kind: 'missing-start-date', taskId: task.id, catchup: false }, at, { dag, refuses: 'file' });
}

function hasStartDate(dag: DagModel): boolean {
  const own = dag.args.get('start_date');
  if (own && own.kind !== 'none') return true;
  if (dag.defaultArgs?.open) return true;
  return [...(dag.defaultArgs?.entries.values() ?? [])].some(
    ({ key }) => key.kind === 'str' && key.value === 'start_date',
  );
}

function certainlyTrue(value: Value): boolean {
  switch (value.kind) {
    case 'str':
      return value.value !== '';
    case 'instance':
      return true;
    default:
      return false;
  }
}
