// uncalled-task-in-dependency: `task >> f` with a @task function that was not called.

import type { Fix, Rule, RuleInput } from './rule';
import { eventsOf } from './rule';
import { fixList } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { namesWithin } from './support/nodesAround';

export const uncalledTaskInDependency: Rule = {
  id: 'uncalled-task-in-dependency',
  severity: 'error',
  summary: 'A dependency is set with a @task or @task_group function that was not called.',
  why: 'A decorated function makes its task only when it is called. Uncalled, it cannot stand beside `>>` or in `chain(…)`: Airflow raises "object has no attribute \'update_relative\'", so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG, task
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):

    @task
    def load():
        print("loading")

    EmptyOperator(task_id="extract") >> load
    #                                   ^^^^ error: load is a @task function that was not called, so there is no task to depend on. Write load().
`,
  good: `
from airflow.sdk import DAG, task
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):

    @task
    def load():
        print("loading")

    EmptyOperator(task_id="extract") >> load()
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'uncalled-in-dependency')) {
      const { function: name, what } = event;
      const uses = namesWithin(input.module, event.at, name);
      const call = event.needsArguments ? `${name}(…)` : `${name}()`;
      const result = what === 'task' ? 'there is no task' : 'there are no tasks';
      const decorator = what === 'task' ? '@task' : '@task_group';
      const message = `${name} is a ${decorator} function that was not called, so ${result} to depend on. Write ${call}.`;
      const at = uses.length === 1 ? uses[0]! : event.at;
      const fix = uses.length === 1 && !event.needsArguments ? callFix(input, name, at) : undefined;
      yield fromEvent('uncalled-task-in-dependency', input, { ...event, at }, { message, ...fixList(fix) });
    }
  },
};

/** Calls the function in place. Undefined if its name stands elsewhere too: then another call may be what is meant. */
function callFix({ text }: RuleInput, name: string, at: { uri: string; end: number }): Fix | undefined {
  // The letters before a text, as in f"…", are no names.
  const uses = [...text.matchAll(/[\w.]+(?![\w.'"])/g)].filter(([word]) => word === name);
  if (uses.length !== 2) return undefined;
  return { title: `Call ${name}()`, edits: [{ at: { uri: at.uri, start: at.end, end: at.end }, text: '()' }] };
}
