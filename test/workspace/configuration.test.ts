// airflow.cfg, Variables, environment files, and the settings of a project.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAirflowConfig } from '../../core/workspace/airflowConfig';
import { parseEnvFile } from '../../core/workspace/envFile';
import { dagsFolderOf, projectConfig } from '../../core/workspace/projectFolders';
import { parseDaglensToml, parsePyprojectToml } from '../../core/workspace/settingsFile';
import { parseConnectionsFile, parseVariablesFile } from '../../core/workspace/variablesFile';
import { loadProjectSettings } from '../../server/src/settings';
import { memoryFiles } from './memoryFiles';
import { projectSettings } from './settings';

const CFG = `[core]
# where DAGs are
dags_folder = /opt/airflow/dags
default_timezone = Europe/Paris
dag_discovery_safe_mode = False
[scheduler]
catchup_by_default = False   # no
create_cron_data_intervals: t
`;

describe('airflow.cfg', () => {
  it('has the defaults of the version', () => {
    const old = readAirflowConfig(undefined, new Map(), '2.11.2');
    const now = readAirflowConfig(undefined, new Map(), '3.3.2');
    assert.equal(old.catchupByDefault, true);
    assert.equal(now.catchupByDefault, false);
    assert.equal(old.createCronDataIntervals, true);
    assert.equal(now.createCronDataIntervals, false);
    assert.equal(old.dagIgnoreFileSyntax, 'regexp');
    assert.equal(now.dagIgnoreFileSyntax, 'glob');
    assert.equal(readAirflowConfig(undefined, new Map(), '1.10.15').allowIllegalArguments, true);
    assert.equal(old.allowIllegalArguments, false);
  });

  it('reads the file, and variables before it', () => {
    const config = readAirflowConfig(CFG, new Map([['AIRFLOW__CORE__DEFAULT_TIMEZONE', 'Asia/Tokyo']]), '2.11.2');
    assert.equal(config.defaultTimezone, 'Asia/Tokyo');
    assert.equal(config.dagsFolder, '/opt/airflow/dags');
    assert.equal(config.dagDiscoverySafeMode, false);
    assert.equal(config.catchupByDefault, false);
    assert.equal(config.createCronDataIntervals, true);
  });

  it('finds the DAGs folder of a container in the project', () => {
    const files = memoryFiles({ '/p/airflow.cfg': CFG, '/p/dags/a.py': '' });
    const settings = projectSettings({ airflowCfg: '/p/airflow.cfg' });
    assert.equal(dagsFolderOf(files, settings, projectConfig(files, settings, '3.3.2')), '/p/dags');
  });

  it('survives nonsense', () => {
    const config = readAirflowConfig('[core\nx\n= 3\n[scheduler]\ncatchup_by_default = maybe', new Map(), '3.3.2');
    assert.equal(config.catchupByDefault, false);
  });
});

describe('files of values', () => {
  it('reads Variables as the import does', () => {
    const json = parseVariablesFile(
      'v.json',
      '{"a": "x", "b": 3, "c": {"value": "y", "description": "z"}, "d": {"k": [1]}}',
    );
    assert.ok('entries' in json);
    assert.deepEqual(
      [...json.entries],
      [
        ['a', 'x'],
        ['b', '3'],
        ['c', 'y'],
        ['d', '{\n  "k": [\n    1\n  ]\n}'],
      ],
    );
    const yaml = parseVariablesFile('v.yaml', 'a: x\nb: 3\n');
    assert.deepEqual('entries' in yaml && [...yaml.entries], [
      ['a', 'x'],
      ['b', '3'],
    ]);
    const env = parseVariablesFile('v.env', '# c\na="x"\nb=1=2\nbroken\n');
    assert.deepEqual('entries' in env && [...env.entries], [
      ['a', '"x"'],
      ['b', '1=2'],
    ]);
  });

  it('says why a file cannot be used', () => {
    assert.deepEqual(parseVariablesFile('v.txt', ''), { problem: 'its name must end in .json, .yaml, .yml or .env' });
    assert.match((parseVariablesFile('v.json', '{') as { problem: string }).problem, /not valid JSON/);
    assert.match((parseVariablesFile('v.json', '[1]') as { problem: string }).problem, /one object/);
  });

  it('reads Connections', () => {
    const read = parseConnectionsFile('c.json', '{"a": "http://x", "b": {"conn_type": "http"}}');
    assert.deepEqual('entries' in read && [...read.entries], [
      ['a', 'http://x'],
      ['b', '{"conn_type":"http"}'],
    ]);
  });

  it('reads environment files', () => {
    const text = 'A=1\nexport B="two\\nlines" # c\nC=\'x # y\'\nD=plain # c\n# E=1\nbad line\nF=\n';
    assert.deepEqual(
      [...parseEnvFile(text)],
      [
        ['A', '1'],
        ['B', 'two\nlines'],
        ['C', 'x # y'],
        ['D', 'plain'],
        ['F', ''],
      ],
    );
  });
});

describe('settings', () => {
  it('come from daglens.toml', () => {
    const { values, problems } = parseDaglensToml('airflow-version = "2.9"\npath = "src"\ndags_folder = "dags"\n');
    assert.deepEqual(values, { 'airflow-version': '2.9', path: ['src'], 'dags-folder': 'dags' });
    assert.deepEqual(problems, []);
  });

  it('come from pyproject.toml', () => {
    const { values } = parsePyprojectToml('[project]\nname = "x"\n[tool.daglens]\nenv = "dev.env"\n');
    assert.deepEqual(values, { env: 'dev.env' });
    assert.deepEqual(parsePyprojectToml('[tool.ruff]\n'), { values: {}, problems: [] });
  });

  it('tell what is wrong with them', () => {
    const { problems } = parseDaglensToml('dag-folder = "x"\nairflow-version = "two"\nenv = 3\n');
    assert.deepEqual(problems, [
      "daglens.toml: there is no setting 'dag-folder'; did you mean 'dags-folder'?",
      "daglens.toml: 'airflow-version' must be MAJOR.MINOR or MAJOR.MINOR.PATCH, not 'two'.",
      "daglens.toml: 'env' must be a text.",
    ]);
    assert.match(parseDaglensToml('a = ').problems[0]!, /^daglens\.toml: /);
  });

  it('are merged: command line, editor, file', () => {
    const files = memoryFiles({
      '/p/daglens.toml': 'airflow-version = "2.9"\ndags-folder = "a"\nplugins-folder = "b"\n',
      '/p/airflow.cfg': '',
      '/p/a/x.py': '',
      '/p/b/x.py': '',
      '/p/c/x.py': '',
    });
    const { settings, problems } = loadProjectSettings({
      root: '/p',
      cli: { 'airflow-version': '3.0' },
      editor: { 'airflow-version': '2.0', 'dags-folder': 'c' },
      environment: { AIRFLOW__CORE__X: '1', HOME: '/h' },
      files,
    });
    assert.deepEqual(problems, []);
    assert.equal(settings.airflowVersion, '3.0');
    assert.equal(settings.dagsFolder, '/p/c');
    assert.equal(settings.pluginsFolder, '/p/b');
    assert.equal(settings.airflowCfg, '/p/airflow.cfg');
    assert.deepEqual([...settings.environment], [['AIRFLOW__CORE__X', '1']]);
  });

  it('name files that are not there', () => {
    const { problems } = loadProjectSettings({
      root: '/p',
      cli: { variables: '/p/v.json' },
      environment: {},
      files: memoryFiles({ '/p/a.py': '' }),
    });
    assert.deepEqual(problems, ['There is no file /p/v.json.']);
  });
});
