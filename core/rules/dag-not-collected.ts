// dag-not-collected: a DAG that is built, but that Airflow does not find.

import type { BuildEvent } from '../ir/buildEvent';
import { atLeast } from '../text/version';
import type { Finding, Rule, RuleInput } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';
import { nodesAround } from './support/nodesAround';

type Event = Extract<BuildEvent, { readonly kind: 'dag-not-collected' }>;

export const dagNotCollected: Rule = {
  id: 'dag-not-collected',
  severity: 'warning',
  summary: 'A DAG is built, but Airflow does not find it.',
  why: 'Airflow looks for DAGs in the variables of the module, and takes those of `with` blocks and of `@dag` functions since 2.4 (unless they say `auto_register=False`). A DAG that only a function, a list or an overwritten variable held is lost, and nothing is said.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

def make():
    dag = DAG("etl")
    #     ^^^^^^^^^^ warning: DAG 'etl' is not found by Airflow: it is made in function make, and no variable of the module holds it. Return it and assign the result at module level, or build it in a with block.
    EmptyOperator(task_id="load", dag=dag)

make()
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

def make():
    dag = DAG("etl")
    EmptyOperator(task_id="load", dag=dag)
    return dag

dag = make()
`,
  *check(input) {
    const seen = new Set<number>();
    for (const event of eventsOf(input.file, 'dag-not-collected')) {
      if (seen.has(event.at.start)) continue;
      seen.add(event.at.start);
      yield finding(input, event);
    }
  },
};

function finding(input: RuleInput, event: Event): Finding {
  const dag = input.file.dags[event.dag ?? -1];
  const name = dag?.id.known ? `DAG '${dag.id.value}'` : 'This DAG';
  return fromEvent('dag-not-collected', input, event, {
    message: `${name} is not found by Airflow: ${reason(input, event)}`,
  });
}

function reason(input: RuleInput, { at, isUnregistered }: Event): string {
  if (isUnregistered)
    return 'it says auto_register=False, and no variable of the module holds it. Remove that, or assign the DAG.';
  const around = nodesAround(input.module, at);
  const inWith = atLeast(input.file.version, 2, 4) ? ', or build it in a with block' : '';
  const factory = around.find((node) => node.kind === 'FunctionDef' && node.name.start === at.start);
  if (factory) return 'its @dag function is called, but no variable of the module holds the result. Assign it to one.';
  const maker = around.find((node) => node.kind === 'FunctionDef');
  if (maker)
    return `it is made in function ${maker.name.name}, and no variable of the module holds it. Return it and assign the result at module level${inWith}.`;
  const held = around.findLast((node) => node.kind === 'Assign')?.targets[0];
  if (held?.kind === 'Name')
    return `the variable ${held.name} holds something else at the end of the file. Give each DAG a variable of its own${inWith}.`;
  return `no variable of the module holds it. Assign it to one${inWith}.`;
}
