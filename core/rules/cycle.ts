// cycle: tasks that wait for each other.

import { type Cycle, certainEdges, findCycles } from '../ir/cycles';
import type { Dag } from '../ir/dag';
import type { Finding, Rule, RuleInput } from './rule';
import { placeIn } from './support/place';

/** A longer path is cut in the middle. */
const MOST_SHOWN = 10;

export const cycle: Rule = {
  id: 'cycle',
  severity: 'error',
  summary: 'Tasks of a DAG wait for each other in a circle.',
  why: 'A DAG has no cycles: none of these tasks could ever start. Airflow refuses the DAG ("Cycle detected in Dag"); the other DAGs of the file load. The finding stands at the dependency that closes the circle.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    extract = EmptyOperator(task_id="extract")
    clean = EmptyOperator(task_id="clean")
    load = EmptyOperator(task_id="load")
    extract >> clean >> load
    load >> extract
    #^^^^^^^^^^^^^^ error: This dependency closes a cycle: extract -> clean -> load -> extract. Remove one of its dependencies.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    extract = EmptyOperator(task_id="extract")
    clean = EmptyOperator(task_id="clean")
    load = EmptyOperator(task_id="load")
    extract >> clean >> load
`,
  *check(input) {
    for (const [index, dag] of input.file.dags.entries()) {
      if (dag.conditional !== undefined || dag.notCollected !== undefined) continue;
      for (const found of findCycles(certainEdges(dag))) yield findingFor(found, dag, index, input);
    }
  },
};

function findingFor(found: Cycle, dag: Dag, index: number, input: RuleInput): Finding {
  const closing = found.at(-1)!;
  const place = placeIn(input, closing.at, ...[...found].reverse().map((edge) => edge.at), dag.via, dag.at);
  const others = found.slice(0, -1).slice(0, MOST_SHOWN);
  const related = others
    .filter(({ at }) => at.uri !== closing.at.uri || at.start !== closing.at.start || at.end !== closing.at.end)
    .map(({ at, upstream, downstream }) => ({ at, message: `${upstream} -> ${downstream}` }));
  const message =
    found.length === 1
      ? `Task '${closing.upstream}' waits for itself. Remove this dependency.`
      : `This dependency closes a cycle: ${pathOf(found)}. Remove one of its dependencies.`;
  const all = [...(place.related ?? []), ...related];
  return {
    rule: 'cycle',
    severity: 'error',
    at: place.at,
    message,
    ...(all.length ? { related: all } : {}),
    refuses: index,
  };
}

function pathOf(found: Cycle): string {
  const ids = [found[0]!.upstream, ...found.map((edge) => edge.downstream)];
  if (ids.length <= MOST_SHOWN) return ids.join(' -> ');
  const half = MOST_SHOWN / 2;
  return [...ids.slice(0, half), `(${ids.length - MOST_SHOWN} more)`, ...ids.slice(-half)].join(' -> ');
}
