// dag-never-instantiated: a @dag function that is never called.

import type { FunctionDef } from '../syntax/ast';
import { atLeast } from '../text/version';
import type { Fix, Rule, RuleInput } from './rule';
import { eventsOf } from './rule';
import { fixList } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { isNameUsed } from './support/nameUses';

export const dagNeverInstantiated: Rule = {
  id: 'dag-never-instantiated',
  severity: 'warning',
  summary: 'A @dag function is never called, so there is no DAG.',
  why: 'A function under `@dag` makes its DAG only when it is called at module level. Without the call Airflow finds no DAG in the file, and says nothing.',
  bad: `
from airflow.sdk import dag
from airflow.providers.standard.operators.empty import EmptyOperator

@dag(schedule="@daily")
def etl():
#   ^^^ warning: @dag function etl is never called, so Airflow finds no DAG. Call it at the end of the file: etl().
    EmptyOperator(task_id="load")
`,
  good: `
from airflow.sdk import dag
from airflow.providers.standard.operators.empty import EmptyOperator

@dag(schedule="@daily")
def etl():
    EmptyOperator(task_id="load")

etl()
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'never-used')) {
      if (event.what !== 'dag' || isNameUsed(input.module, event.name)) continue;
      const definition = input.module.body.find(
        (statement) => statement.kind === 'FunctionDef' && statement.name.start === event.at.start,
      );
      if (definition?.kind !== 'FunctionDef') continue;
      // Before 2.4 only what a variable of the module holds is found.
      const call = `${atLeast(input.file.version, 2, 4) ? '' : `${event.name}_dag = `}${event.name}()`;
      const message = `@dag function ${event.name} is never called, so Airflow finds no DAG. Call it at the end of the file: ${call}.`;
      yield fromEvent('dag-never-instantiated', input, event, {
        message,
        ...fixList(callFix(input, definition, call)),
      });
    }
  },
};

/** Calls the function behind the last line of the file; undefined if it needs arguments. */
function callFix({ text }: RuleInput, { params, uri }: FunctionDef, call: string): Fix | undefined {
  if (params.some(({ form, default: byDefault }) => !byDefault && form !== 'varargs' && form !== 'kwargs'))
    return undefined;
  const end = text.length;
  const blank = text.endsWith('\n') ? '\n\n' : '\n\n\n';
  return { title: `Add ${call}`, edits: [{ at: { uri, start: end, end }, text: `${blank}${call}\n` }] };
}
