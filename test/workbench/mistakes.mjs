// One right DAG file, and four mistakes to type into it.

export const FILE = 'orders.py';

export const RIGHT = `from datetime import datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, task

with DAG("orders", schedule="0 5 * * *", start_date=datetime(2026, 1, 1)):
    extract = BashOperator(task_id="extract", bash_command="echo {{ ds }}")
    load = BashOperator(task_id="load", bash_command="load --rows {{ ti.xcom_pull('extract') }}", trigger_rule="none_failed")
    report = BashOperator(task_id="report", bash_command="report {{ ds }}", trigger_rule="one_done")

    @task.branch
    def choose():
        return "load"

    extract >> choose() >> [load, report]
    load >> report
`;

/** Each replaces `right` by `wrong` on one line. */
export const MISTAKES = [
  { rule: 'cycle', right: 'load >> report', wrong: 'load >> report >> extract' },
  { rule: 'unknown-branch-target', right: 'return "load"', wrong: 'return "lod"' },
  { rule: 'invalid-cron', right: '"0 5 * * *"', wrong: '"0 25 * * *"' },
  { rule: 'invalid-trigger-rule', right: '"one_done"', wrong: '"one_dne"' },
];

/** Where a text stands in the right file: line and column from 1. */
export function placeOf(text) {
  const before = RIGHT.slice(0, RIGHT.indexOf(text)).split('\n');
  return { line: before.length, column: before.at(-1).length + 1 };
}

/** The file with every mistake in it. */
export const WRONG = MISTAKES.reduce((text, { right, wrong }) => text.replace(right, wrong), RIGHT);
