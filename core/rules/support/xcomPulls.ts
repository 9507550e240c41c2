// Where tasks pull XComs: in templates, in the functions they run, and by what they are passed.

import type { Dag, Task } from '../../ir/dag';
import { certain } from '../../ir/fact';
import type { CallExpr, Expr } from '../../syntax/ast';
import type { CallArguments, TemplateValue } from '../../template/values';
import { type Origin, originOf } from '../../text/span';
import type { Finding, RuleInput } from '../rule';
import { bodyNodes, taskCallables } from './callables';
import { onceAFile } from './once';
import { templateFix } from './templateFixes';
import { type TaskTemplate, taskTemplates } from './templates';

/** One task id (and key) that a task pulls. */
export interface XComPull {
  readonly dag: Dag;
  /** The task that pulls. */
  readonly task: Task;
  readonly id: string;
  readonly at: Origin;
  /** Undefined: the return value. Null: not known. */
  readonly key: { readonly value: string; readonly at: Origin } | undefined | null;
  readonly includesPriorDates: boolean;
  /** The fix that writes another id. */
  fix(id: string): Finding['fixes'];
}

/** Every pull from the same DAG with ids that are written out. */
export function xcomPulls(input: RuleInput): readonly XComPull[] {
  return onceAFile(input, 'xcomPulls', () => [
    ...templatePulls(input).flatMap(({ one, call }) => inTemplate(input, one, call)),
    ...inCallables(input),
  ]);
}

/** The DAG that a pull names. */
export interface PulledDag {
  readonly dag: Dag;
  readonly task: Task;
  readonly id: string;
  readonly at: Origin;
}

/** Every pull that names a DAG, in the checked file itself. */
export function pulledDags(input: RuleInput): PulledDag[] {
  const inTemplates = templatePulls(input).flatMap(({ one, call }) => {
    const value = argument(call, 'dag_id', 1);
    const id = constant(value);
    return value && id && !one.source.file ? [{ dag: one.dag, task: one.task, id, at: one.place(value) }] : [];
  });
  const inFunctions = pythonPulls(input).flatMap(({ dag, task, call }) => {
    const value = given(call, 'dag_id', 1);
    return value?.kind === 'String' ? [{ dag, task, id: value.value, at: originOf(value) }] : [];
  });
  return [...inTemplates, ...inFunctions];
}

/** What several tasks share is wrong only if it is wrong for all of them. */
export function wrongForEach(pulls: readonly XComPull[], isWrong: (pull: XComPull) => boolean): XComPull[] {
  const groups = new Map<string, XComPull[]>();
  for (const pull of pulls) {
    const key = `${pull.at.uri} ${pull.at.start} ${pull.at.end} ${pull.id}`;
    groups.set(key, [...(groups.get(key) ?? []), pull]);
  }
  return [...groups.values()].filter((group) => group.every(isWrong)).map((group) => group[0]!);
}

function inTemplate(input: RuleInput, one: TaskTemplate, call: CallArguments): XComPull[] {
  if (!isSameDag(one.dag, constant(argument(call, 'dag_id', 1)))) return [];
  const key = argument(call, 'key', 2);
  const ids = argument(call, 'task_ids', 0);
  const values = ids?.kind === 'list' ? ids.items : ids ? [ids] : [];
  return values.flatMap((value) => {
    if (value.kind !== 'constant' || typeof value.value !== 'string') return [];
    const inner = { start: value.start + 1, end: value.end - 1 };
    return [
      {
        dag: one.dag,
        task: one.task,
        id: value.value,
        at: one.place(value),
        key: templateKey(one, key),
        includesPriorDates: argument(call, 'include_prior_dates', 3) !== undefined,
        fix: (id: string) => templateFix(input, one, inner, id),
      },
    ];
  });
}

interface TemplatePull {
  readonly one: TaskTemplate;
  readonly call: CallArguments;
}

/** The calls of `ti.xcom_pull` in templates. */
function templatePulls(input: RuleInput): readonly TemplatePull[] {
  return onceAFile(input, 'templatePulls', () =>
    taskTemplates(input).flatMap((one) => pullCalls(one).map((call) => ({ one, call }))),
  );
}

function pullCalls({ uses }: TaskTemplate): CallArguments[] {
  return uses.context.flatMap(({ name, keys, call }) => {
    const isPull = (name === 'ti' || name === 'task_instance') && keys.length === 1 && keys[0]!.value === 'xcom_pull';
    return isPull && call && !call.open ? [call] : [];
  });
}

function templateKey(one: TaskTemplate, key: TemplateValue | undefined): XComPull['key'] {
  if (!key) return undefined;
  return key.kind === 'constant' && typeof key.value === 'string' ? { value: key.value, at: one.place(key) } : null;
}

function argument(call: CallArguments, name: string, position: number): TemplateValue | undefined {
  return call.keywords.get(name) ?? call.positional[position];
}

/** Undefined: not given; null: not a constant text. */
function constant(value: TemplateValue | undefined): string | null | undefined {
  if (!value) return undefined;
  return value.kind === 'constant' && typeof value.value === 'string' ? value.value : null;
}

function isSameDag(dag: Dag, dagId: string | null | undefined): boolean {
  return dagId === undefined || (dagId !== null && dagId === certain(dag.id));
}

function inCallables(input: RuleInput): XComPull[] {
  return pythonPulls(input).flatMap(({ dag, task, call }) => pullsOf(dag, task, call));
}

interface PythonPull {
  readonly dag: Dag;
  readonly task: Task;
  readonly call: CallExpr;
}

/** The calls of `xcom_pull` in the functions that tasks run. */
function pythonPulls(input: RuleInput): readonly PythonPull[] {
  return onceAFile(input, 'pythonPulls', () =>
    taskCallables(input, /xcom_pull/).flatMap(({ dag, task, definition }) =>
      bodyNodes(definition).flatMap((node) =>
        node.kind === 'Call' && node.callee.kind === 'Attribute' && node.callee.name.name === 'xcom_pull'
          ? [{ dag, task, call: node }]
          : [],
      ),
    ),
  );
}

/** Undefined: not given, or not seen. */
function given({ args }: CallExpr, name: string, position: number): Expr | undefined {
  if (args.some((one) => one.star !== 0)) return undefined;
  return (args.find((one) => one.name?.name === name) ?? args.filter((one) => !one.name)[position])?.value;
}

function pullsOf(dag: Dag, task: Task, call: CallExpr): XComPull[] {
  if (call.args.some((one) => one.star !== 0)) return [];
  if (!isSameDag(dag, textOf(given(call, 'dag_id', 1)))) return [];
  const ids = given(call, 'task_ids', 0);
  const values = ids?.kind === 'List' || ids?.kind === 'Tuple' ? ids.elements : ids ? [ids] : [];
  return values.flatMap((value) => {
    if (value.kind !== 'String') return [];
    return [
      {
        dag,
        task,
        id: value.value,
        at: originOf(value),
        key: keyOf(given(call, 'key', 2)),
        includesPriorDates: given(call, 'include_prior_dates', 3) !== undefined,
        fix: (id: string) => [{ title: `Change to '${id}'`, edits: [{ at: originOf(value), text: `"${id}"` }] }],
      },
    ];
  });
}

function textOf(node: Expr | undefined): string | null | undefined {
  if (!node) return undefined;
  return node.kind === 'String' ? node.value : null;
}

function keyOf(node: Expr | undefined): XComPull['key'] {
  if (!node) return undefined;
  return node.kind === 'String' ? { value: node.value, at: originOf(node) } : null;
}
