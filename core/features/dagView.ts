// The DAGs of a file as pictures show them.

import { certainEdges, edgesOnCycles, findCycles } from '../ir/cycles';
import type { Dag, DagFile, Edge, Task, TaskGroup, TaskId } from '../ir/dag';
import type { DagView, EdgeView, FindingView, GroupView, TaskView } from '../ir/dagView';
import { knownValue } from '../ir/fact';
import type { Finding } from '../rules/rule';
import { contains, type Origin, originOf } from '../text/span';
import type { FileReport } from '../workspace/report';
import type { OperatorDescriber } from '../workspace/snapshot';
import { branchView } from './branchView';
import { type Marked, type MarkedAt, markedIn } from './findingPlaces';
import { scheduleWords } from './scheduleWords';

/** What the DAGs of a file are shown with. */
export interface DagViewInput {
  readonly report: FileReport;
  /** The findings that are shown. */
  readonly findings: readonly Finding[];
  readonly describe: OperatorDescriber;
}

/** A view of each DAG of a file, in the order in which they are made. Places name files as the workspace does. */
export function dagViewsOf({ report, findings, describe }: DagViewInput): DagView[] {
  const file = report.dagFile;
  if (!file) return [];
  const marks = file.dags.map(markedIn);
  const marked = findings.map((finding) => ({ finding, byDag: marks.map((markedAt) => markedBy(finding, markedAt)) }));
  return file.dags.map((dag, index) => {
    const told = marked.filter(({ finding, byDag }) => concerns(finding, byDag, index, file.dags));
    const found = told.map(({ finding, byDag }) => ({ finding, marked: byDag[index]! }));
    return dagView({ file, dag, found, describe, refused: refusalOf(report, index) });
  });
}

/** What a finding stands at; what came to nothing, such as a second task of the same id, is shown at what it is told with. */
function markedBy({ at, related = [] }: Finding, markedAt: MarkedAt): Marked {
  const own = markedAt(at);
  if (isMarked(own) || related.length === 0) return own;
  const others = related.map((place) => markedAt(place.at));
  return {
    tasks: [...new Set(others.flatMap(({ tasks }) => tasks))],
    edges: [...new Set(others.flatMap(({ edges }) => edges))],
  };
}

interface DagInput {
  readonly file: DagFile;
  readonly dag: Dag;
  readonly found: readonly { readonly finding: Finding; readonly marked: Marked }[];
  readonly describe: OperatorDescriber;
  readonly refused: string | undefined;
}

function dagView(input: DagInput): DagView {
  const { file, dag, found, refused } = input;
  const certainly = certainEdges(dag);
  const onCycles = edgesOnCycles(certainly);
  const tasks = [...dag.tasks.values()].map((task) => taskView(input, task));
  const branches = new Map(tasks.map((task) => [task.id, task.branch]));
  return {
    dagId: knownValue(dag.id),
    version: file.version,
    tasks,
    groups: [...dag.groups.values()].map(groupView),
    edges: singleEdges(dag).map((edge) => edgeView(edge, onCycles.has(edge), input, branches)),
    cycles: findCycles(certainly).map((cycle) => cycle.map(({ upstream }) => upstream)),
    findings: found.map(({ finding }) => findingView(finding)),
    gaps: file.gaps,
    refused,
    notCollected: dag.notCollected,
    incomplete: dag.incomplete,
    conditional: dag.conditional,
    failFast: failFast(dag),
    schedule: scheduleWords(dag.schedule),
    at: placeIn(file, dag),
  };
}

/** `fail_stop` (2.5 to 2.11), `fail_fast` from 3.0 on. */
function failFast(dag: Dag): boolean | undefined {
  const value = (dag.arguments.get('fail_fast') ?? dag.arguments.get('fail_stop'))?.value;
  if (value === undefined) return dag.moreArguments === undefined ? false : undefined;
  return value.kind === 'bool' ? value.value : undefined;
}

/** A finding that is about no DAG in particular is shown with each. */
function concerns(finding: Finding, byDag: readonly Marked[], index: number, dags: readonly Dag[]): boolean {
  if (typeof finding.refuses === 'number') return finding.refuses === index;
  const about = dags.map((dag, number) => isMarked(byDag[number]!) || isAt(dag, finding.at));
  return about[index]! || !about.includes(true);
}

function isMarked({ tasks, edges }: Marked): boolean {
  return tasks.length > 0 || edges.length > 0;
}

function isAt({ at, via, id }: Dag, place: Origin): boolean {
  return [at, via, id.at].some((one) => one !== undefined && contains(one, place));
}

function refusalOf({ refusals }: FileReport, index: number): string | undefined {
  return refusals.find(({ refuses }) => refuses === 'file' || refuses === index)?.message;
}

function taskView({ file, dag, found, describe }: DagInput, task: Task): TaskView {
  const known = describe(task.classes);
  return {
    id: task.id,
    isIdKnown: task.idFact.known,
    operator: known.name ?? task.operator,
    operatorPath: task.operatorPath,
    doc: known.doc,
    fill: task.colours.fill ?? known.fill,
    textColour: task.colours.text ?? known.textColour,
    triggerRule: knownValue(task.triggerRule),
    kind: task.kind,
    failsRun: task.failsRun,
    mapped: task.mapped,
    isSensor: known.isSensor,
    group: task.group,
    branch: branchView(dag, task, known.skips, file.version),
    conditional: task.conditional,
    assumed: task.assumed,
    templateFields: task.templateFields,
    at: task.at,
    via: task.via,
    findings: indexesOf(found, ({ tasks }) => tasks.includes(task)),
  };
}

function groupView({ id, parent, mapped, at }: TaskGroup): GroupView {
  const isPrefixed = parent !== undefined && id.startsWith(`${parent}.`);
  return { id, label: isPrefixed ? id.slice(parent.length + 1) : id, parent, mapped, at };
}

/** Each pair of tasks once, as it was made first. */
function singleEdges(dag: Dag): Edge[] {
  const byPair = new Map<string, Edge>();
  for (const edge of dag.edges) {
    const key = JSON.stringify([edge.upstream, edge.downstream]);
    if (!byPair.has(key)) byPair.set(key, edge);
  }
  return [...byPair.values()];
}

function edgeView(
  edge: Edge,
  isInCycle: boolean,
  { found }: DagInput,
  branches: ReadonlyMap<TaskId, TaskView['branch']>,
): EdgeView {
  const { upstream, downstream, label, conditional, at } = edge;
  return {
    upstream,
    downstream,
    label: label ?? choiceLabel(branches.get(upstream), downstream),
    conditional,
    isInCycle,
    at,
    findings: indexesOf(found, ({ edges }) => edges.includes(edge)),
  };
}

/** With which choices a branch follows an edge, unless the one that names the task alone says it all. */
function choiceLabel(branch: TaskView['branch'], downstream: TaskId): string | undefined {
  if (!branch?.isWhole || branch.kind !== 'branch') return undefined;
  const labels = branch.choices.filter(({ ids }) => ids.includes(downstream)).map(({ label }) => label);
  const isPlain = labels.length === 1 && labels[0] === `'${downstream}'`;
  return labels.length === 0 || labels.length > MOST_LABELS || isPlain ? undefined : labels.join(' or ');
}

const MOST_LABELS = 2;

function indexesOf(found: DagInput['found'], isAbout: (marked: Marked) => boolean): number[] {
  return found.flatMap(({ marked }, index) => (isAbout(marked) ? [index] : []));
}

function findingView({ rule, severity, message, at }: Finding): FindingView {
  return { rule, severity, message, at: originOf(at) };
}

function placeIn(file: DagFile, { at, via }: Dag): Origin {
  return originOf(at.uri === file.uri ? at : (via ?? at));
}
