// contradictory-arguments: arguments of one task or DAG that cannot go together.

import type { Contradiction } from '../ir/buildEvent';
import { nearName } from '../text/nearName';
import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fixList, renameFix } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { oncePerPlace } from './support/parseTimeCalls';
import { quoted } from './support/words';

export const contradictoryArguments: Rule = {
  id: 'contradictory-arguments',
  severity: 'error',
  summary: 'Arguments of a task or DAG contradict each other.',
  why: 'ExternalTaskSensor takes only one of its ways to name tasks and dates, and each state once; `@continuous` needs `max_active_runs=1`; `soft_fail` and `never_fail` exclude each other: Airflow raises, so no DAG of the file loads. A warning where Airflow takes both and one has no effect: `depends_on_past=False` beside `wait_for_downstream=True`, mails without an address.',
  bad: `
from datetime import timedelta
from airflow.sdk import DAG
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor

with DAG("etl"):
    ExternalTaskSensor(
        task_id="wait",
        external_dag_id="extract",
        execution_delta=timedelta(hours=1),
        execution_date_fn=lambda logical_date: logical_date,
        #^^^^^^^^^^^^^^^^ error: ExternalTaskSensor takes either execution_delta or execution_date_fn, not both. Remove one.
    )
`,
  good: `
from datetime import timedelta
from airflow.sdk import DAG
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor

with DAG("etl"):
    ExternalTaskSensor(task_id="wait", external_dag_id="extract", execution_delta=timedelta(hours=1))
`,
  *check(input) {
    for (const event of oncePerPlace(eventsOf(input.file, 'contradictory-arguments'))) {
      const [value, ...known] = event.values ?? [];
      const isUnknown = event.problem === 'unknown-state' && value !== undefined;
      const fix = isUnknown ? renameFix(input, event.at, value, nearName(value, known)) : undefined;
      yield fromEvent('contradictory-arguments', input, event, { message: messageFor(event), ...fixList(fix) });
    }
  },
};

function messageFor({ owner, problem, names, values = [] }: Contradiction): string {
  const [name = '', other = ''] = names;
  const [value = '', ...known] = values;
  switch (problem) {
    case 'exclusive':
      return `${owner} takes either ${other} or ${name}, not both. Remove one.`;
    case 'continuous-runs':
      return `With the schedule '@continuous' only one run may be active. Add max_active_runs=1.`;
    case 'unknown-state':
      return `${name} of ${owner} cannot hold '${value}' here. Use ${quoted(known.slice(0, 5), 'or')}.`;
    case 'state-twice':
      return `'${value}' stands in ${name} and in ${other}${other === 'allowed_states' ? " (by default ['success'])" : ''}. Keep it in one of them.`;
    case 'downstream-needs-past':
      return 'wait_for_downstream=True sets depends_on_past to True, whatever is said here. Remove one of them.';
    case 'mail-without-address':
      return `${name}=True sends nothing without an address. Add email=….`;
  }
}
