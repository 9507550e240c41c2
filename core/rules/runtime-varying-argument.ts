// runtime-varying-argument: an argument that is another one each time the file is read.

import type { Dag } from '../ir/dag';
import { type Argument, leavesOf, type PlainValue } from '../ir/plainValue';
import { contains, type Origin } from '../text/span';
import type { Finding, Rule, RuleInput } from './rule';
import { oncePerPlace } from './support/parseTimeCalls';
import { placeIn } from './support/place';

export const runtimeVaryingArgument: Rule = {
  id: 'runtime-varying-argument',
  severity: 'warning',
  summary: 'An argument of a DAG or task has another value each time the file is read.',
  why: 'Airflow reads a DAG file again and again (by default every 30 seconds), and once more for each task that runs. A value of `datetime.now()`, `uuid4()` or `random` is another one each time: ids change under the scheduler, two tasks of a run do not see the same value, and Airflow 3 stores a new version of the DAG. A template (`{{ ds }}`, `{{ run_id }}`) is filled in once for each run. (For start_date see dynamic-start-date.)',
  bad: `
from datetime import datetime
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command=f"load {datetime.now():%Y-%m-%d}")
    #                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: bash_command is made from the present time, so it is another one each time Airflow reads this file. Use a template such as {{ ds }} or {{ ts }}, or take the time inside the task.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="load {{ ds }}")
`,
  *check(input) {
    yield* oncePerPlace(input.file.dags.flatMap((dag) => [...findingsIn(input, dag)]));
  },
};

/** What dynamic-start-date reports, and what is no value of the DAG. */
const LEFT_OUT: ReadonlySet<string> = new Set(['start_date', 'default_args', 'python_callable', 'dag', 'task_group']);

function* findingsIn(input: RuleInput, dag: Dag): Iterable<Finding> {
  if (dag.notCollected !== undefined || dag.conditional !== undefined) return;
  const owners = [dag, ...[...dag.tasks.values()].filter((task) => task.conditional === undefined)];
  for (const owner of owners) {
    for (const [name, argument] of owner.arguments) {
      const value = LEFT_OUT.has(name) ? undefined : changingIn(argument.value);
      // With a seed, random numbers are the same each time.
      if (!value || (value.changes === 'chance' && /\bseed\(/.test(input.text))) continue;
      yield finding(input, name, argument, value, [owner.via, owner.at]);
    }
  }
}

type Changing = PlainValue & { readonly kind: 'unknown' };

/** A part of the value that is another one each time the file is read. */
function changingIn(value: PlainValue): Changing | undefined {
  return leavesOf(value).find((leaf): leaf is Changing => leaf.kind === 'unknown' && leaf.changes !== undefined);
}

function finding(
  input: RuleInput,
  name: string,
  { at, from }: Argument,
  { changes, at: written }: Changing,
  ways: readonly (Origin | undefined)[],
): Finding {
  const cause = changes === 'time' ? 'the present time' : 'a random value';
  const isId = /^(dag|task|group)_id$/.test(name);
  const advice = isId
    ? 'Give it a fixed value.'
    : changes === 'time'
      ? 'Use a template such as {{ ds }} or {{ ts }}, or take the time inside the task.'
      : 'Use a template such as {{ run_id }}, or make the value inside the task.';
  return {
    rule: 'runtime-varying-argument',
    severity: 'warning',
    ...placeIn(input, contains(at, written) || from === 'default_args' ? written : at, ...ways),
    message: `${name} is made from ${cause}, so it is another one each time Airflow reads this file. ${advice}`,
  };
}
