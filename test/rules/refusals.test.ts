// What is refused when a file is read, next to what only looks like it: assets, task results, parameters, params, labels.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../support/engine';

const V3 = `
from datetime import datetime, timedelta
from airflow.sdk import DAG, Asset, Label, Param, task
from airflow.providers.standard.operators.empty import EmptyOperator as E
import somewhere
`;
const V2 = `
from datetime import datetime, timedelta
from airflow import DAG, Dataset
from airflow.decorators import task
from airflow.models.param import Param
from airflow.operators.empty import EmptyOperator as E
from airflow.utils.edgemodifier import Label
import somewhere
`;
const TASK = 'with DAG("d"):\n    @task\n    def f(): return [1]\n    @task\n    def g(x): pass\n    ';

async function errorsIn(body: string, version: string): Promise<string[]> {
  const findings = await findingsOf(`${version.startsWith('3') ? V3 : V2}${body}\n`, { version });
  return findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
}

const CASES: readonly (readonly [body: string, version: string, ...rules: string[]])[] = [
  ['Asset("a b")', '3.3.2'],
  ['Asset(name="a", uri="")', '3.3.2', 'invalid-asset'],
  ['Asset("é")', '3.3.2'],
  ['Asset("é")', '3.0.6', 'invalid-asset'],
  ['Asset("self")', '3.3.2', 'invalid-asset'],
  ['Asset(uri="self")', '3.3.2'],
  ['Asset("x-airflow://a")', '3.3.2'],
  ['Asset(somewhere.name)', '3.3.2'],
  ['Asset(**somewhere.asset)', '3.3.2'],
  ['Dataset("self")', '2.11.2'],
  ['Dataset(uri="s3://a")', '2.11.2'],
  ['Dataset("s3://" + "a" * 2000)', '2.11.2'],
  [`${TASK}for x in f(): g(x)`, '3.3.2', 'task-result-iterated'],
  [`${TASK}a, b = f()`, '2.11.2', 'task-result-iterated'],
  [`${TASK}[g(x) for x in f()]`, '3.3.2', 'task-result-iterated'],
  [`${TASK}for x in [f()]: g(x)`, '3.3.2'],
  [`${TASK}g.expand(x=f())`, '3.3.2'],
  [`${TASK}g(f()[0])`, '3.3.2'],
  [`${TASK}try:\n        for x in f(): g(x)\n    except TypeError: pass`, '3.3.2'],
  [`${TASK}if somewhere.flag:\n        for x in f(): g(x)`, '3.3.2'],
  ['with DAG("d"):\n    @task\n    def f(ds=None, ti=None): pass\n    f()', '3.3.2'],
  ['with DAG("d"):\n    @task\n    def f(ds=somewhere.ds): pass\n    f()', '3.3.2'],
  ['with DAG("d"):\n    @task\n    def f(ti, *, x): pass\n    f(x=1)', '2.11.2'],
  ['with DAG("d"):\n    @task\n    def f(x, ti): pass\n    f(x=1)', '2.11.2'],
  ['with DAG("d"):\n    @task\n    def f(ti, x): pass\n    f(x=1)', '3.3.2'],
  ['with DAG("d"):\n    @task\n    def f(day="x"): pass\n    f()', '3.3.2'],
  ['with DAG("d"):\n    @task(retries="3")\n    def f(): pass\n    f()', '3.3.2', 'invalid-argument-type'],
  ['with DAG("d", start_date=datetime(2024, 1, 1)):\n    @task(retries="3")\n    def f(): pass\n    f()', '2.11.2'],
  ['with DAG("d"): E(task_id="a", retries="3")', '3.3.2'],
  ['DAG("d", params={"at": datetime(2024, 1, 1)})', '3.3.2', 'invalid-param-default'],
  ['DAG("d", params={"in": Param([timedelta(1)])})', '3.3.2', 'invalid-param-default'],
  ['DAG("d", params={"at": datetime(2024, 1, 1).isoformat(), "to": None, "of": (1, 2)})', '3.3.2'],
  ['DAG("d", params={"at": somewhere.start})', '3.3.2'],
  ['with DAG("d"): E(task_id="a") >> Label("x") >> [E(task_id="b")]', '3.3.2'],
  ['with DAG("d"): E(task_id="a") >> Label("x") >> [Label("y")]', '3.3.2', 'invalid-dependency'],
  ['DAG("d", owner_links={"o": "mailto:a@b.c", "p": "https://b.c/x", "q": somewhere.link})', '3.3.2'],
  ['DAG("d", owner_links={"o": "b.c"})', '2.11.2', 'invalid-argument-type'],
  ['with DAG("d"): E(task_id="a", pool="my pool")', '3.3.2'],
  ['with DAG("d"): E(task_id="a", pool="my pool")', '2.11.0'],
  ['DAG(**somewhere.arguments)', '3.3.2'],
  ['class Own(DAG):\n    def __init__(self, **more): super().__init__("d", **more)\nOwn()', '3.3.2'],
];

for (const [body, version, ...rules] of CASES) {
  test(`${version}: ${body.replace(TASK, '')} has ${rules.length} errors`, async () =>
    assert.deepEqual(await errorsIn(body, version), rules));
}
