// chain-length-mismatch: neighbouring lists of different length in chain().

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const chainLengthMismatch: Rule = {
  id: 'chain-length-mismatch',
  severity: 'error',
  summary: 'Neighbouring lists given to chain() differ in length.',
  why: 'Of two neighbouring lists `chain` joins the elements pair by pair. Airflow raises "Chain not supported for different length Iterable", so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG, chain
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    a, b, c = [EmptyOperator(task_id=name) for name in "abc"]
    chain([a, b], [c])
    #             ^^^ error: chain() joins neighbouring lists pair by pair, but these have 2 and 1 elements. Make them equally long, or use cross_downstream() to join all with all.
`,
  good: `
from airflow.sdk import DAG, chain
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    a, b, c = [EmptyOperator(task_id=name) for name in "abc"]
    chain([a, b], c)
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'chain-length-mismatch')) {
      const message =
        `${event.function}() joins neighbouring lists pair by pair, but these have ${event.lengths.join(' and ')} elements. ` +
        'Make them equally long, or use cross_downstream() to join all with all.';
      yield fromEvent('chain-length-mismatch', input, event, { message });
    }
  },
};
