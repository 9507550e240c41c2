// invalid-expand-argument: what .partial(), .expand() and .expand_kwargs() refuse.

import type { BuildEvent } from '../ir/buildEvent';
import { didYouMean, nearName } from '../text/nearName';
import type { Rule } from './rule';
import { eventsOf } from './rule';
import { renameKeyword } from './support/argumentFixes';
import { fixList, guessed } from './support/fixes';
import { fromEvent } from './support/fromEvent';

type ExpandEvent = Extract<BuildEvent, { readonly kind: 'invalid-expand-argument' }>;

export const invalidExpandArgument: Rule = {
  id: 'invalid-expand-argument',
  severity: 'error',
  summary: 'A task is mapped over something that Airflow cannot map over.',
  why: 'Dynamic mapping takes lists, dicts and results of other tasks. Airflow checks it while the file is imported: a text or a number, no argument at all, an argument that `partial` has set already or an option of the task such as `retries` raises, as does (from 2.11 on) a mapped group with an `always` task that is tied to something, and no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG, task

@task
def load(table):
    print(table)

with DAG("etl"):
    load.expand(table="orders")
    #           ^^^^^ error: load.expand() maps 'table' over a list, a dict or the result of a task, not over a str. Write a list, or pass the value with .partial().
`,
  good: `
from airflow.sdk import DAG, task

@task
def load(table):
    print(table)

with DAG("etl"):
    load.expand(table=["orders", "customers"])
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'invalid-expand-argument')) {
      const near = event.name === undefined ? undefined : nearName(event.name, event.known);
      const fix =
        event.name === undefined
          ? undefined
          : guessed(renameKeyword(input, event.at, event.name, near), event.name, near);
      yield fromEvent('invalid-expand-argument', input, event, { message: words(event, near), ...fixList(fix) });
    }
  },
};

function words({ problem, callee, name, type }: ExpandEvent, near: string | undefined): string {
  switch (problem) {
    case 'nothing':
      return `${callee}.expand() is given nothing to map over. Pass a list, or call the task without expand().`;
    case 'type':
      return `${callee}.expand() maps '${name}' over a list, a dict or the result of a task, not over a ${type}. Write a list, or pass the value with .partial().`;
    case 'context':
      return `'${name}' is a key of the task context, which Airflow fills in itself. Give the parameter another name.`;
    case 'unmappable':
      return `${callee}.expand() cannot map over '${name}': it is set by .partial() already, or an option of the whole task. Pass it to .partial() only.`;
    case 'always':
      return `A task with the trigger rule 'always' cannot be mapped over the result of another task, for it does not wait for it. Use another trigger rule.`;
    case 'group':
      return `Task '${name}' has the trigger rule 'always', so Airflow refuses to tie the mapped group '${callee}' to anything. Use another trigger rule.`;
    case 'kwargs':
      return `${callee}.expand_kwargs() takes a list of dicts or the result of a task, not a ${type}.`;
    case 'unknown':
      return `${callee} has no argument '${name}'.${didYouMean(near) || ' Remove it, or correct its name.'}`;
  }
}
