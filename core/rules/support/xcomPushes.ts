// The XCom keys that a task can push, as far as its code is seen.

import type { Task } from '../../ir/dag';
import type { CallExpr, Expr, FunctionDef } from '../../syntax/ast';
import type { SyntaxNode } from '../../syntax/walk';
import { contains } from '../../text/span';
import type { RuleInput } from '../rule';
import { bodyNodes, callableOf } from './callables';

/** Operators of Airflow itself that push their return value and nothing else, unless it is told apart by `multiple_outputs`. */
const RETURN_VALUE_ONLY: ReadonlySet<string> = new Set(['BashOperator', 'EmptyOperator', 'DummyOperator']);

/** The keys beside `return_value`; undefined: there may be others. */
export function pushedKeys(input: RuleInput, task: Task): ReadonlySet<string> | undefined {
  if (task.mapped || task.templates.some(({ text }) => text.includes('xcom_push'))) return undefined;
  if (
    RETURN_VALUE_ONLY.has(task.operator) &&
    /^airflow\.(operators|providers\.standard)\./.test(task.operatorPath ?? '')
  )
    return multipleOutputs(task) === false ? new Set() : undefined;
  if (!/^(PythonOperator|_PythonDecoratedOperator)$/.test(task.operator)) return undefined;
  const definition = callableOf(input, task);
  return definition && keysOf(definition, multipleOutputs(task, definition));
}

/** As TaskFlow infers it: said so, or the function is annotated to return a dict. Undefined: not known. */
function multipleOutputs(task: Task, definition?: FunctionDef): boolean | undefined {
  const given = task.arguments.get('multiple_outputs')?.value;
  if (given) return given.kind === 'bool' ? given.value : undefined;
  if (!definition || !task.operator.startsWith('_')) return false;
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
  const carriers = carriersIn(definition, nodes);
  for (const node of nodes) {
    if (node.kind === 'Call' && !addPushed(node, carriers, keys)) return undefined;
    if (many && node.kind === 'Return' && !inner.some((one) => contains(one, node)) && !addReturned(node.value, keys))
      return undefined;
  }
  return keys;
}

/** False: the call may push under a key that is not seen. */
function addPushed(call: CallExpr, carriers: ReadonlySet<string>, keys: Set<string>): boolean {
  const { callee } = call;
  if (callee.kind === 'Attribute' && callee.name.name === 'xcom_push') {
    const key = (call.args.find((one) => one.name?.name === 'key') ?? call.args.find((one) => !one.name))?.value;
    if (key?.kind !== 'String') return false;
    keys.add(key.value);
    return true;
  }
  // A helper that is handed the context or the task instance may push too.
  return !call.args.some(({ value }) => carries(value, carriers));
}

const CARRIER = /^(ti|task_instance|kwargs|context|ctx)$/;

/** The names of a function that hold the task context or the task instance. */
function carriersIn({ params }: FunctionDef, nodes: readonly SyntaxNode[]): ReadonlySet<string> {
  const found = new Set(params.map(({ name }) => name.name).filter((name) => CARRIER.test(name)));
  for (const node of nodes) {
    if (node.kind !== 'Assign') continue;
    for (const target of node.targets)
      if (target.kind === 'Name' && (CARRIER.test(target.name) || carries(node.value, found))) found.add(target.name);
  }
  return found;
}

/** `context`, `context["ti"]`, `context.get("ti")`, `get_current_context()`. */
function carries(value: Expr, carriers: ReadonlySet<string>): boolean {
  if (value.kind === 'Name') return carriers.has(value.name);
  if (value.kind === 'Subscript') return isTaskInstance(value.index) && carries(value.value, carriers);
  if (value.kind !== 'Call') return false;
  const { callee, args } = value;
  if (callee.kind === 'Name') return callee.name === 'get_current_context';
  return (
    callee.kind === 'Attribute' &&
    callee.name.name === 'get' &&
    isTaskInstance(args[0]?.value) &&
    carries(callee.value, carriers)
  );
}

function isTaskInstance(key: Expr | undefined): boolean {
  return key?.kind === 'String' && /^(ti|task_instance)$/.test(key.value);
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
