// The comparison with real Airflow: what counts as equal, as unknown, as a false error.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DagJson, TaskJson } from '../../core/ir/dagJson';
import { compareCorpus, dagDifferences, type Truth } from './compare.mjs';

function task(task_id: string, changed: Partial<TaskJson> = {}): TaskJson {
  const usual = { operator: 'BashOperator', trigger_rule: 'all_success', mapped: false, setup: false, teardown: false };
  return { task_id, ...usual, ...changed };
}

function dag(dag_id: string, changed: Partial<DagJson> = {}): DagJson {
  const usual: Omit<DagJson, 'dag_id'> = {
    file: `${dag_id}.py`,
    orchestrator: 'airflow',
    schedule: '@daily',
    tasks: [task('a'), task('b')],
    edges: [['a', 'b']],
    groups: [],
  };
  return { dag_id, ...usual, ...changed };
}

function truth(...dags: DagJson[]): Truth {
  return { dags, errors: [], files: Object.fromEntries(dags.map((one) => [one.file, 1])) };
}

const nothingFound = { findings: [] };

test('DAGs that differ only in order are equal', () => {
  const ours = dag('etl', { tasks: [task('b'), task('a')], schedule: { relativedelta: { months: 1, days: 2 } } });
  assert.deepEqual(dagDifferences(dag('etl', { schedule: { relativedelta: { days: 2, months: 1 } } }), ours), []);
});

test('every kind of difference has its line', () => {
  const ours = dag('etl', {
    tasks: [task('a', { operator: 'PythonOperator', mapped: true }), task('c')],
    edges: [['a', 'c']],
    groups: ['g'],
    schedule: '?',
  });
  assert.deepEqual(dagDifferences(dag('etl'), ours), [
    'missing task b',
    'extra task c',
    'operator of a: PythonOperator, really BashOperator',
    'mapped of a: true, really false',
    'missing edge a -> b',
    'extra edge a -> c',
    'extra group g',
    'schedule: "?", really "@daily"',
  ]);
});

test('DAGs are matched by file and id; an extra one is held against us', () => {
  const extra = dag('other', { file: 'etl.py' });
  const result = compareCorpus(truth(dag('etl')), { version: 1, dags: [dag('etl'), extra], errors: [] }, nothingFound);
  assert.equal(result.exact, 1);
  assert.equal(result.exactPercent, 50);
  assert.deepEqual(result.extra, [{ file: 'etl.py', dag_id: 'other' }]);
});

test('a DAG with an unknown id or schedule counts as unknown, the real one as missing', () => {
  const ours = [dag('?1', { file: 'etl.py' }), dag('load', { schedule: '?' })];
  const result = compareCorpus(truth(dag('etl'), dag('load')), { version: 1, dags: ours, errors: [] }, nothingFound);
  assert.equal(result.unknownPercent, 100);
  assert.equal(result.missing, 1);
  assert.equal(result.exact, 0);
  assert.deepEqual(result.extra, []);
});

test('only errors on files that Airflow loads are false', () => {
  const real = { ...truth(dag('etl')), errors: [{ file: 'bad.py', message: 'boom' }] };
  const said = (file: string, severity: string) => ({ file, line: 3, rule: 'cycle', severity, message: 'm' });
  const findings = [said('etl.py', 'error'), said('etl.py', 'warning'), said('bad.py', 'error')];
  const graph = { version: 1 as const, dags: [], errors: [{ file: 'etl.py', message: 'no' }] };
  const result = compareCorpus({ ...real, files: { ...real.files, 'bad.py': 'boom' } }, graph, { findings });
  assert.deepEqual(result.falseErrors, ['etl.py:3 cycle: m', 'etl.py refused by graph: no']);
  assert.deepEqual(result.differing[0]?.lines, ['the whole DAG is missing: no']);
});
