// airflow.cfg, Variables, environment files, and the settings of a project.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAirflowConfig } from '../../core/workspace/airflowConfig';
import { parseEnvFile } from '../../core/workspace/envFile';
import { dagsFolderOf, projectConfig } from '../../core/workspace/projectFolders';
import { parseDaglensToml, parsePyprojectToml } from '../../core/workspace/settingsFile';
import { settingsFolder } from '../../core/workspace/settingsFolders';
import { parseConnectionsFile, parsePoolsFile, parseVariablesFile } from '../../core/workspace/variablesFile';
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

  it('has the options of any section, whatever their case', () => {
    const environment = new Map([['AIRFLOW__DATA_SETS_NORTH__LABEL', 'Nord']]);
    const { option } = readAirflowConfig('[Data:North]\nInput_Folder = /data\n', environment, '1.10.15');
    assert.equal(option('data:north', 'INPUT_FOLDER'), '/data');
    assert.equal(option('data_sets.north', 'label'), 'Nord');
    assert.equal(option('data:north', 'output_folder'), undefined);
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

  it('reads pools', () => {
    const read = parsePoolsFile('p.json', '{"a": {"slots": 1, "description": ""}}');
    assert.deepEqual('entries' in read && [...read.entries.keys()], ['a']);
  });

  it('says what it cannot take', () => {
    const notAirflows = "what it says of 'airflow' is not in the form that Airflow takes";
    assert.deepEqual(parseConnectionsFile('c.yml', 'airflow:\n  connections: []\n'), { problem: notAirflows });
    assert.deepEqual(parsePoolsFile('p.json', '{"airflow": {"pools": []}}'), { problem: notAirflows });
    assert.deepEqual(parsePoolsFile('p.yml', 'a: 1'), { problem: 'its name must end in .json' });
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
    assert.deepEqual(parsePyprojectToml('[tool.ruff]\n'), { values: {}, problems: [], warnings: [] });
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

  it('of rules that do not exist are warnings', () => {
    const text = 'select = ["cycel", "all"]\nignore = "invalid"\n[severity]\ncycle = "fatal"\nnone-such = "off"\n';
    const { values, problems, warnings } = parseDaglensToml(text);
    assert.deepEqual(values, { select: ['cycel', 'all'], ignore: ['invalid'] });
    assert.deepEqual(problems, [
      `daglens.toml: the severity of 'cycle' must be error, warning, info or off, not "fatal".`,
    ]);
    assert.deepEqual(warnings, ["daglens.toml: there is no rule 'cycel'; did you mean 'cycle'?"]);
    const unknown = parseDaglensToml('[severity]\nnone-such = "off"\n');
    assert.deepEqual(unknown.warnings, ["daglens.toml: there is no rule 'none-such'; daglens explain lists them."]);
  });

  it('of a folder come before those of the folders above it', () => {
    const files = memoryFiles({
      '/p/daglens.toml': 'airflow-version = "2.9"\npath = "src"\nignore = ["cycle"]\n[severity]\ninvalid = "info"\n',
      '/p/src/x.py': '',
      '/p/team/daglens.toml': 'baseline = "known.json"\n[severity]\ninvalid-cron = "off"\n',
      '/p/team/old/pyproject.toml': '[tool.daglens]\nairflow-version = "1.10"\nselect = ["all"]\n',
      '/p/team/old/a.py': '',
      '/p/team/plain/pyproject.toml': '[project]\nname = "daglens-free"\n',
    });
    const folders = ['a.py', 'team/a.py', 'team/plain/a.py', 'team/old/a.py', 'team/old/deep/a.py'];
    assert.deepEqual(
      folders.map((name) => settingsFolder(files, '/p', `/p/${name}`)),
      ['/p', '/p/team', '/p/team', '/p/team/old', '/p/team/old'],
    );
    const of = (folder: string) => loadProjectSettings({ root: '/p', folder, environment: {}, files }).settings;
    const [root, team, old] = [of('/p'), of('/p/team'), of('/p/team/old')];
    assert.deepEqual([root.airflowVersion, team.airflowVersion, old.airflowVersion], ['2.9', '2.9', '1.10']);
    assert.deepEqual(
      [root.baseline, old.baseline, old.root, old.paths],
      [undefined, '/p/team/known.json', '/p', ['/p/src']],
    );
    const levels = ({ rules }: typeof root) =>
      ['cycle', 'invalid-cron', 'invalid-preset'].map((rule) => rules.get(rule));
    assert.deepEqual(levels(root), ['off', 'info', 'info']);
    assert.deepEqual(levels(team), ['off', 'off', 'info']);
    assert.deepEqual(levels(old), [undefined, undefined, 'info']);
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

  it('name files that cannot be used', () => {
    const { problems } = loadProjectSettings({
      root: '/p',
      cli: { pools: '/p/pools.json' },
      environment: {},
      files: memoryFiles({ '/p/pools.json': '[]' }),
    });
    assert.deepEqual(problems, ['/p/pools.json is not used: it must hold one object of names and values.']);
  });
});
