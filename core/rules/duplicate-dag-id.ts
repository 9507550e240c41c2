// duplicate-dag-id: two DAGs with the same id, in one file or in two of the same dags folder.

import type { Dag, DagOutline } from '../ir/dag';
import { certain } from '../ir/fact';
import type { Finding, Rule, RuleInput } from './rule';
import { placeIn } from './support/place';

export const duplicateDagId: Rule = {
  id: 'duplicate-dag-id',
  severity: 'error',
  summary: 'Two DAGs have the same id.',
  why: 'Of two DAGs with one id in a file, Airflow keeps one, by chance, and says nothing: the other is lost. Of two files, the one read second is refused ("Ignoring DAG … also found in …"), or in Airflow 3 the two replace each other again and again; that is a warning, for the other file may be ignored or deployed elsewhere. Nothing is said of files in folders of samples, tests or versions, of which only one is deployed.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl") as first:
    EmptyOperator(task_id="extract")

with DAG("etl") as second:
    #    ^^^^^ error: DAG id 'etl' is already used in this file, so Airflow keeps only one of the two DAGs. Give this DAG an id of its own.
    EmptyOperator(task_id="load")
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl_extract") as first:
    EmptyOperator(task_id="extract")

with DAG("etl_load") as second:
    EmptyOperator(task_id="load")
`,
  *check(input) {
    const first = new Map<string, Dag>();
    for (const dag of input.file.dags) {
      const id = certainId(dag);
      if (id === undefined) continue;
      const earlier = first.get(id);
      if (earlier) yield inThisFile(id, dag, earlier, input);
      else {
        first.set(id, dag);
        yield* inOtherFiles(id, dag, input);
      }
    }
  },
};

/** The id, if it is certain that Airflow finds a DAG with it here. */
function certainId(dag: DagOutline): string | undefined {
  return dag.conditional === undefined && dag.notCollected === undefined ? certain(dag.id) : undefined;
}

function inThisFile(id: string, dag: Dag, earlier: Dag, input: RuleInput): Finding {
  const place = placeIn(input, dag.id.at, dag.via, dag.at);
  const related = { at: earlier.id.at, message: `The first DAG '${id}' is made here.` };
  return {
    rule: 'duplicate-dag-id',
    severity: 'error',
    at: place.at,
    message: `DAG id '${id}' is already used in this file, so Airflow keeps only one of the two DAGs. Give this DAG an id of its own.`,
    related: [...(place.related ?? []), related],
  };
}

/** Folders of which only one is deployed, or none: versions of the same, samples, tests, what is kept of earlier. */
const ALTERNATIVE = new RegExp(
  [
    String.raw`^v?\d+(?:[._]\d+)*$`,
    '(?:^|[-_ ])(?:examples?|samples?|demos?|tutorials?|exercises?|solutions?|lessons?|chapters?|tests?|templates?)(?:$|[-_ \\d])',
    '(?:^|[-_ ])(?:archived?|archives?|backups?|old|legacy|deprecated)(?:$|[-_ ])',
  ].join('|'),
  'i',
);

/** True if the two files lie in different folders that nobody would deploy together. */
function areAlternatives(one: string, other: string): boolean {
  const [left, right] = [one.split('/').slice(0, -1), other.split('/').slice(0, -1)];
  const shared = left.findIndex((part, index) => part !== right[index]);
  const start = shared < 0 ? left.length : shared;
  return [...left.slice(start), ...right.slice(start)].some((part) => ALTERNATIVE.test(part));
}

function* inOtherFiles(id: string, dag: Dag, input: RuleInput): Iterable<Finding> {
  const others = input.others
    .dagsNamed(id)
    .filter((other) => certainId(other.dag) === id && !areAlternatives(dag.at.uri, other.uri));
  if (others.length === 0) return;
  const place = placeIn(input, dag.id.at, dag.via, dag.at);
  const related = others.map((other) => ({ at: other.dag.id.at, message: `DAG '${id}' is made here too.` }));
  const name = others[0]!.uri.split('/').at(-1);
  const more = others.length === 1 ? '' : ` and ${others.length - 1} more`;
  yield {
    rule: 'duplicate-dag-id',
    severity: 'warning',
    at: place.at,
    message: `DAG id '${id}' is also used in ${name}${more}; Airflow loads only one of them. Give each DAG an id of its own.`,
    related: [...(place.related ?? []), ...related],
  };
}
