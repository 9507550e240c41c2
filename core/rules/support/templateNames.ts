// The names that a template can use: the task context of the version, and what the DAG adds.

import { byReleaseLine } from '../../dialects/airflow/releaseLines';
import { contextKeys } from '../../dialects/airflow/templates/contextKeys';
import { filterNames, testNames } from '../../dialects/airflow/templates/filters';
import type { Dag, Task } from '../../ir/dag';
import type { PlainValue } from '../../ir/plainValue';
import { JINJA_GLOBALS } from '../../template/data/builtins';

const usualNames = byReleaseLine((version) => new Set([...contextKeys(version), ...JINJA_GLOBALS]));

/** Names of the context; undefined: the DAG may add more than is seen. */
export function namesInTemplates(dag: Dag, version: string): ReadonlySet<string> | undefined {
  if (dag.arguments.has('template_undefined')) return undefined;
  return withOwn(usualNames(version), keysOf(dag, 'user_defined_macros'));
}

/** Filters and tests; undefined: the DAG may add more than is seen. */
export function filtersInTemplates(dag: Dag, version: string): ReadonlySet<string> | undefined {
  return withOwn(filterNames(version), keysOf(dag, 'user_defined_filters'));
}

export function testsInTemplates(dag: Dag, version: string): ReadonlySet<string> | undefined {
  return dag.arguments.has('jinja_environment_kwargs') ? undefined : testNames(version);
}

function withOwn(usual: ReadonlySet<string>, own: readonly string[] | undefined): ReadonlySet<string> | undefined {
  if (own === undefined) return undefined;
  return own.length > 0 ? new Set([...usual, ...own]) : usual;
}

/** The params in force for a task: those of the DAG, of default_args and its own; undefined: there may be more. */
export function paramsOf(dag: Dag, task: Task): ReadonlySet<string> | undefined {
  const values = [dag.arguments.get('params')?.value, task.arguments.get('params')?.value];
  const own = values.map((value) => textKeys(value));
  if (dag.moreArguments !== undefined || task.moreArguments !== undefined || own.some((keys) => !keys))
    return undefined;
  return new Set(own.flatMap((keys) => keys!));
}

function keysOf(dag: Dag, argument: string): readonly string[] | undefined {
  if (dag.moreArguments !== undefined || dag.arguments.has('jinja_environment_kwargs')) return undefined;
  return textKeys(dag.arguments.get(argument)?.value);
}

/** The keys of a dict of texts; none for nothing; undefined where they are not all known. */
function textKeys(value: PlainValue | undefined): string[] | undefined {
  if (!value || value.kind === 'none') return [];
  if (value.kind !== 'dict' || !value.complete) return undefined;
  const keys = value.entries.flatMap(({ key }) => (key.kind === 'text' ? [key.value] : []));
  return keys.length === value.entries.length ? keys : undefined;
}
