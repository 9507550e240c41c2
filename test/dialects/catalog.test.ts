// The catalog of Airflow's modules and operators: what the data answers, and how much of it is read.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalog } from '../../core/dialects/airflow/catalog/catalog';
import { catalogFiles } from '../../server/src/catalogFiles';

const files = catalogFiles('catalog');
const one = new Catalog(files, '1.10.15');
const two = new Catalog(files, '2.11.2');
const three = new Catalog(files, '3.3.2');

test('the release that answers is the last of the line', () => {
  const releases = ['1.10.9', '2.3.4', '2.11.2', '3.0.6', '4.0.0'].map(
    (version) => new Catalog(files, version).release,
  );
  assert.deepEqual(releases, ['1.10.15', '2.11.2', '2.11.2', '3.3.2', '3.3.2']);
});

test('an operator knows the parameters of all its bases', () => {
  const bash = three.operator('airflow.providers.standard.operators.bash.BashOperator')!;
  assert.deepEqual(bash.required, ['bash_command', 'task_id']);
  assert.ok(bash.parameters.has('retries') && bash.parameters.has('cwd') && !bash.parameters.has('bash_cmd'));
  assert.equal(bash.acceptsAnyKeyword, false);
  assert.deepEqual(bash.templateFields, ['bash_command', 'env', 'cwd']);
  assert.equal(bash.uiColor, '#f0ede4');
  assert.equal(bash.distribution?.name, 'apache-airflow-providers-standard');
});

test('an operator is found by each path it can be imported from', () => {
  const paths = ['airflow.operators.bash.BashOperator', 'airflow.providers.standard.operators.bash.BashOperator'];
  for (const path of paths) assert.equal(three.operator(path)?.name, 'BashOperator', path);
  assert.equal(
    two.operator('airflow.operators.bash_operator.BashOperator')?.path,
    'airflow.operators.bash.BashOperator',
  );
  assert.equal(one.operator('airflow.operators.bash_operator.BashOperator')?.required.join(), 'bash_command,task_id');
  assert.equal(three.operator('airflow.operators.bash_operator.BashOperator'), undefined);
});

test('moves lead from a path of an older line to the same thing', () => {
  const empty = 'airflow.providers.standard.operators.empty.EmptyOperator';
  assert.equal(three.moveOf('airflow.operators.dummy.DummyOperator'), empty);
  assert.equal(three.moveOf('airflow.operators.dummy_operator.DummyOperator'), empty);
  assert.equal(three.moveOf('airflow.datasets.Dataset'), 'airflow.sdk.Asset');
  assert.equal(two.moveOf('airflow.sdk.dag'), 'airflow.decorators.dag');
  assert.equal(
    one.moveOf('airflow.operators.python.PythonOperator'),
    'airflow.operators.python_operator.PythonOperator',
  );
  assert.equal(three.moveOf('airflow.utils.dates.days_ago'), undefined);
});

test('a name is present, deprecated, absent or unknown', () => {
  assert.deepEqual(three.importName('airflow.sdk', 'DAG'), { kind: 'present' });
  assert.equal(three.importName('airflow.utils.dates', 'days_ago').kind, 'absent');
  assert.equal(three.importName('airflow.providers.acme.operators', 'X').kind, 'unknown');
  assert.deepEqual(three.importName('airflow.operators.bash', 'BashOperator'), {
    kind: 'deprecated',
    target: 'airflow.providers.standard.operators.bash.BashOperator',
  });
  const misspelt = three.importName('airflow.sdk', 'task_grup');
  assert.equal(misspelt.kind === 'absent' && misspelt.near, 'task_group');
});

test('one operator of Google reads nothing of Amazon', () => {
  const read: string[] = [];
  const watch = (name: string) => {
    read.push(name);
    return files.read(name);
  };
  const watched = new Catalog({ read: watch }, '3.3.2');
  assert.ok(watched.operator('airflow.providers.google.cloud.operators.bigquery.BigQueryInsertJobOperator'));
  assert.deepEqual(
    read.filter((name) => /amazon|moves/.test(name)),
    [],
  );
  assert.ok(read.length < 8, read.join());
});

test('a name that an earlier release of the line still had is not called absent there', () => {
  const dataset = (version: string) => new Catalog(files, version).importName('airflow.datasets', 'Dataset').kind;
  assert.deepEqual(['3.0.6', '3.1.8', '3.2.2', '3.3.2'].map(dataset), ['unknown', 'unknown', 'absent', 'absent']);
});

test('a deprecated path leads to the name that airflow.sdk offers', () => {
  assert.equal(three.moveOf('airflow.models.baseoperator.chain'), 'airflow.sdk.chain');
  assert.equal(three.moveOf('airflow.hooks.base.BaseHook'), 'airflow.sdk.BaseHook');
  assert.equal(three.moveOf('airflow.utils.timezone.utcnow'), 'airflow.sdk.timezone.utcnow');
  assert.equal(three.moveOf('airflow.sdk.BaseHook'), undefined);
});

test('a module of a provider names its package; what others may add is unknown', () => {
  const docker = three.module('airflow.providers.docker.operators.docker');
  assert.equal(docker.presence, 'present');
  assert.equal(docker.distribution?.name, 'apache-airflow-providers-docker');
  const presences = (names: readonly string[]) => names.map((name) => three.module(name).presence);
  assert.deepEqual(presences(['airflow.providers', 'airflow.operators.subdag', 'airflow.providers.docker.nothing']), [
    'present',
    'absent',
    'absent',
  ]);
  assert.deepEqual(presences(['airflow.providers.acme', 'airflow.www.app', 'airflow.macros.mine', 'acme']), [
    'unknown',
    'unknown',
    'unknown',
    'unknown',
  ]);
});

test('what a subclass gives its base itself is no parameter of it', () => {
  const query = three.operator('airflow.providers.ydb.operators.ydb.YDBExecuteQueryOperator')!;
  assert.ok(!query.parameters.has('conn_id') && query.parameters.has('ydb_conn_id'));
  const run = three.operator('airflow.providers.amazon.aws.operators.appflow.AppflowRunFullOperator')!;
  assert.ok(!run.required.includes('flow_update'));
});

test('a decorator stands for its operator class', () => {
  assert.equal(three.taskDecorator('docker')?.name, '_DockerDecoratedOperator');
  assert.ok(three.taskDecorator('docker')?.parameters.has('image'));
  assert.equal(two.taskDecorator('branch')?.path, 'airflow.decorators.branch_python._BranchPythonDecoratedOperator');
  assert.ok(three.taskDecorators.includes('run_if') && three.taskDecorator('run_if') === undefined);
  assert.deepEqual(one.taskDecorators, []);
});

test('sensors, hooks and deprecated classes are told apart', () => {
  const sensor = two.operator('airflow.providers.amazon.aws.sensors.s3.S3KeySensor')!;
  assert.deepEqual([sensor.isOperator, sensor.isSensor], [true, true]);
  const hook = two.operator('airflow.providers.amazon.aws.hooks.s3.S3Hook')!;
  assert.deepEqual([hook.isOperator, hook.isSensor], [false, false]);
});

test('without its files the catalog knows nothing and says so', () => {
  const empty = new Catalog({ read: () => undefined }, '3.3.2');
  assert.equal(empty.release, '');
  assert.equal(empty.operator('airflow.operators.bash.BashOperator'), undefined);
  assert.equal(empty.importName('airflow', 'nothing').kind, 'unknown');
  assert.equal(empty.module('airflow.nothing').presence, 'unknown');
  assert.equal(empty.moveOf('airflow.operators.dummy.DummyOperator'), undefined);
});
