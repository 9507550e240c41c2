// What is made and comes to nothing: lost tasks, functions never called, DAGs that are not found. And what only looks so.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../support/engine';

const V3 = `
from airflow.sdk import DAG, dag, task, task_group
from airflow.providers.standard.operators.empty import EmptyOperator as E
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.python import PythonOperator
import somewhere
`;
const V23 = `
from datetime import datetime
from airflow import DAG
from airflow.decorators import dag, task
from airflow.operators.dummy import DummyOperator as E
S = datetime(2024, 1, 1)
`;

async function rulesOf(body: string, version = '3.3.2'): Promise<string[]> {
  const findings = await findingsOf(`${version.startsWith('3') ? V3 : V23}${body}\n`, { version });
  return findings.map(({ rule, severity }) => `${rule} ${severity}`);
}

const CASES: readonly [title: string, body: string, ...expected: string[]][] = [
  ['a task behind the with block', 'with DAG("d"): E(task_id="a")\nE(task_id="b")', 'task-without-dag warning'],
  ['a task that an edge brings in', 'with DAG("d"): a = E(task_id="a")\na >> E(task_id="b")'],
  ['a task that is assigned its DAG', 'with DAG("d") as d: E(task_id="a")\nb = E(task_id="b")\nb.dag = d'],
  ['a task that add_task takes', 'with DAG("d") as d: E(task_id="a")\nd.add_task(E(task_id="b"))'],
  ['a task that a library gets', 'with DAG("d") as d: E(task_id="a")\nsomewhere.add(d, [E(task_id="b")])'],
  ['a task in a block of a library', 'with DAG("d"): E(task_id="a")\nwith somewhere.dag(): E(task_id="b")'],
  [
    'a task made by a function in a block of a library',
    'def make(): E(task_id="b")\nwith DAG("d"): E(task_id="a")\nwith somewhere.dag(): make()',
  ],
  [
    'a task made for its method only, as callback of a DAG',
    'class TellOperator(E):\n    def tell(self, context): pass\nwith DAG("d", on_failure_callback=[TellOperator(task_id="m").tell]): E(task_id="a")',
  ],
  [
    'a task made for its method only, as callback in default_args',
    'class TellOperator(E):\n    def tell(self, context): pass\nwith DAG("d", default_args={} | {"on_failure_callback": TellOperator(task_id="m").tell}): E(task_id="a")',
  ],
  [
    'a task made for its method only, as callback of a task',
    'm = BashOperator(task_id="m", bash_command="x")\nwith DAG("d"): E(task_id="a", on_success_callback=m.execute)',
  ],
  [
    'a task that the code executes itself',
    'with DAG("d"): E(task_id="a")\nBashOperator(task_id="m", bash_command="x").execute({})',
  ],
  ['a task of a DAG that is not known', 'with DAG("d"): E(task_id="a")\nE(task_id="b", dag=somewhere.dag)'],
  ['a task of arguments that are not known', 'with DAG("d"): E(task_id="a")\nE(task_id="b", **somewhere.arguments)'],
  ['a task that may not be made', 'with DAG("d"): E(task_id="a")\nif somewhere.flag(): E(task_id="b")'],
  ['a helper file without DAGs', 'start = E(task_id="start")'],
  ['an edge without DAG', 'E(task_id="a") >> E(task_id="b")', 'task-without-dag error'],
  ['a function never called', 'with DAG("d"):\n    @task\n    def f(): pass', 'unused-task-function warning'],
  ['a function that is handed on', 'with DAG("d"):\n    @task\n    def f(): pass\n    somewhere.use(f)'],
  ['a function that is exported', '__all__ = ["f"]\n@task\ndef f(): pass\nwith DAG("d"): E(task_id="a")'],
  ['a function used by override', 'with DAG("d"):\n    @task\n    def f(): pass\n    f.override(task_id="x")()'],
  ['a function used under a condition', 'with DAG("d"):\n    @task\n    def f(): pass\n    if somewhere.x: f()'],
  [
    'a function of a group that is called twice, and used once',
    'with DAG("d"):\n    @task_group\n    def g(on):\n        @task\n        def f(): pass\n        E(task_id="a")\n        if on: f()\n    g.override(group_id="x")(True)\n    g.override(group_id="y")(False)',
  ],
  ['a helper file of functions', '@task\ndef f(): pass'],
  ['a @dag function never called', '@dag()\ndef d(): E(task_id="a")', 'dag-never-instantiated warning'],
  ['a @dag function without ()', '@dag()\ndef d(): E(task_id="a")\nx = d', 'dag-never-instantiated warning'],
  ['a @dag function called by another name', '@dag()\ndef d(): E(task_id="a")\nx = d\nif somewhere.x: x()'],
  [
    'a factory that gives back the function',
    'def make(n):\n    @dag(dag_id=n)\n    def d(): E(task_id="a")\n    return d\nfor n in "ab": globals()[n] = make(n)',
    'dag-never-instantiated warning',
  ],
  [
    'a factory whose function is called',
    'def make(n):\n    @dag(dag_id=n)\n    def d(): E(task_id="a")\n    return d\nfor n in "ab": make(n)()',
  ],
  [
    'a factory whose function is called for one DAG only under a condition',
    'def make(n):\n    @dag(dag_id=n)\n    def d(): E(task_id="a")\n    return d\nx = make("a")\nif somewhere.x: x()',
  ],
  [
    'a factory whose function a library gets',
    'def make(n):\n    @dag(dag_id=n)\n    def d(): E(task_id="a")\n    return d\nsomewhere.register(make("a"))',
  ],
  ['a factory that is not called', 'def make():\n    @dag()\n    def d(): E(task_id="a")\n    return d'],
  [
    'a @dag function that only a script calls',
    '@dag()\ndef d(): E(task_id="a")\nif __name__ == "__main__": d().test()',
    'dag-never-instantiated warning',
  ],
  [
    'a @dag function called for Airflow and as a script',
    '@dag()\ndef d(): E(task_id="a")\nx = d()\nif __name__ == "__main__": x.test()',
  ],
  ['partial without expand', 'with DAG("d"): BashOperator.partial(task_id="b")', 'partial-never-expanded warning'],
  [
    'partial of a function',
    'with DAG("d"):\n    @task\n    def f(x): pass\n    f.partial(x=1)',
    'partial-never-expanded warning',
  ],
  [
    'partial that is expanded later',
    'with DAG("d"):\n    p = BashOperator.partial(task_id="b")\n    p.expand(bash_command=["a"])',
  ],
  ['partial that a library gets', 'with DAG("d"): somewhere.expand(BashOperator.partial(task_id="b"))'],
  ['a DAG in a list', 'dags = [DAG("d")]\nE(task_id="a", dag=dags[0])', 'dag-not-collected warning'],
  [
    'a DAG whose variable is taken',
    'd = DAG("d")\nE(task_id="a", dag=d)\nd = DAG("e")\nE(task_id="a", dag=d)',
    'dag-not-collected warning',
  ],
  ['with blocks whose variable is taken', 'with DAG("d") as d: E(task_id="a")\nwith DAG("e") as d: E(task_id="a")'],
  ['a DAG put in globals()', 'for x in "ab":\n    d = DAG(x)\n    E(task_id="a", dag=d)\n    globals()[x] = d'],
  ['a DAG of a loop', 'for x in "ab":\n    d = DAG(x)\n    E(task_id="a", dag=d)', 'dag-not-collected warning'],
  [
    'a DAG that a library gets',
    'def make():\n    d = DAG("d")\n    E(task_id="a", dag=d)\n    somewhere.register(d)\nmake()',
  ],
  [
    'a DAG that does not register',
    'def make():\n    with DAG("d", auto_register=False): E(task_id="a")\nmake()',
    'dag-not-collected warning',
  ],
  [
    'a callable that was called',
    'def f(): pass\nwith DAG("d"): PythonOperator(task_id="a", python_callable=f())',
    'callable-called error',
  ],
  [
    'a callable made by a call',
    'def f(): return lambda: 1\nwith DAG("d"): PythonOperator(task_id="a", python_callable=f())',
  ],
  ['a callable of a library', 'with DAG("d"): PythonOperator(task_id="a", python_callable=somewhere.f())'],
  [
    'a callable that is a text',
    'with DAG("d"): PythonOperator(task_id="a", python_callable="f")',
    'callable-called error',
  ],
  [
    'a result as callable',
    'with DAG("d"):\n    @task\n    def f(): pass\n    PythonOperator(task_id="a", python_callable=f())',
    'callable-called error',
  ],
  [
    'a callback that was called',
    'def f(): pass\nwith DAG("d"): E(task_id="a", on_failure_callback=f())',
    'callable-called warning',
  ],
  [
    'a callback of the DAG that was called',
    'def f(): pass\nwith DAG("d", on_failure_callback=f()): E(task_id="a")',
    'callable-called warning',
  ],
  ['a callback that is None', 'with DAG("d"): E(task_id="a", on_failure_callback=None)'],
];

for (const [title, body, ...expected] of CASES) {
  test(title, async () => assert.deepEqual(await rulesOf(body), expected));
}

test('before 2.4 the result of a @dag function needs a variable', async () => {
  const body = '@dag("d", schedule_interval=None, start_date=S)\ndef d(): E(task_id="a")\n';
  assert.deepEqual(await rulesOf(`${body}d()`, '2.3.4'), ['dag-not-collected warning']);
  assert.deepEqual(await rulesOf(`${body}x = d()`, '2.3.4'), []);
});
