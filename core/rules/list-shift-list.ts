// list-shift-list: `[a, b] >> [c, d]`, which Python does not know.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const listShiftList: Rule = {
  id: 'list-shift-list',
  severity: 'error',
  summary: 'A list is shifted onto a list.',
  why: 'Of two plain lists Python raises "unsupported operand type(s) for >>", so no DAG of the file loads: one side of `>>` must be a task, a task group or the output of a task.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    a, b, c, d = [EmptyOperator(task_id=name) for name in "abcd"]
    [a, b] >> [c, d]
    #^^^^^^^^^^^^^^^ error: Python has no >> between two lists. Use chain([…], […]) to join them pair by pair, or cross_downstream([…], […]) to join all with all.
`,
  good: `
from airflow.sdk import DAG, cross_downstream
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    a, b, c, d = [EmptyOperator(task_id=name) for name in "abcd"]
    cross_downstream([a, b], [c, d])
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'list-shift-list')) {
      const message =
        `Python has no ${event.operator} between two lists. Use chain([…], […]) to join them pair by pair, ` +
        'or cross_downstream([…], […]) to join all with all.';
      yield fromEvent('list-shift-list', input, event, { message });
    }
  },
};
