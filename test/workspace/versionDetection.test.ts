// Which Airflow version is found for a file, and what is said about it.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { detectVersion, isVersionEvidence } from '../../core/workspace/versionDetection';
import { memoryFiles } from './memoryFiles';
import { projectSettings } from './settings';

const FILE = '/p/dags/etl.py';

function detect(texts: Record<string, string>, some: Parameters<typeof projectSettings>[0] = {}) {
  return detectVersion(memoryFiles({ [FILE]: '', ...texts }), projectSettings(some), FILE);
}

describe('version detection: project files', () => {
  const table: [file: string, text: string, version: string][] = [
    ['requirements.txt', 'pandas\napache-airflow==2.9.3\n', '2.9.3'],
    ['requirements.txt', 'apache-airflow[google,celery] == 2.7.1 ; python_version >= "3.8"', '2.7.1'],
    ['requirements.txt', 'apache-airflow>=2.9,<3', '2.11.2'],
    ['requirements.txt', 'apache-airflow>=2.9', '3.3.2'],
    ['requirements.txt', 'apache-airflow~=2.9.1', '2.9.3'],
    ['requirements.txt', 'apache-airflow==2.8.*', '2.8.4'],
    ['requirements.txt', 'apache-airflow<2.9.2,>=2.5', '2.9.1'],
    ['requirements-dev.txt', 'apache_airflow==1.10.15', '1.10.15'],
    ['requirements/base.txt', 'apache-airflow==2.6.3', '2.6.3'],
    ['requirements.txt', 'apache-airflow-providers-google==10.0.0', '3.3.2'],
    ['requirements.txt', '# apache-airflow==1.10.12', '3.3.2'],
    ['requirements.txt', 'apache-airflow', '3.3.2'],
    [
      'requirements.txt',
      '-c https://raw.githubusercontent.com/apache/airflow/constraints-2.8.1/constraints-3.11.txt\napache-airflow',
      '2.8.1',
    ],
    ['pyproject.toml', '[project]\ndependencies = ["apache-airflow>=2.10,<3.0"]', '2.11.2'],
    ['pyproject.toml', '[tool.poetry.dependencies]\napache-airflow = "^2.5"', '2.11.2'],
    ['pyproject.toml', '[tool.poetry.dependencies]\napache-airflow = "~2.5"', '2.5.3'],
    ['pyproject.toml', '[tool.poetry.dependencies]\napache-airflow = {extras = ["x"], version = "2.4.1"}', '2.4.1'],
    ['poetry.lock', '[[package]]\nname = "apache-airflow"\nversion = "2.5.2"\n', '2.5.2'],
    ['setup.cfg', '[options]\ninstall_requires =\n    apache-airflow==2.3.4', '2.3.4'],
    ['Pipfile', '[packages]\napache-airflow = "==2.2.5"', '2.2.5'],
    ['Pipfile.lock', '{"default": {"apache-airflow": {"hashes": [], "version": "==2.2.4"}}}', '2.2.4'],
    ['environment.yml', 'dependencies:\n  - python=3.11\n  - airflow=2.9.1', '2.9.1'],
    ['environment.yml', 'dependencies:\n  - pip:\n    - apache-airflow==2.9.2', '2.9.2'],
    ['Dockerfile', 'FROM apache/airflow:2.9.3-python3.11', '2.9.3'],
    ['Dockerfile', 'FROM apache/airflow:slim-2.10.4', '2.10.4'],
    ['Dockerfile', 'FROM apache/airflow:latest', '3.3.2'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own placeholder
    ['Dockerfile', 'ARG AIRFLOW_VERSION=2.6.0\nFROM apache/airflow:${AIRFLOW_VERSION}', '2.6.0'],
    ['Dockerfile', 'FROM quay.io/astronomer/astro-runtime:11.3.0', '2.9'],
    ['Dockerfile', 'FROM astrocrpublic.azurecr.io/runtime:3.0-1', '3.0'],
    ['Dockerfile', 'FROM quay.io/astronomer/astro-runtime:99.0.0', '3.3.2'],
    ['docker/Dockerfile', 'FROM apache/airflow:2.1.4', '2.1.4'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own placeholder
    ['docker-compose.yaml', 'x: &x\n  image: ${AIRFLOW_IMAGE_NAME:-apache/airflow:2.8.2}', '2.8.2'],
    ['compose.override.yml', 'services:\n  a:\n    image: bitnami/airflow:2.8.3', '2.8.3'],
    ['scripts.sh', 'export AIRFLOW_VERSION="2.7.2"', '2.7.2'],
    ['Makefile', 'AIRFLOW_VERSION ?= 2.7.3', '2.7.3'],
    ['.env', 'AIRFLOW_IMAGE_NAME=apache/airflow:2.9.0', '2.9.0'],
    ['.github/workflows/ci.yml', 'env:\n  AIRFLOW_VERSION: "2.10.2"', '2.10.2'],
  ];
  for (const [file, text, version] of table) {
    it(`${file}: ${text.replaceAll('\n', ' ')}`, () => assert.equal(detect({ [`/p/${file}`]: text }).version, version));
  }

  it('says where the version comes from', () => {
    const { because } = detect({ '/p/requirements.txt': 'apache-airflow==2.9.3' });
    assert.equal(because, 'requirements.txt asks for apache-airflow==2.9.3');
  });

  it('takes the nearest folder first', () => {
    const near = { '/p/dags/requirements.txt': 'apache-airflow==2.5.1' };
    assert.equal(detect({ ...near, '/p/requirements.txt': 'apache-airflow==2.9.3' }).version, '2.5.1');
  });

  it('takes an exact version before a range', () => {
    const texts = { '/p/requirements.txt': 'apache-airflow>=2.5', '/p/Dockerfile': 'FROM apache/airflow:2.9.3' };
    assert.equal(detect(texts).version, '2.9.3');
  });

  it('takes no version of files for several versions, which the code is tested with in turn', () => {
    const several = {
      '/p/requirements/requirements-airflow-2.9.txt': 'apache-airflow==2.9.0',
      '/p/requirements/requirements-airflow-3.1.txt': 'apache-airflow==3.1.7',
    };
    assert.equal(
      detect({ ...several, '/p/pyproject.toml': '[project]\ndependencies = ["apache-airflow>=2.8,<3.2"]' }).version,
      '3.1.8',
    );
    const [one] = Object.entries(several);
    assert.equal(detect(Object.fromEntries([one!])).version, '2.9.0');
  });

  it('does not look above the root', () => {
    assert.equal(detect({ '/requirements.txt': 'apache-airflow==2.5.1' }).version, '3.3.2');
  });
});

describe('version detection: settings, environment, the file itself', () => {
  it('believes the setting first, then the environment', () => {
    const texts = { '/p/requirements.txt': 'apache-airflow==2.9.3' };
    const installedPackages = new Map([['apache-airflow', '2.10.5']]);
    assert.equal(detect(texts, { airflowVersion: '1.10', installedPackages }).version, '1.10');
    assert.equal(detect(texts, { installedPackages }).version, '2.10.5');
    assert.equal(detect(texts, { installedPackages: new Map([['pandas', '2.0']]) }).version, '2.9.3');
  });

  const table: [text: string, version: string][] = [
    ['from airflow.sdk import DAG', '3.3.2'],
    ['from airflow.contrib.operators.bigquery_operator import BigQueryOperator', '2.11.2'],
    ['from airflow.operators.python_operator import PythonOperator', '2.11.2'],
    ['from airflow.operators import BashOperator', '1.10.15'],
    ['from airflow.utils.dates import days_ago', '2.11.2'],
    ["dag = DAG('a', start_date=datetime(2020, 1, 1), schedule_interval=None)", '2.11.2'],
    ["@dag(\n    schedule_interval='@daily',\n)", '2.11.2'],
    ['from airflow.operators.python import PythonOperator', '3.3.2'],
    ['try:\n    from airflow.operators.dummy import DummyOperator\nexcept ImportError:\n    pass', '3.3.2'],
    ['from airflow.sdk import DAG\nfrom airflow.operators.dummy import DummyOperator', '3.3.2'],
    ['# schedule_interval was here', '3.3.2'],
  ];
  for (const [text, version] of table) {
    it(text.replaceAll('\n', ' '), () => assert.equal(detect({ [FILE]: text }).version, version));
  }

  it('narrows an open range by what the file uses', () => {
    const file = { [FILE]: 'from airflow.operators.dummy import DummyOperator' };
    assert.equal(detect({ ...file, '/p/requirements.txt': 'apache-airflow>=2.5' }).version, '2.11.2');
    assert.equal(detect({ ...file, '/p/requirements.txt': 'apache-airflow>=3.0' }).version, '3.3.2');
  });

  it('knows which files can say a version', () => {
    assert.ok(isVersionEvidence('/p/requirements.txt'));
    assert.ok(isVersionEvidence('/p/.github/workflows/ci.yml'));
    assert.ok(!isVersionEvidence('/p/dags/etl.py'));
  });
});
