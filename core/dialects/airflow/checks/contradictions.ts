// Arguments of one task or DAG that cannot go together. Asked of 1.10.15, 2.3.4, 2.11.2 and 3.3.2.

import type { Interpreter } from '../../../eval/interpreter';
import type { StrValue, Value } from '../../../eval/values';
import type { Contradiction } from '../../../ir/buildEvent';
import type { Origin } from '../../../text/span';
import { atLeast } from '../../../text/version';
import { isGiven } from '../arguments';
import type { DagModel, TaskModel } from '../model';
import { report, stateOf } from '../state';
import { namePlace } from './argumentNames';

/** `TaskInstanceState` and `DagRunState` of every line since 2.0. */
const TASK_STATES =
  'removed scheduled queued running success restarting failed up_for_retry up_for_reschedule upstream_failed skipped deferred shutdown sensing awaiting_input'.split(
    ' ',
  );
const RUN_STATES = ['queued', 'running', 'success', 'failed'];
const STATE_LISTS = ['allowed_states', 'skipped_states', 'failed_states'];

/** Reports what the arguments of a task, default arguments included, say against each other. */
export function checkTaskContradictions(I: Interpreter, task: TaskModel, at: Origin): void {
  const { version } = stateOf(I);
  const check = new Arguments(I, task, at);
  if (task.operator === 'ExternalTaskSensor' && !task.mapped) checkExternalTask(check, version);
  if (
    !task.mapped &&
    atLeast(version, 2, 10) &&
    check.isTrue('soft_fail') &&
    check.isTrue('never_fail') &&
    isSensor(task)
  )
    check.report('exclusive', ['never_fail', 'soft_fail'], true);
  if (check.isTrue('wait_for_downstream') && check.isFalse('depends_on_past'))
    check.report('downstream-needs-past', ['depends_on_past', 'wait_for_downstream']);
  const mail = ['email_on_failure', 'email_on_retry'].find((name) => check.isTrue(name));
  if (mail && !check.mayHave('email')) check.report('mail-without-address', [mail]);
}

/** `schedule='@continuous'` needs `max_active_runs=1` (2.6 and later; not given, it is 16 by default). */
export function checkContinuous(I: Interpreter, dag: DagModel, at: Origin): void {
  const schedule = dag.args.get('schedule') ?? dag.args.get('schedule_interval');
  const runs = dag.args.get('max_active_runs');
  const isTooMany = runs ? runs.kind === 'int' && runs.value > 1 : !dag.open;
  if (schedule?.kind !== 'str' || schedule.value !== '@continuous' || !isTooMany) return;
  const event = {
    kind: 'contradictory-arguments',
    owner: 'DAG',
    problem: 'continuous-runs',
    names: ['max_active_runs'],
  } as const;
  const place = runs ? namePlace(I, at, 'max_active_runs', runs) : namePlace(I, at, 'schedule', schedule);
  report(I, event, place, { dag, refuses: 'file', from: [schedule, runs] });
}

function checkExternalTask(check: Arguments, version: string): void {
  check.exclusive('execution_delta', 'execution_date_fn');
  if (!atLeast(version, 2)) return;
  if (!(atLeast(version, 2, 4) && check.isEmpty('external_task_ids')))
    check.exclusive('external_task_id', 'external_task_ids');
  if (atLeast(version, 2, 4)) {
    check.exclusive('external_task_id', 'external_task_group_id');
    if (!check.isEmpty('external_task_ids')) check.exclusive('external_task_ids', 'external_task_group_id');
  }
  checkStates(check);
}

function checkStates(check: Arguments): void {
  const isOfTask = ['external_task_id', 'external_task_ids', 'external_task_group_id'].some((name) =>
    check.mayHave(name),
  );
  const known = isOfTask ? TASK_STATES : RUN_STATES;
  const seen = new Map<string, string>();
  // Without allowed_states (or with an empty list) it is success that is waited for.
  if (check.texts('allowed_states')?.length === 0) seen.set('success', 'allowed_states');
  for (const list of STATE_LISTS)
    for (const value of check.texts(list) ?? []) {
      const state = value.value;
      const other = seen.get(state);
      if (!known.includes(state)) check.report('unknown-state', [list], true, value, [state, ...known]);
      else if (other !== undefined && other !== list) check.report('state-twice', [list, other], true, value, [state]);
      seen.set(state, list);
    }
}

function isSensor({ instance }: TaskModel): boolean {
  return instance.type.mro.some((type) => type.kind === 'class' && /Sensor(Operator)?(Async)?$/.test(type.name));
}

/** The arguments of one task, and reports about them. */
class Arguments {
  constructor(
    private readonly I: Interpreter,
    private readonly task: TaskModel,
    private readonly at: Origin,
  ) {}

  private value(name: string): Value | undefined {
    return this.task.args.get(name) ?? this.task.defaults?.values.get(name);
  }

  isTrue(name: string): boolean {
    const value = this.value(name);
    return value?.kind === 'bool' && value.value;
  }

  /** An empty list, or one that may be. */
  isEmpty(name: string): boolean {
    const value = this.value(name);
    return value?.kind === 'list' && !value.items.length;
  }

  isFalse(name: string): boolean {
    const value = this.value(name);
    return value?.kind === 'bool' && !value.value;
  }

  /** Given, or perhaps given. */
  mayHave(name: string): boolean {
    const { open, defaults, dag } = this.task;
    if (dag?.defaultArgs?.perhaps?.has(name)) return true;
    const isAssumed = this.value(name)?.assumed !== undefined;
    return isAssumed || isGiven(this.value(name)) || open !== undefined || defaults?.open !== undefined;
  }

  /** The texts of a list; an empty one where it is not given; undefined where they are not all known. */
  texts(name: string): readonly StrValue[] | undefined {
    const value = this.value(name);
    if (!isGiven(value)) return this.mayHave(name) ? undefined : [];
    if ((value.kind !== 'list' && value.kind !== 'tuple') || value.open) return undefined;
    const texts = value.items.flatMap((item) => (item.kind === 'str' ? [item] : []));
    return texts.length === value.items.length ? texts : undefined;
  }

  /** Only one of the two may be given, whatever it is. */
  exclusive(first: string, second: string): void {
    const [one, other] = [this.value(first), this.value(second)];
    const certain = [one, other].every((value) => isGiven(value) && value.kind !== 'unknown');
    if (certain) this.report('exclusive', [second, first], true);
  }

  report(
    problem: Contradiction['problem'],
    names: readonly string[],
    refuses = false,
    at?: Value,
    values: readonly string[] = [],
  ): void {
    const { I, task } = this;
    const [name] = names;
    const value = at ?? (name === undefined ? undefined : this.value(name));
    const place = at && at.at.uri === I.entry ? at.at : namePlace(I, this.at, name ?? '', value);
    const from = [...names.map((one) => this.value(one)), at];
    const event = { kind: 'contradictory-arguments', owner: task.operator, problem, names, values } as const;
    report(I, event, place, { dag: task.dag, from, ...(refuses ? { refuses: 'file' as const } : {}) });
  }
}
