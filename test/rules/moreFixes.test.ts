// Quick fixes beyond the examples of the rules: what they write, and where none is offered since it would not be certain.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../support/engine';

const HEAD = `
from airflow.sdk import DAG, task
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.python import PythonOperator
`;

/** The lines that the fix of a rule's only finding changes, as they are then; undefined: there is no fix. */
async function repaired(body: string, rule: string): Promise<string[] | undefined> {
  const text = HEAD + body;
  const found = (await findingsOf(text, { version: '3.3.2' })).filter((finding) => finding.rule === rule);
  assert.equal(found.length, 1, text);
  const edits = found[0]!.fixes?.[0]?.edits;
  if (!edits) return undefined;
  const backwards = [...edits].sort((a, b) => b.at.start - a.at.start);
  const after = backwards.reduce((all, { at, text: put }) => all.slice(0, at.start) + put + all.slice(at.end), text);
  const before = text.split('\n');
  return after.split('\n').filter((line, index) => line !== before[index]);
}

const BASH = 'bash-command-template-suffix';
const CONTEXT = 'removed-context-variable';
const UNCALLED = 'uncalled-task-in-dependency';
const RUN = 'with DAG("d"): PythonOperator(task_id="g", python_callable=g)';

const CASES: readonly [title: string, rule: string, body: string, ...lines: string[]][] = [
  [
    'a command that ends with a placeholder',
    BASH,
    'S = "/opt/run.sh"\nwith DAG("d"):\n    BashOperator(task_id="a", bash_command=f"bash {S}")',
    '    BashOperator(task_id="a", bash_command=f"bash {S} ")',
  ],
  [
    'a parameter that is gone, with all that use it',
    CONTEXT,
    `def g(execution_date, ds):\n    print(execution_date, ds)\n${RUN}`,
    'def g(logical_date, ds):',
    '    print(logical_date, ds)',
  ],
  [
    'a parameter whose name stands in a text too',
    CONTEXT,
    `def g(execution_date):\n    print("execution_date")\n${RUN}`,
  ],
  [
    'a parameter that a call passes by name',
    CONTEXT,
    `def g(execution_date):\n    print(execution_date)\n${RUN}\ndef h(x): g(execution_date=x)`,
  ],
  [
    'a function that is called f, beside f-strings',
    UNCALLED,
    'with DAG("d"):\n    @task\n    def f(): pass\n    BashOperator(task_id="a", bash_command=f"x {1}").set_downstream(f)',
    '    BashOperator(task_id="a", bash_command=f"x {1}").set_downstream(f())',
  ],
];

for (const [title, rule, body, ...lines] of CASES)
  test(`${rule}: ${title}`, async () => {
    assert.deepEqual(await repaired(`${body}\n`, rule), lines.length ? lines : undefined);
  });
