// The functions that tasks of the checked file run.

import type { Dag, Task } from '../../ir/dag';
import type { FunctionDef } from '../../syntax/ast';
import { type SyntaxNode, walk } from '../../syntax/walk';
import { contains } from '../../text/span';
import type { RuleInput } from '../rule';

export interface TaskCallable {
  readonly dag: Dag;
  readonly task: Task;
  readonly definition: FunctionDef;
}

/** Each task whose `python_callable` is a `def` of the checked file. Functions without `pattern` in their text are left out. */
export function taskCallables(input: RuleInput, pattern: RegExp): TaskCallable[] {
  const found = new Map<number, FunctionDef | undefined>();
  return input.file.dags.flatMap((dag) =>
    [...dag.tasks.values()].flatMap((task) => {
      const value = task.arguments.get('python_callable')?.value;
      if (value?.kind !== 'function' || value.at.uri !== input.file.uri) return [];
      const { start, end } = value.at;
      if (!found.has(start))
        found.set(start, pattern.test(input.text.slice(start, end)) ? definitionAt(input, start, end) : undefined);
      const definition = found.get(start);
      return definition ? [{ dag, task, definition }] : [];
    }),
  );
}

function definitionAt(input: RuleInput, start: number, end: number): FunctionDef | undefined {
  let found: FunctionDef | undefined;
  const wanted = { uri: input.file.uri, start, end };
  for (const statement of input.module.body) {
    if (!contains(statement, wanted)) continue;
    walk(statement, (node) => {
      if (node.kind === 'FunctionDef' && node.start === start && node.end === end) found = node;
      return !found && contains(node, wanted);
    });
  }
  return found;
}

/** The statements and expressions of a function's own body, those of inner functions included. */
export function bodyNodes(definition: FunctionDef): SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  for (const statement of definition.body)
    walk(statement, (node) => {
      nodes.push(node);
      return true;
    });
  return nodes;
}
