// `daglens graph`: every format, and which DAGs are told.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { bundleFolder } from '../support/engine';
import { Project } from './commandLine';
import { FOLDER, GOOD } from './dagTexts';

const GROUPED = `from airflow.sdk import DAG, TaskGroup
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("grouped"):
    with TaskGroup("outer"):
        with TaskGroup("inner"):
            EmptyOperator(task_id="a")
        EmptyOperator(task_id="b")
    with TaskGroup("other"):
        EmptyOperator(task_id="c")
`;

const project = new Project(FOLDER);
after(() => project.remove());

describe('daglens graph', () => {
  it('prints DAG JSON with what Airflow takes and what it refuses', async () => {
    const { code, out } = await project.run(['graph', 'dags']);
    const { version, dags, errors } = JSON.parse(out);
    assert.equal(code, 1);
    assert.equal(version, 1);
    assert.deepEqual(
      dags.map((dag: { dag_id: string }) => dag.dag_id),
      ['other', 'good'],
    );
    assert.deepEqual(
      errors.map((error: { file: string }) => error.file),
      ['dags/broken.py', 'dags/cycle.py', 'dags/duplicate.py'],
    );
    assert.deepEqual(dags[1], {
      file: 'dags/good.py',
      dag_id: 'good',
      orchestrator: 'airflow',
      schedule: '@daily',
      tasks: ['a', 'b'].map((task_id) => ({
        task_id,
        operator: 'EmptyOperator',
        trigger_rule: 'all_success',
        mapped: false,
        setup: false,
        teardown: false,
      })),
      edges: [['a', 'b']],
      groups: [],
    });
  });

  it('prints DOT and Mermaid', async () => {
    const dot = await project.run(['graph', '--format', 'dot', 'dags/good.py']);
    assert.match(dot.out, /^digraph "good" \{[\s\S]*"a" -> "b";\n\}\n$/);
    const mermaid = await project.run(['graph', '--format', 'mermaid', 'dags/good.py']);
    assert.match(mermaid.out, /flowchart LR\n {2}t0\["a"\]\n {2}t1\["b"\]\n {2}t0 --> t1\n$/);
  });

  it('prints SVG, in the colours that are wanted', async () => {
    const svg = await project.run(['graph', '--format', 'svg', 'dags/good.py']);
    assert.equal(svg.code, 0);
    assert.match(svg.out, /^<svg [^>]*role="img"[\s\S]*<title>good<\/title>[\s\S]*>EmptyOperator<[\s\S]*<\/svg>\n$/);
    const dark = await project.run(['graph', '--format', 'svg', '--theme', 'dark', 'dags/good.py']);
    assert.notEqual(dark.out, svg.out);
  });

  it('folds groups in pictures: those that are named, and those from a depth on', async () => {
    const grouped = new Project({ 'g.py': GROUPED });
    const titles = async (...options: string[]) => {
      const { out } = await grouped.run(['graph', '--format', 'svg', ...options, 'g.py']);
      return [...out.matchAll(/class="dl-(?:title|frame-title)"[^>]*>([^<]*)</g)].map(([, title]) => title).sort();
    };
    assert.deepEqual(await titles(), ['a', 'b', 'c', 'inner', 'other', 'outer']);
    assert.deepEqual(await titles('--fold', 'outer.inner'), ['b', 'c', 'inner', 'other', 'outer']);
    assert.deepEqual(await titles('--depth', '1'), ['b', 'c', 'inner', 'other', 'outer']);
    assert.deepEqual(await titles('--depth', '1', '--fold', 'other'), ['b', 'inner', 'other', 'outer']);
    assert.deepEqual(await titles('--depth', '0'), ['other', 'outer']);
    grouped.remove();
  });

  it('prints a page that knows when each DAG runs, and who updates its assets', async () => {
    // The command line finds them beside itself; npm run build puts them there.
    for (const name of ['graph.js', 'graphStyle.css', 'graphLayout.js'])
      writeFileSync(path.join(bundleFolder(), name), '');
    const producer = GOOD.replace('"good"', '"load"').replace('task_id="a"', 'task_id="a", outlets=[Asset("x")]');
    const assets = new Project({
      'consumer.py': `${GOOD}report = DAG("report", schedule=[Asset("x")])\n`.replace('DAG\n', 'DAG, Asset\n'),
      'producer.py': producer.replace('DAG\n', 'DAG, Asset\n'),
    });
    const { code, out, err } = await assets.run(['graph', '--format', 'html', 'consumer.py']);
    assert.deepEqual([code, err], [0, '']);
    const [report, good] = JSON.parse(/id="daglens-schedules">(.*?)<\/script>/s.exec(out)![1]!);
    assert.deepEqual(
      [report.dagId, report.outcome, report.notes[0].message],
      ['report', 'events', "'x' is updated by DAG 'load'."],
    );
    assert.deepEqual([good.dagId, good.outcome, good.runs.length], ['good', 'runs', 50]);
    assets.remove();
  });

  it('says what is wrong with a choice of groups', async () => {
    const grouped = new Project({ 'g.py': GROUPED });
    const told = async (...options: string[]) => {
      const { code, err } = await grouped.run(['graph', ...options, 'g.py']);
      assert.equal(code, 2);
      return err;
    };
    assert.match(
      await told('--format', 'svg', '--fold', 'outer.iner'),
      /no task group 'outer\.iner' .*; did you mean 'outer\.inner'\?/,
    );
    assert.match(await told('--format', 'svg', '--depth', 'two'), /--depth 'two' is not a number/);
    assert.match(await told('--format', 'dot', '--depth', '1'), /--depth is for svg and html/);
    grouped.remove();
  });

  it('prints only the DAGs that are wanted', async () => {
    const two = new Project({ 'a.py': GOOD, 'b.py': GOOD.replaceAll('good', 'other') });
    const json = await two.run(['graph', '--dag', 'other', '.']);
    assert.deepEqual(
      JSON.parse(json.out).dags.map((dag: { dag_id: string }) => dag.dag_id),
      ['other'],
    );
    const svg = await two.run(['graph', '--format', 'svg', '--dag', 'other', '.']);
    assert.match(svg.out, /<title>other<\/title>/);
    const dot = await two.run(['graph', '--format', 'dot', '--dag', 'good', '.']);
    assert.deepEqual(dot.out.match(/digraph "\w+"/g), ['digraph "good"']);
    const wrong = await two.run(['graph', '--dag', 'othre', '.']);
    assert.deepEqual([wrong.code, wrong.out], [2, '']);
    assert.match(wrong.err, /no DAG 'othre' is in these files; did you mean 'other'\?/);
    two.remove();
  });

  it('takes the version that it is told', async () => {
    const text = GOOD.replace('task_id="a"', 'task_id="a", start_date=None, trigger_rule="dummy"');
    const dummy = new Project({ 'dags/a.py': text.replace('schedule="@daily"', 'schedule=None') });
    const refused = await dummy.run(['graph', '--airflow-version', '3.3.2', 'dags']);
    assert.deepEqual([refused.code, JSON.parse(refused.out).dags], [1, []]);
    const taken = await dummy.run(['graph', '--airflow-version', '2.11.2', 'dags']);
    assert.deepEqual([taken.code, JSON.parse(taken.out).dags[0].tasks[0].trigger_rule], [0, 'always']);
    dummy.remove();
  });
});
