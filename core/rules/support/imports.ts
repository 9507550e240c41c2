// Imports that do not work, or not for long: what was imported, in words.

import type { BuildEvent } from '../../ir/buildEvent';
import { eventsOf, type RuleInput } from '../rule';

export type ImportEvent = Extract<BuildEvent, { readonly kind: 'import' }>;

/** The imports with one kind of problem. */
export function importsWith(input: RuleInput, problem: ImportEvent['problem']): ImportEvent[] {
  return eventsOf(input.file, 'import').filter((event) => event.problem === problem);
}

/** Where a thing is to be imported from, as advice. */
export function whereNow(name: string | undefined, target: string): string {
  const dot = target.lastIndexOf('.');
  const [module, now] = [target.slice(0, dot), target.slice(dot + 1)];
  return `Import it from '${module}'${now === name ? '' : ` as '${now}'`}.`;
}

/** `airflow.operators.dummy.DummyOperator`, or the module alone. */
export function importedPath({ module, name }: ImportEvent): string {
  return name === undefined ? module : `${module}.${name}`;
}
