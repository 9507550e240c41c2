// The functions that tasks of the checked file run.

import type { Dag, Task } from '../../ir/dag';
import type { FunctionDef, ModuleNode } from '../../syntax/ast';
import { type SyntaxNode, walk } from '../../syntax/walk';
import type { Origin } from '../../text/span';
import type { RuleInput } from '../rule';
import { onceAFile } from './once';

export interface TaskCallable {
  readonly dag: Dag;
  readonly task: Task;
  readonly definition: FunctionDef;
}

/** Each task whose `python_callable` is a `def` of the checked file. Functions without `pattern` in their text are left out. */
export function taskCallables(input: RuleInput, pattern: RegExp): TaskCallable[] {
  return input.file.dags.flatMap((dag) =>
    [...dag.tasks.values()].flatMap((task) => {
      const place = placeOf(input, task);
      const definition = place && pattern.test(input.text.slice(place.start, place.end)) && callableOf(input, task);
      return definition ? [{ dag, task, definition }] : [];
    }),
  );
}

/** The `def` of the checked file that is the `python_callable` of a task. */
export function callableOf(input: RuleInput, task: Task): FunctionDef | undefined {
  const place = placeOf(input, task);
  if (!place) return undefined;
  const definition = onceAFile(input, 'definitions', () => definitionsIn(input.module)).get(place.start);
  return definition?.end === place.end ? definition : undefined;
}

/** Where the `python_callable` of a task is defined, if that is in the checked file. */
function placeOf({ file }: RuleInput, task: Task): Origin | undefined {
  const value = task.arguments.get('python_callable')?.value;
  return value?.kind === 'function' && value.at.uri === file.uri ? value.at : undefined;
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
