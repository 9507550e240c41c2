// From what was built to the plain DAG model: which DAGs Airflow finds in the module, and what they hold.

import type { Evaluation } from '../../eval/evaluate';
import type { Interpreter } from '../../eval/interpreter';
import { pythonStr } from '../../eval/library/text';
import type { Value } from '../../eval/values';
import type { BuildEvent } from '../../ir/buildEvent';
import type { Dag, Edge, Gap, Task, TaskGroup } from '../../ir/dag';
import { type Fact, known, notKnown } from '../../ir/fact';
import type { DateTimeFact } from '../../ir/plainValue';
import { type Origin, originOf } from '../../text/span';
import { argumentPlace, isGiven } from './arguments';
import { assetsIn } from './assetValues';
import { branchTargets } from './branches';
import { checkDefaultArguments } from './checks/defaultArguments';
import { checkOwnFields } from './checks/ownFields';
import { leftoverEvents } from './leftovers';
import { actual, DagModel, type GroupModel, type Place, type TaskModel } from './model';
import { momentOf } from './moments';
import { classPaths, ownColours } from './operatorClasses';
import { dagArguments, taskArguments, templatedFields } from './plainArguments';
import { PlainValues } from './plainValues';
import { scheduleOf } from './schedule';
import { type AirflowState, type PendingEvent, stateOf } from './state';
import { modelOf, triggerRuleOf } from './taskFactory';
import { templateFields } from './templateFields';
import { templateTexts } from './templateTexts';
import { effectiveTriggerRule, triggerRuleText } from './triggerRules';

export interface Collected {
  readonly dags: readonly Dag[];
  readonly events: readonly BuildEvent[];
  readonly gaps: readonly Gap[];
}

/** All DAGs of an evaluated file, those that Airflow would not find included. */
export function collect(evaluation: Evaluation, state: AirflowState): Collected {
  const { interpreter: I } = evaluation;
  const found = foundDags(evaluation, state);
  const models = [...found, ...state.dags.filter((dag) => !found.has(dag))];
  const plain = new PlainValues();
  const dags = models.map((dag) => dagOf(I, state, dag, found.has(dag), evaluation.unfinished, plain));
  for (const { name, at, known } of I.undefinedNames)
    state.note({ event: { kind: 'undefined-name', name, known }, at, dag: undefined, refuses: 'file' });
  if (evaluation.raised) noteRaise(I, evaluation.raised.exception, evaluation.raised.at, state);
  else if (!evaluation.unfinished) {
    noteLeftovers(I.entry, state, found);
    checkDefaultArguments(I, [...found]);
    checkOwnFields(I, [...found]);
  }
  const number = (dag: DagModel | undefined) => (dag ? numberOf(models, dag) : undefined);
  const events = state.events
    .filter((pending) => pending.at.uri === I.entry)
    .map((pending) => eventOf(pending, number(pending.dag)));
  const gaps = I.gaps.flatMap((gap) => gapIn(I, gap));
  return {
    dags,
    events,
    gaps: evaluation.unfinished
      ? [...gaps, { because: evaluation.unfinished, at: { uri: I.entry, start: 0, end: 0 } }]
      : gaps,
  };
}

function numberOf(models: readonly DagModel[], dag: DagModel): number | undefined {
  const index = models.indexOf(dag);
  return index < 0 ? undefined : index;
}

function eventOf({ event, at, refuses }: PendingEvent, dag: number | undefined): BuildEvent {
  return { ...event, at: originOf(at), dag, refuses };
}

function gapIn(I: Interpreter, gap: Gap): Gap[] {
  return gap.at.uri === I.entry ? [{ because: gap.because, at: originOf(gap.at) }] : [];
}

function noteRaise(I: Interpreter, exception: Value, at: Origin, state: AirflowState): void {
  const type = exception.kind === 'instance' ? exception.type.name : 'an error';
  const message = exception.kind === 'instance' ? pythonStr(I, exception) : undefined;
  const place = at.uri === I.entry ? at : I.placeInEntry(at);
  if (place)
    state.note({
      event: { kind: 'raised', exception: message ? `${type}: ${message}` : type },
      at: place,
      dag: undefined,
      refuses: 'file',
    });
}

/** What was made and came to nothing. */
function noteLeftovers(entry: string, state: AirflowState, found: ReadonlySet<DagModel>): void {
  for (const { event, at } of leftoverEvents(entry, state.leftovers))
    state.note({ event, at, dag: undefined, refuses: undefined });
  for (const dag of state.dags) {
    const at = dag.place.at.uri === entry ? dag.place.at : dag.place.via;
    const isDoubtful =
      dag.conditional !== undefined || dag.assumed !== undefined || state.leftovers.handedOver.has(dag);
    if (found.has(dag) || dag.tasks.size === 0 || isDoubtful || !at) continue;
    const unregistered = dag.args.get('auto_register');
    const event = {
      kind: 'dag-not-collected',
      isUnregistered: unregistered?.kind === 'bool' && !unregistered.value,
    } as const;
    state.note({ event, at, dag, refuses: undefined });
  }
}

/** DAGs at module level, and those whose `with` block ended; and the DAGs that SubDagOperators carry. */
function foundDags({ module }: Evaluation, state: AirflowState): Set<DagModel> {
  const found = new Set<DagModel>();
  const add = (dag: DagModel): void => {
    if (found.has(dag)) return;
    found.add(dag);
    for (const task of dag.tasks.values()) {
      const inner = task.operator === 'SubDagOperator' ? modelOf(task.args.get('subdag'), DagModel) : undefined;
      if (inner) add(inner);
    }
  };
  for (const value of module.scope.vars.values()) {
    for (const option of value.kind === 'unknown' ? (value.options ?? []) : [value]) {
      const dag = modelOf(option, DagModel);
      if (dag) add(dag);
    }
  }
  for (const dag of state.registered) add(dag);
  return found;
}

function dagOf(
  I: Interpreter,
  state: AirflowState,
  dag: DagModel,
  found: boolean,
  unfinished: string | undefined,
  plain: PlainValues,
): Dag {
  const tasks = [...dag.tasks.values()];
  return {
    dialect: 'airflow',
    id: textFact(dag.idValue, place(I, dag.place), dag.assumed),
    schedule: scheduleOf(I, dag),
    startDate: dateFact(I, dag, 'start_date'),
    endDate: dateFact(I, dag, 'end_date'),
    catchup: catchupOf(I, dag, state),
    arguments: dagArguments(dag, place(I, dag.place), plain),
    moreArguments: dag.open?.because,
    tasks: new Map(tasks.map((task) => [task.id, taskOf(I, task, plain)])),
    edges: edgesOf(dag),
    groups: new Map([...dag.groups.values()].map((group) => [group.id, groupOf(I, group)])),
    notCollected: found ? undefined : 'no module-level name holds the DAG, and it is not used in a `with` block',
    incomplete: dag.incomplete ?? unfinished,
    conditional: dag.conditional,
    at: originOf(dag.place.at),
    via: dag.place.via && originOf(dag.place.via),
  };
}

/** The place in the checked file. */
function place(I: Interpreter, { at, via }: Place): Origin {
  return originOf(at.uri === I.entry ? at : (via ?? at));
}

function textFact(value: Value, at: Origin, assumed: string | undefined): Fact<string> {
  if (value.kind === 'str')
    return known(value.value, value.at.uri === at.uri ? originOf(value.at) : at, value.assumed ?? assumed);
  return notKnown(value.kind === 'unknown' ? value.because : 'not a text', at);
}

function taskOf(I: Interpreter, task: TaskModel, plain: PlainValues): Task {
  const at = place(I, task.place);
  const id = textFact(task.idValue, at, undefined);
  const given = taskArguments(task, at, plain);
  const templated = templatedFields(I, task, given, at, plain);
  return {
    id: task.id,
    idFact: id.known && id.value !== task.id ? { ...id, value: task.id } : id,
    operator: task.operator,
    operatorPath: task.operatorPath,
    classes: classPaths(task.instance.type),
    colours: ownColours(task.instance.type),
    triggerRule: triggerRuleFact(I, task, at),
    kind: task.kind,
    kindDoubt: task.kindDoubt,
    mapped: task.mapped,
    group: task.group && !task.group.isRoot ? task.group.id : undefined,
    branch: branchTargets(I, task),
    arguments: given,
    moreArguments: (task.open ?? task.defaults?.open)?.because,
    templated,
    templateFields: templateFields(I, task),
    templates: templateTexts(I, task, templated),
    updates: updatesOf(task, at),
    failsRun: failsRun(task),
    conditional: task.conditional,
    assumed: task.instance.assumed ?? task.idValue.assumed,
    at: originOf(task.place.at),
    via: task.place.via && originOf(task.place.via),
  };
}

/** A teardown that fails leaves the run as it is, unless it is told not to (2.7 to 3.3). */
function failsRun({ kind, failsRun: said }: TaskModel): boolean | undefined {
  if (kind !== 'teardown') return true;
  if (!isGiven(said)) return false;
  return said.kind === 'bool' ? said.value : undefined;
}

function updatesOf(task: TaskModel, at: Origin): Fact<string>[] {
  const outlets = task.args.get('outlets');
  if (!isGiven(outlets)) return [];
  if (outlets.kind === 'unknown') return [notKnown(outlets.because, at)];
  return assetsIn(outlets).map((asset) => textFact(asset, at, undefined));
}

function triggerRuleFact(I: Interpreter, task: TaskModel, at: Origin): Fact<string> {
  const value = triggerRuleOf(task);
  const text = triggerRuleText(value);
  const where = originOf(value.at.uri === I.entry ? value.at : at);
  if (text !== undefined) {
    const rule = task.mapped ? text : effectiveTriggerRule(text, stateOf(I).version);
    return known(rule, where, value.assumed);
  }
  return notKnown(value.kind === 'unknown' ? value.because : 'not a trigger rule', where);
}

/** The edges between tasks that are really in the DAG, in the order in which they were made. */
function edgesOf(dag: DagModel): Edge[] {
  const made: { readonly number: number; readonly edge: Edge }[] = [];
  for (const task of dag.tasks.values()) {
    for (const [downstream, { number, label, conditional, at }] of task.downstream) {
      const target = actual(downstream);
      if (dag.tasks.get(target.id) !== target) continue;
      made.push({ number, edge: { upstream: task.id, downstream: target.id, label, conditional, at: originOf(at) } });
    }
  }
  return made.sort((a, b) => a.number - b.number).map(({ edge }) => edge);
}

function groupOf(I: Interpreter, group: GroupModel): TaskGroup {
  const parent = group.parent && !group.parent.isRoot ? group.parent.id : undefined;
  return { id: group.id, parent, mapped: group.mapped, at: place(I, group.place) };
}

function dateFact(I: Interpreter, dag: DagModel, name: 'start_date' | 'end_date'): Fact<DateTimeFact | null> {
  const own = dag.args.get(name);
  const value = isGiven(own) ? own : dag.defaultArgs?.entries.get(`s${name}`)?.value;
  const at = value ? originOf(argumentPlace(I, dag.place.at, name, value)) : place(I, dag.place);
  const open = value ? undefined : (dag.open ?? dag.defaultArgs?.open);
  if (open) return notKnown(open.because, at);
  if (!isGiven(value)) return known(null, at);
  const moment = momentOf(value);
  if (moment) return known(moment, at, value.assumed);
  return notKnown(value.kind === 'unknown' ? value.because : 'a date of a kind that is not followed', at);
}

function catchupOf(I: Interpreter, dag: DagModel, state: AirflowState): Fact<boolean> {
  const value = dag.args.get('catchup');
  if (!value && dag.open) return notKnown(dag.open.because, place(I, dag.place));
  if (!value) return known(state.configuration.catchupByDefault, place(I, dag.place));
  const at = originOf(argumentPlace(I, dag.place.at, 'catchup', value));
  if (value.kind === 'bool') return known(value.value, at, value.assumed);
  return notKnown(value.kind === 'unknown' ? value.because : 'not a truth value', at);
}
