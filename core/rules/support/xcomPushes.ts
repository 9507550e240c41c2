// The XCom keys that a task can push, as far as its code is seen.

import type { Task } from '../../ir/dag';
import type { CallExpr, Expr, FunctionDef } from '../../syntax/ast';
import type { SyntaxNode } from '../../syntax/walk';
import { contains } from '../../text/span';
import type { RuleInput } from '../rule';
import { bodyNodes, taskCallables } from './callables';

/** Operators of Airflow itself that push their return value and nothing else. */
const RETURN_VALUE_ONLY: ReadonlySet<string> = new Set(['BashOperator', 'EmptyOperator', 'DummyOperator']);

/** The keys beside `return_value`; undefined: there may be others. */
export function pushedKeys(input: RuleInput, task: Task): ReadonlySet<string> | undefined {
  if (task.mapped || task.templates.some(({ text }) => text.includes('xcom_push'))) return undefined;
  if (
    RETURN_VALUE_ONLY.has(task.operator) &&
    /^airflow\.(operators|providers\.standard)\./.test(task.operatorPath ?? '')
  )
    return new Set();
  if (!/^(PythonOperator|_PythonDecoratedOperator)$/.test(task.operator)) return undefined;
  const definition = definitionOf(input, task);
  return definition && keysOf(definition, multipleOutputs(task, definition));
}

function definitionOf(input: RuleInput, task: Task): FunctionDef | undefined {
  return taskCallables(input, /def /).find((one) => one.task === task)?.definition;
}

/** As TaskFlow infers it: said so, or the function is annotated to return a dict. Undefined: not known. */
function multipleOutputs(task: Task, definition: FunctionDef): boolean | undefined {
  const given = task.arguments.get('multiple_outputs')?.value;
  if (given) return given.kind === 'bool' ? given.value : undefined;
  if (!task.operator.startsWith('_')) return false;
  const { returns } = definition;
  if (!returns) return false;
  const name = returns.kind === 'Subscript' ? returns.value : returns;
  if (name.kind === 'Name')
    return /^(dict|Dict|Mapping)$/.test(name.name) ? true : /^[a-z]+$|^None$/.test(name.name) ? false : undefined;
  return undefined;
}

function keysOf(definition: FunctionDef, many: boolean | undefined): ReadonlySet<string> | undefined {
  if (many === undefined || definition.isGenerator || definition.isAsync) return undefined;
  const keys = new Set<string>();
  const nodes = bodyNodes(definition);
  const inner = nodes.filter((node) => node.kind === 'FunctionDef' || node.kind === 'Lambda');
  for (const node of nodes) {
    if (node.kind === 'Call' && !addPushed(node, definition, keys)) return undefined;
    if (many && node.kind === 'Return' && !inner.some((one) => contains(one, node)) && !addReturned(node.value, keys))
      return undefined;
  }
  return keys;
}

/** False: the call may push under a key that is not seen. */
function addPushed(call: CallExpr, definition: FunctionDef, keys: Set<string>): boolean {
  const { callee } = call;
  if (callee.kind === 'Attribute' && callee.name.name === 'xcom_push') {
    const key = (call.args.find((one) => one.name?.name === 'key') ?? call.args.find((one) => !one.name))?.value;
    if (key?.kind !== 'String') return false;
    keys.add(key.value);
    return true;
  }
  // A helper that is handed the context or the task instance may push too.
  const handed = definition.params
    .map(({ name }) => name.name)
    .filter((name) => /^(ti|task_instance|kwargs|context|ctx)$/.test(name));
  return !call.args.some(({ value }) => handed.some((name) => names(value, name)));
}

function names(node: SyntaxNode, name: string): boolean {
  return node.kind === 'Name' && node.name === name;
}

function addReturned(value: Expr | undefined, keys: Set<string>): boolean {
  if (!value || value.kind === 'None') return true;
  if (value.kind !== 'Dict') return false;
  return value.entries.every(({ key }) => {
    if (key?.kind !== 'String') return false;
    keys.add(key.value);
    return true;
  });
}
