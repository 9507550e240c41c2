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
  return params.some((param) => isRequired(param) && (param.value === undefined || param.value === null));
}
