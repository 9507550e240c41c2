// removed-context-variable: a key of the task context that the Airflow in force has no longer.

import { replacementOf } from '../dialects/airflow/templates/replacements';
import type { FunctionDef, Param } from '../syntax/ast';
import type { SyntaxNode } from '../syntax/walk';
import { originOf } from '../text/span';
import { atLeast } from '../text/version';
import type { Finding, Fix, Rule, RuleInput } from './rule';
import { bodyNodes, type TaskCallable, taskCallables } from './support/callables';
import { keysGoneFromContext } from './support/contextKeys';
import { templateFix } from './support/templateFixes';
import { namesInTemplates } from './support/templateNames';
import { distinct, taskTemplates } from './support/templates';

export const removedContextVariable: Rule = {
  id: 'removed-context-variable',
  severity: 'error',
  summary: 'A key of the task context is used that was removed.',
  why: 'Airflow 3 removed `execution_date` (now `logical_date`), `next_ds`, `prev_ds`, `yesterday_ds`, `tomorrow_ds` and their kin, `conf` and `triggering_dataset_events`. A template that uses one fails its task; a function that reads it from the context raises a KeyError.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="load --at {{ execution_date }}")
    #                                                       ^^^^^^^^^^^^^^ error: Airflow 3.3.2 has no 'execution_date' in the task context any more. Use 'logical_date'.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="load --at {{ logical_date }}")
`,
  check(input) {
    if (!atLeast(input.file.version, 3)) return [];
    return distinct([...inTemplates(input), ...inCallables(input)]);
  },
};

function* inTemplates(input: RuleInput): Iterable<Finding> {
  const gone = keysGoneFromContext(input.file.version);
  for (const one of taskTemplates(input)) {
    const names = namesInTemplates(one.dag, input.file.version);
    for (const use of one.uses.context) {
      if (use.guarded || !names || names.has(use.name) || !gone.has(use.name)) continue;
      const { expression, exact } = replacementOf(use.name) ?? {};
      const fixes = exact ? templateFix(input, one, use.namePlace, expression) : undefined;
      yield { ...finding(input, use.name, one.place(use.namePlace), one.where(use)), ...(fixes ? { fixes } : {}) };
    }
  }
}

/** `kwargs["execution_date"]`, `context["next_ds"]`, `ti.execution_date`, and parameters of that name. */
function* inCallables(input: RuleInput): Iterable<Finding> {
  const gone = keysGoneFromContext(input.file.version);
  for (const callable of taskCallables(input, /execution_date|_ds\b|_ds_nodash|\bconf\b|triggering_dataset_events/)) {
    yield* inParameters(input, callable);
    const contexts = contextNames(callable.definition);
    for (const node of bodyNodes(callable.definition)) {
      const key = contextKey(node, contexts);
      if (key && gone.has(key.name)) yield { ...finding(input, key.name, key.at, ''), ...keyFix(input, key) };
    }
  }
}

interface UsedKey {
  readonly name: string;
  readonly at: Finding['at'];
}

function contextKey(node: SyntaxNode, contexts: ReadonlySet<string>): UsedKey | undefined {
  if (
    node.kind === 'Subscript' &&
    node.value.kind === 'Name' &&
    node.index.kind === 'String' &&
    contexts.has(node.value.name)
  )
    return { name: node.index.value, at: originOf(node.index) };
  if (
    node.kind === 'Attribute' &&
    node.name.name === 'execution_date' &&
    node.value.kind === 'Name' &&
    /^(ti|task_instance|dag_run)$/.test(node.value.name)
  )
    return { name: 'execution_date', at: originOf(node.name) };
  return undefined;
}

/** The names under which a function has the context: its `**kwargs`, a parameter `context`, `get_current_context()`. */
function contextNames(definition: FunctionDef): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { form, name } of definition.params) if (form === 'kwargs') names.add(name.name);
  for (const node of bodyNodes(definition)) {
    if (node.kind !== 'Assign' || node.value.kind !== 'Call' || node.value.callee.kind !== 'Name') continue;
    if (node.value.callee.name !== 'get_current_context') continue;
    for (const target of node.targets) if (target.kind === 'Name') names.add(target.name);
  }
  return names;
}

/** A classic callable is called with the context keys that it names; one that is gone is missing. */
function* inParameters(input: RuleInput, { task, definition }: TaskCallable): Iterable<Finding> {
  if (task.arguments.has('op_args') || task.operator.startsWith('_')) return;
  const given = task.arguments.get('op_kwargs')?.value;
  if (given && (given.kind !== 'dict' || !given.complete)) return;
  const keys = new Set(
    given?.kind === 'dict' ? given.entries.flatMap(({ key }) => (key.kind === 'text' ? [key.value] : [])) : [],
  );
  const gone = keysGoneFromContext(input.file.version);
  for (const param of definition.params) {
    if (param.form === 'kwargs' || param.form === 'varargs' || param.default || keys.has(param.name.name)) continue;
    if (!gone.has(param.name.name)) continue;
    yield { ...finding(input, param.name.name, originOf(param.name), ''), ...parameterFix(input, definition, param) };
  }
}

/**
 * The parameter gets the new name wherever the function says it. Not offered where the word stands for something else as well, or a
 * call passes it by name.
 */
function parameterFix({ text, file }: RuleInput, definition: FunctionDef, { name }: Param): { fixes?: readonly Fix[] } {
  const old = 'execution_date';
  const written = text.slice(definition.start, definition.end);
  if (name.name !== old || definition.uri !== file.uri || /\blogical_date\b/.test(written)) return {};
  const uses = bodyNodes(definition).filter((node) => node.kind === 'Name' && node.name === old);
  const words = written.match(/\bexecution_date\b/g) ?? [];
  if (words.length !== uses.length + 1 || /\bexecution_date\s*=(?!=)/.test(text)) return {};
  const edits = [name, ...uses].map((node) => ({ at: originOf(node), text: 'logical_date' }));
  return { fixes: [{ title: "Change to 'logical_date'", edits }] };
}

function keyFix(input: RuleInput, { name, at }: UsedKey): { fixes?: readonly Fix[] } {
  if (name !== 'execution_date') return {};
  const text = input.text.slice(at.start, at.end).replace('execution_date', 'logical_date');
  return { fixes: [{ title: "Change to 'logical_date'", edits: [{ at, text }] }] };
}

function finding(input: RuleInput, name: string, at: Finding['at'], where: string): Finding {
  const instead = replacementOf(name)?.expression;
  const advice =
    instead === undefined ? ' Work it out from the data interval or from logical_date.' : ` Use '${instead}'.`;
  return {
    rule: 'removed-context-variable',
    severity: 'error',
    at,
    message: `Airflow ${input.file.version} has no '${name}' in the task context any more${where}.${advice}`,
  };
}
