// The functions that tasks of the checked file run.

import type { Dag, Task } from '../../ir/dag';
import type { FunctionDef, ModuleNode } from '../../syntax/ast';
import { type SyntaxNode, walk } from '../../syntax/walk';
import type { RuleInput } from '../rule';
import { onceAFile } from './onceAFile';

export interface TaskCallable {
  readonly dag: Dag;
  readonly task: Task;
  readonly definition: FunctionDef;
}

/** Each task whose `python_callable` is a `def` of the checked file. Functions without `pattern` in their text are left out. */
export function taskCallables(input: RuleInput, pattern: RegExp): TaskCallable[] {
  return input.file.dags.flatMap((dag) =>
    [...dag.tasks.values()].flatMap((task) => {
      const definition = callableOf(input, task);
      if (!definition || !pattern.test(input.text.slice(definition.start, definition.end))) return [];
      return [{ dag, task, definition }];
    }),
  );
}

/** The `def` of the checked file that is the `python_callable` of a task. */
export function callableOf(input: RuleInput, task: Task): FunctionDef | undefined {
  const value = task.arguments.get('python_callable')?.value;
  if (value?.kind !== 'function' || value.at.uri !== input.file.uri) return undefined;
  const definition = onceAFile(input, 'definitions', () => definitionsIn(input.module)).get(value.at.start);
  return definition?.end === value.at.end ? definition : undefined;
}

/** All functions by where they start. */
function definitionsIn(module: ModuleNode): ReadonlyMap<number, FunctionDef> {
  const found = new Map<number, FunctionDef>();
  for (const statement of module.body)
    walk(statement, (node) => {
      if (node.kind === 'FunctionDef') found.set(node.start, node);
      return true;
    });
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
