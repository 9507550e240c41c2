// Whole command lines: what they print, and how they end.

import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { Project } from './commandLine';
import { CYCLE, FOLDER, GOOD } from './dagTexts';

const project = new Project(FOLDER);
after(() => project.remove());

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly severity: string;
}

async function findings(...args: string[]): Promise<{ code: number; findings: Finding[] }> {
  const { code, out } = await project.run(['check', '--format', 'json', ...args]);
  return { code, findings: JSON.parse(out).findings };
}

describe('daglens check', () => {
  it('finds mistakes in a folder, in the order of the files', async () => {
    const { code, findings: found } = await findings('dags');
    assert.equal(code, 1);
    assert.deepEqual(
      found.map(({ file, line, rule, severity }) => [file, line, rule, severity]),
      [
        ['dags/broken.py', 3, 'syntax-error', 'error'],
        ['dags/cycle.py', 8, 'cycle', 'error'],
        ['dags/duplicate.py', 6, 'duplicate-task-id', 'error'],
      ],
    );
  });

  it('says that all is well', async () => {
    const { code, out } = await project.run(['check', 'dags/good.py', 'dags/plain.py']);
    assert.equal(code, 0);
    assert.equal(out, 'No problems found in 2 files with 1 DAG for Airflow 3.3.2.\n');
  });

  it('selects and ignores rules, and can end with 0', async () => {
    const selected = await findings('--select', 'cycle,duplicate-task-id', '--ignore', 'cycle', 'dags');
    assert.deepEqual(
      selected.findings.map(({ rule }) => rule),
      ['duplicate-task-id'],
    );
    const { code } = await findings('--exit-zero', 'dags');
    assert.equal(code, 0);
    assert.equal((await findings('--ignore', 'cycle', 'dags/cycle.py')).code, 0);
  });

  it('takes rules and severities from the nearest settings file, and from the command line before it', async () => {
    const own = new Project({
      'daglens.toml': '[severity]\ncycle = "warning"\nno-such-rule = "off"\n',
      'dags/cycle.py': CYCLE,
      'dags/old/pyproject.toml': '[tool.daglens]\nairflow-version = "2.11"\n[tool.daglens.severity]\ncycle = "off"\n',
      'dags/old/cycle.py': CYCLE.replaceAll('round', 'old_round').replaceAll('other', 'old_other'),
    });
    const asked = async (...args: string[]) => {
      const { code, out, err } = await own.run(['check', '--format', 'json', ...args, 'dags']);
      assert.equal(err, "daglens: daglens.toml: there is no rule 'no-such-rule'; daglens explain lists them.\n");
      const cycles = JSON.parse(out).findings.filter(({ rule }: Finding) => rule === 'cycle');
      return [code, ...cycles.map(({ file, severity }: Finding) => `${file} ${severity}`)];
    };
    assert.deepEqual(await asked('--ignore', 'missing,unknown,file'), [0, 'dags/cycle.py warning']);
    assert.deepEqual(await asked('--select', 'cycle', '--severity', 'cycle=error'), [
      1,
      'dags/cycle.py error',
      'dags/old/cycle.py error',
    ]);
    own.remove();
  });

  it('a rule that is off still keeps its DAG out of the graph', async () => {
    const off = new Project({ 'daglens.toml': 'ignore = ["all"]\n', 'a.py': CYCLE });
    const { code, out } = await off.run(['graph', 'a.py']);
    const { dags, errors } = JSON.parse(out);
    assert.deepEqual([code, dags.length, errors.length], [1, 1, 1]);
    off.remove();
  });

  it('checks standard input under a name', async () => {
    const { code, out } = await project.run(['check', '--format', 'json', '--stdin-filename', 'dags/good.py'], {
      stdin: CYCLE.replace('round', 'stdin_round').replace('other', 'stdin_other'),
    });
    assert.equal(code, 1);
    assert.deepEqual(
      JSON.parse(out).findings.map((each: Finding) => [each.file, each.rule]),
      [['dags/good.py', 'cycle']],
    );
  });

  it('shows where it had to stop', async () => {
    const gap = `${GOOD}from airflow.models import Variable\nfor i in Variable.get("n"):\n    DAG(i)\n`;
    const { out } = await project.run(['check', '--format', 'json', '--stdin-filename', 'dags/gap.py'], { stdin: gap });
    const { gaps } = JSON.parse(out) as { gaps: { file: string; line: number; because: string }[] };
    assert.equal(gaps[0]?.file, 'dags/gap.py');
    assert.equal(gaps[0]?.line, 7);
    assert.match(gaps[0]?.because ?? '', /Variable/);
  });

  it('warns of one dag_id in two files, also where only one of them is checked', async () => {
    const twins = new Project({ 'dags/one.py': GOOD, 'dags/two.py': GOOD, 'other/three.py': GOOD });
    const { code, out } = await twins.run(['check', '--format', 'json', 'dags/one.py']);
    assert.equal(code, 0);
    const [finding, ...more] = JSON.parse(out).findings;
    assert.deepEqual([finding.rule, finding.severity, more.length], ['duplicate-dag-id', 'warning', 0]);
    assert.match(finding.message, /two\.py/);
    assert.doesNotMatch(finding.message, /and \d more/);
    twins.write('dags/one.py', GOOD.replace('"@daily"):', '"@daily"):  # daglens: ignore[duplicate-dag-id, cycle]'));
    twins.write('dags/two.py', GOOD.replace('"@daily"):', '"@daily"):  # daglens: ignore'));
    const ignored = await twins.run(['check', '--format', 'json', 'dags']);
    const left = JSON.parse(ignored.out).findings.map(({ file, message }: { file: string; message: string }) => [
      file,
      message,
    ]);
    assert.deepEqual(left, [['dags/one.py', "Rule 'cycle' finds nothing on this line. Remove it from the comment."]]);
    twins.remove();
  });
});

describe('daglens check across files', () => {
  const ask = (dag: string, taskId: string) => `from airflow.sdk import DAG
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor

with DAG("asks"):
    ExternalTaskSensor(task_id="wait", external_dag_id="${dag}", external_task_id="${taskId}")
`;
  const told = async (files: Record<string, string>, target: string) => {
    const folder = new Project(files);
    const { out } = await folder.run(['check', '--format', 'json', target]);
    folder.remove();
    return JSON.parse(out).findings.map(({ rule, severity }: { rule: string; severity: string }) => [rule, severity]);
  };

  it('knows the DAGs and tasks of the files beside the checked one', async () => {
    const beside = { 'dags/good.py': GOOD };
    assert.deepEqual(await told({ ...beside, 'dags/ask.py': ask('good', 'a') }, 'dags/ask.py'), []);
    const wrongTask = await told({ ...beside, 'dags/ask.py': ask('good', 'c') }, 'dags/ask.py');
    assert.deepEqual(wrongTask, [['unknown-external-task', 'error']]);
    const wrongDag = await told({ ...beside, 'dags/ask.py': ask('goood', 'a') }, 'dags/ask.py');
    assert.deepEqual(wrongDag, [['unknown-dag-id', 'warning']]);
  });

  it('leaves a DAG to other projects unless one that is there is most likely meant', async () => {
    const missing = [['unknown-dag-id', 'warning']];
    const named = (id: string) => GOOD.replace('"good"', `"${id}"`);
    const asking = (id: string, wanted: string) =>
      told({ 'dags/a.py': named(id), 'dags/ask.py': ask(wanted, 'a') }, 'dags');
    assert.deepEqual(await asking('good', 'elsewhere'), []);
    assert.deepEqual(await asking('report_daily', 'orders_daily'), []);
    assert.deepEqual(await asking('daily-report', 'report_daily'), missing);
    assert.deepEqual(
      await told({ 'dags/train.py': named('model'), 'dags/ask.py': ask('train', 'a') }, 'dags'),
      missing,
    );
    assert.deepEqual(
      await told({ 'dags/train.py': '', 'dags/a.py': GOOD, 'dags/ask.py': ask('train', 'a') }, 'dags'),
      [],
    );
  });

  it('knows the DAGs that XComs are pulled from', async () => {
    const pulling = (dag: string) => `from airflow.sdk import DAG, task

with DAG("asks"):
    @task
    def b(ti=None):
        print(ti.xcom_pull(task_ids="a", dag_id="${dag}"))

    b()
`;
    const files = (dag: string) => ({ 'dags/good.py': GOOD, 'dags/ask.py': pulling(dag) });
    assert.deepEqual(await told(files('good'), 'dags'), []);
    for (const target of ['dags', 'dags/ask.py'])
      assert.deepEqual(await told(files('goood'), target), [['unknown-dag-id', 'warning']]);
  });

  it('says nothing of a DAG that is not there while some dag_ids are not known', async () => {
    const files = { 'dags/good.py': GOOD };
    const hidden = `import os\n${GOOD.replace('"good"', 'os.environ["NAME"]')}`;
    assert.deepEqual(await told({ ...files, 'dags/ask.py': ask('goood', 'a'), 'dags/h.py': hidden }, 'dags'), []);
    const factory = 'from airflow import DAG\nfrom company import make_dag\n\ndag = make_dag("goood")\n';
    assert.deepEqual(await told({ ...files, 'dags/ask.py': ask('goood', 'a'), 'dags/f.py': factory }, 'dags'), []);
  });
});

describe('wrong use', () => {
  const table: [args: string[], line: RegExp][] = [
    [[], /^daglens: which command\?/],
    [['chekc'], /unknown command 'chekc'; did you mean 'check'\?/],
    [['fix'], /name a file or folder to fix/],
    [['start', 'dags'], /unknown command 'start'/],
    [['check'], /name a file or folder/],
    [['graph'], /name a file or folder/],
    [['check', 'nowhere'], /there is no file or folder 'nowhere'/],
    [['check', '--selct', 'cycle', 'dags'], /there is no option --selct; did you mean --select\?/],
    [['check', '--select', 'cycel', 'dags'], /there is no rule 'cycel'; did you mean 'cycle'\?/],
    [['check', '--severity', 'cycle', 'dags'], /--severity takes RULE=LEVEL, such as cycle=warning, not 'cycle'/],
    [['check', '--severity', 'cycle=bad', 'dags'], /the severity of 'cycle' must be error, warning, info or off/],
    [['check', '--format', 'xml', 'dags'], /--format cannot be 'xml'/],
    [['check', '--airflow-version', 'two', 'dags'], /'--airflow-version' must be MAJOR\.MINOR/],
    [['check', '--variables', 'none.json', 'dags'], /There is no file .*none\.json/],
    [['check', '--root', 'none', 'dags'], /There is no folder .*none/],
    [['check', '--baseline', 'none.json', 'dags'], /there is no baseline file 'none\.json'/],
    [['explain', 'cycel'], /did you mean 'cycle'\?/],
    [['lsp'], /daglens lsp --stdio/],
    [['schedule'], /daglens schedule/],
    [['schedule', '--explain'], /name a file, and perhaps a DAG in it/],
    [['schedule', '--explain', 'none.py'], /there is no file 'none\.py'/],
    [['schedule', '--explain', 'dags/good.py', 'bad'], /'dags\/good\.py' makes no DAG 'bad', but 'good'/],
    [['schedule', '--explain', 'dags/good.py', '--catchup'], /--catchup is for an expression/],
  ];
  for (const [args, line] of table) {
    it(`daglens ${args.join(' ')}`, async () => {
      const { code, out, err } = await project.run(args);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, line);
      assert.equal(err.trimEnd().split('\n').length, 1);
    });
  }

  it('a settings file with a mistake is told', async () => {
    const mistaken = new Project({ 'daglens.toml': 'airflow-versoin = "2.9"\n', 'a.py': GOOD });
    const { code, err } = await mistaken.run(['check', 'a.py']);
    assert.equal(code, 2);
    assert.match(err, /daglens\.toml: there is no setting 'airflow-versoin'; did you mean 'airflow-version'\?/);
    mistaken.remove();
  });
});

describe('help, version, pages', () => {
  it('answers --help and --version everywhere', async () => {
    const help = await project.run(['--help']);
    assert.equal(help.code, 0);
    for (const command of ['check', 'fix', 'graph', 'run', 'schedule', 'explain', 'lsp']) {
      assert.ok(help.out.includes(`  ${command} `));
      const own = await project.run([command, '--help']);
      assert.equal(own.code, 0);
      assert.ok(own.out.includes(`daglens ${command}`));
      assert.equal((await project.run([command, '--version'])).out, 'daglens 1.2.3\n');
    }
  });

  it("prints a rule's page and the list of rules", async () => {
    assert.match((await project.run(['explain', 'cycle'])).out, /^# cycle\n[\s\S]*```python/);
    assert.match((await project.run(['explain'])).out, /^cycle +error +/m);
  });

  it('explains when the DAGs of a file run, and why one does not', async () => {
    const text = `from datetime import datetime
from airflow.sdk import DAG, Asset
from airflow.providers.standard.operators.bash import BashOperator

first = DAG("first", schedule="30 6 * * *", start_date=datetime(2025, 12, 1))
with DAG("second", default_args={"schedule": "@daily"}):
    BashOperator(task_id="make", bash_command="true", outlets=Asset("x"))
third = DAG("third", schedule=[Asset("x")])
`;
    const dags = new Project({ 'dags/a.py': text, 'airflow.cfg': '[core]\ndags_are_paused_at_creation = False\n' });
    const when = ['--from', '2026-01-01T00:00:00Z', '--timezone', 'Asia/Tokyo', '--count', '1'];
    const { code, out } = await dags.run(['schedule', '--explain', 'dags/a.py', ...when]);
    assert.equal(code, 0);
    assert.equal(
      out,
      `first  (dags/a.py)
At 06:30 (30 6 * * *)
CronTriggerTimetable of Airflow 3.3.2, time zone UTC

Next runs, and when that is in Asia/Tokyo:
  2026-01-01 06:30:00+00:00   (2026-01-01 15:30:00+09:00)

note: A DAG that has not run yet starts one run as soon as it is switched on.

second  (dags/a.py)
No schedule: runs when it is triggered
NullTimetable of Airflow 3.3.2, time zone UTC

does not run: It has no schedule: it runs only when somebody or another DAG triggers it. (line 6)
note: schedule in default_args has no effect: it is an argument of the DAG. Give it to DAG(…). (line 6)

third  (dags/a.py)
When assets are updated: x
AssetTriggeredTimetable of Airflow 3.3.2, time zone UTC

note: 'x' is updated by DAG 'second'. (line 8)
`,
    );
    const json = await dags.run(['schedule', '--explain', 'dags/a.py', 'first', '--format', 'json', ...when]);
    const [first, ...others] = JSON.parse(json.out).dags;
    assert.deepEqual(others, []);
    assert.deepEqual(first.runs, [
      {
        run_after: '2026-01-01T06:30:00Z',
        data_interval: ['2026-01-01T06:30:00Z', '2026-01-01T06:30:00Z'],
        local: '2026-01-01T06:30:00+00:00',
      },
    ]);
    assert.deepEqual([first.outcome, first.backlog], ['runs', { runs: 1, or_more: false }]);
    dags.remove();
    const refused = new Project({ 'a.py': 'from airflow.sdk import DAG\na = DAG("a", schedule="0 25 * * *")\n' });
    const answer = await refused.run(['schedule', '--explain', 'a.py']);
    assert.equal(answer.code, 1);
    assert.match(answer.out, /^does not run: Airflow refuses this DAG: .*\(line 2\)$/m);
    refused.remove();
  });

  it('takes the project into account for schedules', async () => {
    const configured = new Project({ 'airflow.cfg': '[core]\ndefault_timezone = Asia/Tokyo\n' });
    const { out } = await configured.run([
      'schedule',
      '0 0 * * *',
      '--format',
      'json',
      '--count',
      '1',
      '--from',
      '2026-01-01T00:00:00Z',
    ]);
    assert.deepEqual(JSON.parse(out).ticks, ['2026-01-01T15:00:00Z']);
    configured.remove();
  });
});
