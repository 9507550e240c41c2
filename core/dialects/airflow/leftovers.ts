// What was made and may come to nothing: tasks without DAG, decorated functions never called, partials never expanded.

import type { FunctionValue, Value } from '../../eval/values';
import type { BuildEventKind } from '../../ir/buildEvent';
import type { Origin } from '../../text/span';
import { type DagFactoryModel, DagModel, DecoratorModel, PartialModel, TaskModel } from './model';

interface Noted<T> {
  readonly model: T;
  readonly at: Origin;
}

export class Leftovers {
  readonly tasks: TaskModel[] = [];
  readonly partials: Noted<PartialModel>[] = [];
  readonly functions: Noted<DecoratorModel>[] = [];
  readonly factories: Noted<DagFactoryModel>[] = [];
  /** DAGs that were handed to code that is not read, which may register them. */
  readonly handedOver = new Set<DagModel>();

  /** What is handed to code that is not read, or to Airflow as a callback, may be used there. */
  handOver(values: Iterable<Value>): void {
    for (const value of values) this.handOverValue(value);
  }

  private handOverValue(value: Value): void {
    if (value.kind === 'list' || value.kind === 'tuple') this.handOver(value.items);
    if (value.kind === 'method') this.handOverValue(value.receiver);
    if (value.kind === 'dict') for (const entry of value.entries.values()) this.handOverValue(entry.value);
    if (value.kind === 'native') for (const { model } of this.factories) model.used ||= model.decorated === value;
    if (value.kind !== 'instance') return;
    const { payload } = value;
    if (payload instanceof TaskModel) payload.lacksDag = false;
    else if (payload instanceof PartialModel) payload.expanded = true;
    else if (payload instanceof DecoratorModel) payload.used = true;
    else if (payload instanceof DagModel) this.handedOver.add(payload);
  }
}

/** What came to nothing in the checked file, once that is read to its end. */
export function* leftoverEvents(
  entry: string,
  { tasks, partials, functions, factories }: Leftovers,
): Iterable<{ readonly event: BuildEventKind; readonly at: Origin }> {
  for (const task of tasks) {
    const at = task.place.at.uri === entry ? task.place.at : task.place.via;
    if (at && task.lacksDag && !task.dag) yield { event: { kind: 'task-without-dag', id: task.id }, at };
  }
  for (const { model, at } of partials)
    if (!model.expanded) yield { event: { kind: 'never-used', what: 'partial', name: model.operator.name }, at };
  yield* unusedFunctions(functions);
  for (const { callable } of factories.filter(({ model }) => !model.used).map(({ model }) => model)) {
    const name = callable.kind === 'function' ? nameOf(callable) : undefined;
    if (name) yield { event: { kind: 'never-used', what: 'dag', name: name.name }, at: name };
  }
}

/** A function may be decorated again with each call of the function around it: one use is enough. */
function* unusedFunctions(
  functions: readonly Noted<DecoratorModel>[],
): Iterable<{ readonly event: BuildEventKind; readonly at: Origin }> {
  const used = new Set(functions.filter(({ model }) => model.used).map(({ model }) => definitionOf(model)));
  const seen = new Set<unknown>();
  for (const { model, at } of functions) {
    const { callable } = model;
    if (model.used || callable.kind !== 'function') continue;
    const name = nameOf(callable);
    if (!name) continue;
    if (model.partial.size > 0) yield { event: { kind: 'never-used', what: 'partial', name: name.name }, at };
    else if (!used.has(callable.definition) && !seen.has(callable.definition)) {
      seen.add(callable.definition);
      yield { event: { kind: 'never-used', what: 'task', name: name.name }, at: name };
    }
  }
}

function definitionOf({ callable }: DecoratorModel): unknown {
  return callable.kind === 'function' ? callable.definition : callable;
}

function nameOf({ definition }: FunctionValue): (Origin & { readonly name: string }) | undefined {
  return definition.kind === 'FunctionDef' ? definition.name : undefined;
}
