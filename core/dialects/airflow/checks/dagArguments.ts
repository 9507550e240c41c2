// What DAG() makes of its arguments. Read from dag.py of 1.10.15, 2.0 to 2.11 and 3.0 to 3.3, and run in 2.11.2 and 3.3.2.

import type { Interpreter } from '../../../eval/interpreter';
import type { Value } from '../../../eval/values';
import type { Origin } from '../../../text/span';
import { atLeast } from '../../../text/version';
import { isGiven } from '../arguments';
import type { DagModel } from '../model';
import { DAG_PARAMETERS, DAG_SUCCESSORS } from '../parameterHistory';
import { stateOf } from '../state';
import { type Callee, checkNames } from './argumentNames';
import { checkTypes, reportInvalid, type TypeTable } from './argumentTypes';

const CALLEE: Callee = {
  of: 'dag',
  name: 'DAG',
  parameters: DAG_PARAMETERS,
  successors: DAG_SUCCESSORS,
  deprecatedSince: new Map([
    ['schedule_interval', '2.4'],
    ['timetable', '2.4'],
    ['concurrency', '2.2'],
    ['full_filepath', '2.0'],
    ['sla_miss_callback', '3.0'],
  ]),
};

/** Two schedules are refused anyway. */
const UNWARNED: Callee = { ...CALLEE, deprecatedSince: new Map() };

function hasTwoSchedules({ args }: DagModel): boolean {
  return ['schedule', 'schedule_interval', 'timetable'].filter((name) => isGiven(args.get(name))).length > 1;
}

/** `validate_instance_args` of 2.10 and 2.11: None passes always. */
const TYPES_2: TypeTable = [
  ['description', 'text'],
  ['max_active_tasks', 'integer'],
  ['max_active_runs', 'integer'],
  ['max_consecutive_failed_dag_runs', 'integer'],
  ['dagrun_timeout', 'duration'],
  ['default_view', 'text'],
  ['orientation', 'text'],
  ['catchup', 'bool'],
  ['doc_md', 'text'],
  ['is_paused_upon_creation', 'bool'],
  ['render_template_as_native_obj', 'bool'],
  ['tags', 'list'],
  ['auto_register', 'bool'],
  ['fail_stop', 'bool'],
  ['dag_display_name', 'text'],
];

/** Validators of the attrs class of 3.x. */
const TYPES_3: TypeTable = [
  ['description', 'text'],
  ['max_active_tasks', 'integer'],
  ['max_active_runs', 'integer'],
  ['max_consecutive_failed_dag_runs', 'integer'],
  ['dagrun_timeout', 'duration'],
  ['dag_display_name', 'text'],
  ['doc_md', 'text'],
];

/** Read as moments by all versions: anything without `tzinfo` fails. */
function checkMoments(I: Interpreter, dag: DagModel, at: Origin): void {
  for (const name of ['start_date', 'end_date']) {
    const value = dag.args.get(name);
    const isWrong =
      value?.kind === 'str' || value?.kind === 'int' || (value?.kind === 'instance' && value.type.name === 'date');
    if (value && isWrong) reportInvalid(I, 'DAG', name, value, 'a datetime', at, dag);
  }
}

/** Values that DAG() refuses although their type is right. */
function checkValues(I: Interpreter, dag: DagModel, at: Origin): void {
  const { version } = stateOf(I);
  const { args } = dag;
  const refuse = (name: string, value: Value, expected: string): void =>
    reportInvalid(I, 'DAG', name, value, expected, at, dag);
  const params = args.get('params');
  if (params?.kind === 'list' || params?.kind === 'tuple') refuse('params', params, 'a dict');
  const tags = args.get('tags');
  for (const tag of tags?.kind === 'list' || tags?.kind === 'tuple' ? tags.items : []) {
    if (tag.kind === 'int' || tag.kind === 'float') refuse('tags', tag, 'texts');
    if (tag.kind === 'str' && [...tag.value].length > 100) refuse('tags', tag, 'texts of at most 100 characters');
  }
  const links = args.get('owner_links');
  for (const { value } of links?.kind === 'dict' && atLeast(version, 2, 4) ? links.entries.values() : [])
    if (value.kind === 'str' && !isLink(value.value))
      refuse('owner_links', value, 'links such as https://… and mailto:…');
  if (!atLeast(version, 2) || atLeast(version, 3)) return;
  const orientation = args.get('orientation');
  if (orientation?.kind === 'str' && !ORIENTATIONS.includes(orientation.value))
    refuse('orientation', orientation, `one of ${ORIENTATIONS.join(', ')}`);
  const failures = args.get('max_consecutive_failed_dag_runs');
  if (failures?.kind === 'int' && failures.value < 0)
    refuse('max_consecutive_failed_dag_runs', failures, 'a whole number, not negative');
}

/** As `validate_owner_links` has it (dag.py of 2.4.3 to 3.3.2). */
function isLink(text: string): boolean {
  return /^(?:mailto:(?:\/\/[^/?#]*)?[^?#]+|[a-z][a-z0-9+.-]*:\/\/[^/?#]+.*)$/is.test(text.trim());
}

const ORIENTATIONS: readonly string[] = ['LR', 'TB', 'RL', 'BT'];

/** Reports what DAG() refuses or warns of. `at`: the call. */
export function checkDagArguments(I: Interpreter, dag: DagModel, at: Origin): void {
  const { version } = stateOf(I);
  // Which arguments of a doubtful dict there are is not known.
  if (!dag.open?.mayBeLess) checkNames(I, hasTwoSchedules(dag) ? UNWARNED : CALLEE, dag.args, at, dag, 'file');
  checkMoments(I, dag, at);
  checkValues(I, dag, at);
  if (atLeast(version, 2)) checkTypes(I, 'DAG', [['default_args', 'dict']], dag.args, at, dag);
  if (atLeast(version, 3)) {
    checkTypes(I, 'DAG', TYPES_3, dag.args, at, dag);
    // Refused when the DAG is serialized.
    checkTypes(I, 'DAG', [['catchup', 'bool']], dag.args, at, dag, 'dag');
  } else if (atLeast(version, 2, 10)) checkTypes(I, 'DAG', TYPES_2, dag.args, at, dag);
}
