// What a DAG's params demand of who starts a run.

import type { RunnableParam } from './runnableDag';

/** The JSON types that a param's schema allows; none: any. */
export function paramTypes({ type }: RunnableParam['schema']): string[] {
  return (Array.isArray(type) ? type : [type]).filter((each): each is string => typeof each === 'string');
}

/** Is nothing no value for it? Airflow's own form demands one unless the schema allows null; without a schema any will do. */
export function isRequired({ schema }: RunnableParam): boolean {
  const types = paramTypes(schema);
  return types.length > 0 && !types.includes('null');
}

/** Must something be said before the DAG can run? */
export function needsForm(params: readonly RunnableParam[]): boolean {
  return missingValues(params).length > 0;
}

/** The names of the params that demand a value and have none. */
export function missingValues(params: readonly RunnableParam[]): readonly string[] {
  const missing = params.filter((param) => isRequired(param) && (param.value === undefined || param.value === null));
  return missing.map(({ name }) => name);
}

/** Why a DAG was not run that asks for values, and what to do. */
export function unansweredWords(dagId: string, missing: readonly string[]): string {
  const names = missing.map((name) => `'${name}'`).join(', ');
  return `DAG '${dagId}' was not run, since it needs values for ${names}. Fill in the form in the Runs panel and start it there, or give these params defaults.`;
}
