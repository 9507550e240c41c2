// unknown-xcom-key: an XCom is pulled under a key that the other task never pushes.

import type { Task } from '../ir/dag';
import { leavesOf } from '../ir/plainValue';
import { didYouMean, nearName } from '../text/nearName';
import type { Origin } from '../text/span';
import type { Finding, Rule, RuleInput } from './rule';
import { isComplete } from './support/completeDags';
import { distinct } from './support/templates';
import { quoted } from './support/words';
import { wrongForEach, xcomPulls } from './support/xcomPulls';
import { pushedKeys } from './support/xcomPushes';

export const unknownXcomKey: Rule = {
  id: 'unknown-xcom-key',
  severity: 'warning',
  summary: 'An XCom is pulled under a key that the task never pushes.',
  why: 'A task pushes what it returns under `return_value`, with multiple_outputs each key of the dict it returns, and what `xcom_push` says. A pull of another key gives None, or fails the task that is passed it. Said only of tasks whose code is seen in full.',
  bad: `
from airflow.sdk import DAG, task

@task(multiple_outputs=True)
def count():
    return {"rows": 3, "files": 1}

@task
def show(number):
    print(number)

with DAG("etl"):
    show(count()["row"])
    #    ^^^^^^^^^^^^^^ warning: Task 'count' never pushes an XCom 'row'; it pushes 'rows', 'files' and 'return_value'. Did you mean 'rows'?
`,
  good: `
from airflow.sdk import DAG, task

@task(multiple_outputs=True)
def count():
    return {"rows": 3, "files": 1}

@task
def show(number):
    print(number)

with DAG("etl"):
    show(count()["rows"])
`,
  check(input) {
    return distinct([...pulled(input), ...passed(input)]);
  },
};

function pulled(input: RuleInput): Finding[] {
  const wrong = wrongForEach(xcomPulls(input), ({ dag, id, key }) => {
    const task = dag.tasks.get(id);
    return task !== undefined && key != null && isComplete(dag) && neverPushes(input, task, key.value);
  });
  return wrong.map(({ dag, id, key }) => finding(input, dag.tasks.get(id)!, key!.value, key!.at));
}

/** `f()["key"]` and `task.output["key"]`, passed on as arguments. */
function* passed(input: RuleInput): Iterable<Finding> {
  for (const dag of input.file.dags) {
    for (const task of dag.tasks.values()) {
      for (const { value } of task.arguments.values())
        for (const { tasks, key, at } of leavesOf(value).filter((leaf) => leaf.kind === 'result')) {
          const from = tasks.length === 1 ? dag.tasks.get(tasks[0]!) : undefined;
          if (from && key !== undefined && at.uri === input.file.uri && neverPushes(input, from, key))
            yield finding(input, from, key, at);
        }
    }
  }
}

function neverPushes(input: RuleInput, task: Task, key: string): boolean {
  if (key === 'return_value') return false;
  const keys = pushedKeys(input, task);
  return keys !== undefined && !keys.has(key);
}

function finding(input: RuleInput, task: Task, key: string, at: Origin): Finding {
  const keys = [...pushedKeys(input, task)!];
  return {
    rule: 'unknown-xcom-key',
    severity: 'warning',
    at,
    message: `Task '${task.id}' never pushes an XCom '${key}'; it pushes ${quoted([...keys, 'return_value'])}.${didYouMean(nearName(key, keys))}`,
  };
}
