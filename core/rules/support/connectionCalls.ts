// Where the functions that tasks run ask for a connection: hooks, and `BaseHook.get_connection`.

import type { Dag, Task } from '../../ir/dag';
import type { CallExpr, Expr, ModuleNode } from '../../syntax/ast';
import { walk } from '../../syntax/walk';
import { contains, type Origin, originOf } from '../../text/span';
import type { RuleInput } from '../rule';
import { bodyNodes, taskCallables } from './callables';
import { constantOf } from './constants';

export interface ConnectionCall {
  readonly dag: Dag;
  readonly task: Task;
  readonly id: string;
  readonly at: Origin;
}

/** The ids that are written out, or are constants of the file. A call within `try` is prepared for their not being there. */
export function connectionCalls(input: RuleInput): ConnectionCall[] {
  const callables = taskCallables(input, /conn_id\s*=|get_connection\(/);
  const airflows = callables.length > 0 ? importedFromAirflow(input.module) : new Set<string>();
  return callables.flatMap(({ dag, task, definition }) => {
    const nodes = bodyNodes(definition);
    const tries = nodes.filter(({ kind }) => kind === 'Try');
    const calls = nodes.filter((node) => node.kind === 'Call').filter((call) => asksFor(call, airflows));
    return calls
      .filter((call) => !tries.some((one) => contains(one, call)))
      .flatMap((call) => idsIn(call))
      .flatMap((value) => {
        const text =
          value.kind === 'Name' && /^[A-Z\d_]+$/.test(value.name) ? constantOf(input.module, value.name) : value;
        return text?.kind === 'String' ? [{ dag, task, id: text.value, at: originOf(value) }] : [];
      });
  });
}

/** `SomeHook(…)` and `SomeHook.get_connection(…)` of a class that comes from Airflow. */
function asksFor({ callee }: CallExpr, airflows: ReadonlySet<string>): boolean {
  const type = callee.kind === 'Attribute' && callee.name.name === 'get_connection' ? callee.value : callee;
  return type.kind === 'Name' && type.name.endsWith('Hook') && airflows.has(type.name);
}

function idsIn({ callee, args }: CallExpr): Expr[] {
  const named = args.filter(({ name }) => name && /(?:^|_)conn_id$/.test(name.name)).map(({ value }) => value);
  const [first] = args;
  return callee.kind === 'Attribute' && first && !first.name && first.star === 0 ? [first.value] : named;
}

function importedFromAirflow({ body }: ModuleNode): ReadonlySet<string> {
  const found = new Set<string>();
  for (const statement of body)
    walk(statement, (node) => {
      if (node.kind === 'ImportFrom' && node.level === 0 && /^airflow\./.test(node.module))
        for (const { name, alias } of node.names) found.add((alias ?? name).name);
      return true;
    });
  return found;
}
