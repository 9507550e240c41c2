// What stands beside `>>` although it cannot, and what was meant.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../support/engine';

const HEAD = `
from airflow.sdk import DAG, Asset, Label, TaskGroup, chain, cross_downstream, task, task_group
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator
with DAG("d") as d:
    a, b, c = [EmptyOperator(task_id=name) for name in "abc"]
    with TaskGroup("g") as g:
        EmptyOperator(task_id="x")
    @task
    def f(): pass
    @task
    def h(x): pass
    @task_group
    def i(): EmptyOperator(task_id="x")
`;

async function found(body: string, version = '3.3.2'): Promise<string[]> {
  const findings = await findingsOf(`${HEAD}    ${body}\n`, { version });
  const found = findings.filter(({ rule }) => rule.includes('dependency'));
  return found.map(
    ({ rule, at }) => `${rule} ${at.end > at.start ? HEAD.concat('    ', body).slice(at.start, at.end) : ''}`,
  );
}

// The bodies were given to Airflow 3.3.2, 2.11.2 and 2.3.4: each of them raises.
for (const [body, ...expected] of [
  ['a > b', 'dependency-comparison a > b'],
  ['a < [b]', 'dependency-comparison a < [b]'],
  ['[b] > a', 'dependency-comparison [b] > a'],
  ['a >> b > c', 'dependency-comparison a >> b > c'],
  ['f() > f()', 'dependency-comparison f() > f()'],
  ['g > a', 'dependency-comparison g > a'],
  ['a >> f', 'uncalled-task-in-dependency f'],
  ['f >> a', 'uncalled-task-in-dependency f'],
  ['f >> [a]', 'uncalled-task-in-dependency f'],
  ['f >> h', 'uncalled-task-in-dependency f', 'uncalled-task-in-dependency h'],
  ['[a, f] >> b', 'uncalled-task-in-dependency f'],
  ['a.set_downstream(f)', 'uncalled-task-in-dependency f'],
  ['chain(a, f)', 'uncalled-task-in-dependency f'],
  ['chain(f, h)', 'uncalled-task-in-dependency f', 'uncalled-task-in-dependency h'],
  ['cross_downstream([f], [a])', 'uncalled-task-in-dependency f'],
  ['a >> i', 'uncalled-task-in-dependency i'],
  ['g >> f', 'uncalled-task-in-dependency f'],
  ['f() >> h', 'uncalled-task-in-dependency h'],
  ['a >> "b"', 'invalid-dependency "b"'],
  ['["b"] >> a', 'invalid-dependency "b"'],
  ['a >> None', 'invalid-dependency None'],
  ['chain(a, None)', 'invalid-dependency None'],
  ['a >> d', 'invalid-dependency a >> d'],
  ['a >> {b}', 'invalid-dependency {b}'],
  ['a >> [[b]]', 'invalid-dependency [b]'],
  ['a >> EmptyOperator', 'invalid-dependency a >> EmptyOperator'],
] as const) {
  test(`${body} is refused`, async () => assert.deepEqual(await found(body), expected));
}

for (const body of [
  'a > Asset("x")',
  'a >> f()',
  'a >> Label("x") >> b',
  'a >> [] >> b',
  'a >> (b, c)',
  'a >> unknown_thing',
  'a == b',
]) {
  test(`${body} is not refused`, async () => {
    assert.deepEqual(await found(body), []);
  });
}

test('Airflow 1.10 takes a comparison of tasks, and does nothing', async () => {
  const text = `
from airflow import DAG
from airflow.operators.dummy_operator import DummyOperator
from datetime import datetime
dag = DAG("d", start_date=datetime(2024, 1, 1), schedule_interval=None)
a = DummyOperator(task_id="a", dag=dag)
a > DummyOperator(task_id="b", dag=dag)
`;
  const findings = await findingsOf(text, { version: '1.10.15' });
  assert.deepEqual(
    findings.map(({ rule, severity }) => `${rule} ${severity}`),
    ['dependency-comparison warning'],
  );
});

for (const [body, ...expected] of [
  ['a >> b, c', 'dependency-tuple c'],
  ['a, b >> c', 'dependency-tuple a'],
  ['(a >> b, c)', 'dependency-tuple c'],
  ['a >> b, c >> g; b >> g', 'dependency-tuple c'],
  ['g >> a; a >> b, c >> f()', 'dependency-tuple c'],
  ['a >> b, c >> g'],
  ['a >> b, c >> f(); g >> c; g >> a'],
  ['g >> a; a >> b, b >> c'],
  ['g >> a; a << b, c >> f()'],
  ['a >> b,'],
  ['a >> b, b >> c'],
  ['x = a >> b, c'],
  ['a >> (b, c)'],
] as const) {
  test(`${body}: ${expected.length} findings of the comma`, async () => {
    assert.deepEqual(
      (await found(body)).filter((one) => one.startsWith('dependency-tuple')),
      expected,
    );
  });
}
