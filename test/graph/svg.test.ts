// The SVG text of a DAG: it is well-formed, nothing of a user's file is markup in it, and it shows what a reader has to know.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import type { DagView } from '../../core/ir/dagView';
import { fold } from '../../graph/fold';
import { layOut } from '../../graph/layout/layout';
import { picturesToSvg, type SvgOptions, sceneToSvg } from '../../graph/svg';
import { FORMS, generatedView, messyView, someGroups } from './randomViews';
import { AT, dagView, edgeView, groupView, taskView } from './sampleView';

async function svg(view: DagView, theme: SvgOptions['theme'] = 'light', ...folded: string[]): Promise<string> {
  return sceneToSvg(await layOut(fold(view, new Set(folded))), view, { theme });
}

/** The texts that are seen, in the order of the document. */
function texts(drawn: string): string[] {
  return [...drawn.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => unescaped(text!));
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
}

/** The SVG groups whose title begins with a text. */
function figures(drawn: string, title: string): string[] {
  return drawn.split('<g ').filter((part) => unescaped(part).includes(`<title>${title}`));
}

/** Throws what a real XML parser says. */
function parse(documents: readonly string[]): void {
  const program = 'import sys,json,xml.etree.ElementTree as E\nfor d in json.load(sys.stdin): E.fromstring(d)';
  const { status, stderr } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(documents),
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
}

test('a card shows task, operator, and a trigger rule that is not the usual one', async () => {
  const view = dagView({
    tasks: ['a', taskView('b', { triggerRule: 'one_failed' }), taskView('c', { triggerRule: undefined })],
  });
  assert.deepEqual(texts(await svg(view)), [
    ...['etl', 'every day at 00:00 UTC'],
    ...['a', 'EmptyOperator'],
    ...['b', 'EmptyOperator', 'one_failed'],
    ...['c', 'EmptyOperator', 'rule ?'],
  ]);
});

test('what stands behind a decorator goes by the name of the decorator', async () => {
  const view = dagView({ tasks: [taskView('a', { operator: '_BranchPythonDecoratedOperator' })] });
  assert.ok(texts(await svg(view)).includes('@task.branch'));
});

test('a task in a group goes by its own name; the tooltip has the whole id', async () => {
  const drawn = await svg(dagView({ tasks: [taskView('g.a', { group: 'g' })], groups: [groupView('g')] }));
  assert.deepEqual(texts(drawn).slice(2), ['g', 'a', 'EmptyOperator']);
  assert.equal(figures(drawn, 'g.a\n').length, 1);
});

test('the label of a group stands above the lines that enter it, on a ground of its own', async () => {
  const view = dagView({ tasks: ['a', taskView('g.b', { group: 'g' })], groups: [groupView('g')], edges: ['a>g.b'] });
  const drawn = await svg(view);
  const order = ['dl-frame"', 'dl-line"', 'dl-frame-label"', 'dl-frame-title"', 'dl-card"'];
  const places = order.map((name) => drawn.indexOf(`class="${name}`));
  assert.ok(!places.includes(-1));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
});

test('mapped tasks are piles', async () => {
  const drawn = await svg(dagView({ tasks: ['a', taskView('b', { mapped: true })] }));
  assert.equal(drawn.match(/class="dl-pile"/g)!.length, 2);
  assert.ok(texts(drawn).includes('b [ ]'));
});

test('setup, teardown, conditional and unknown tasks are marked', async () => {
  const drawn = await svg(
    dagView({
      tasks: [
        ...[taskView('s', { kind: 'setup' }), taskView('t', { kind: 'teardown' })],
        ...[taskView('maybe', { conditional: 'the variable ENV is not known' }), taskView('?1', { isIdKnown: false })],
      ],
    }),
  );
  assert.equal(drawn.match(/class="dl-icon"/g)!.length, 2);
  assert.match(figures(drawn, 'maybe')[0]!, /dl-conditional/);
  assert.match(figures(drawn, 'The id of this task is not known.')[0]!, /dl-unknown/);
  assert.ok(texts(drawn).includes('?') && !texts(drawn).includes('?1'));
  assert.match(drawn, /\.dl-conditional \.dl-card[^}]*stroke-dasharray/);
});

test('edges of cycles are red, doubtful ones dashed, labels are written', async () => {
  const edges = [
    edgeView('a', 'b', { isInCycle: true }),
    edgeView('b', 'a', { isInCycle: true }),
    edgeView('b', 'c', { label: 'yes', conditional: 'it depends' }),
  ];
  const drawn = await svg(dagView({ tasks: ['a', 'b', 'c'], edges }));
  assert.equal(drawn.match(/class="dl-edge dl-cycle"/g)!.length, 2);
  assert.match(drawn, /\.dl-cycle \.dl-line[^}]*stroke:#dc2626/);
  assert.match(figures(drawn, 'b → c (yes; may not exist: it depends)')[0]!, /dl-conditional/);
  assert.ok(texts(drawn).includes('yes'));
});

test('findings are marked, the worst one counts, and their words are in the tooltip', async () => {
  const finding = (severity: 'error' | 'warning' | 'info', message: string) => ({
    rule: 'r',
    severity,
    message,
    at: AT,
  });
  const view = dagView({
    findings: [finding('warning', 'Careful.'), finding('error', 'Wrong.'), finding('info', 'By the way.')],
    tasks: [
      taskView('a', { findings: [0, 1] }),
      taskView('b', { findings: [2] }),
      taskView('g.c', { group: 'g', findings: [0] }),
    ],
    groups: [groupView('g')],
    edges: [edgeView('a', 'b', { findings: [1] })],
  });
  const drawn = await svg(view, 'light', 'g');
  assert.match(figures(drawn, 'a\nEmptyOperator\nCareful.\nWrong.')[0]!, /dl-has-error.*dl-mark-error/s);
  assert.match(figures(drawn, 'b\n')[0]!, /dl-mark-info/);
  assert.match(figures(drawn, 'g (task group)')[0]!, /dl-mark-warning/);
  assert.ok(figures(drawn, 'a → b\nWrong.').some((figure) => figure.includes('dl-mark-error')));
});

test('a folded group says how many tasks are within, and shows a circle that is hidden in it', async () => {
  const tasks = ['g.a', 'g.b'].map((id) => taskView(id, { group: 'g' }));
  const edges = [edgeView('g.a', 'g.b', { isInCycle: true }), edgeView('g.b', 'g.a', { isInCycle: true })];
  const drawn = await svg(dagView({ tasks, groups: [groupView('g')], edges }), 'light', 'g');
  assert.deepEqual(texts(drawn).slice(2), ['g', '2 tasks']);
  assert.match(figures(drawn, 'g (task group)')[0]!, /dl-cycle/);
});

test('the head says what Airflow refuses, what is missing and what is in doubt', async () => {
  const view = dagView({
    refused: 'a task id is used twice',
    incomplete: 'a loop was not followed',
    notCollected: 'no global variable holds it',
    conditional: 'an if',
  });
  assert.deepEqual(texts(await svg(view)), [
    'etl',
    'every day at 00:00 UTC',
    'Airflow refuses it: a task id is used twice',
    'Airflow does not find it: no global variable holds it',
    'May not exist: an if',
    'Tasks or dependencies may be missing: a loop was not followed',
  ]);
  assert.deepEqual(texts(await svg(dagView({ dagId: undefined })))[0], 'dag_id not known');
});

test('ids, labels, operators and notes are text, whatever they hold', async () => {
  const bad = `<img src=x onerror="alert('1')">]]>&amp;\u0000\ud800`;
  const view = dagView({
    ...{ dagId: bad, schedule: bad, refused: bad },
    findings: [{ rule: 'r', severity: 'error', message: bad, at: AT }],
    tasks: [
      taskView(bad, { operator: bad, triggerRule: bad, fill: `red"/><script>`, findings: [0] }),
      taskView('b', { group: bad }),
    ],
    groups: [groupView(bad, undefined, { label: bad })],
    edges: [edgeView(bad, 'b', { label: bad, conditional: bad })],
  });
  for (const drawn of [await svg(view, 'auto'), await svg(view, 'auto', bad)]) {
    parse([drawn]);
    assert.doesNotMatch(drawn, /<(img|script)/);
    assert.match(drawn, /role="img"/);
  }
});

test('a long id is shortened in the middle, and is whole in the tooltip', async () => {
  const id = `load_${'very_'.repeat(20)}long_name_of_a_task`;
  const drawn = await svg(dagView({ tasks: [id] }));
  assert.match(texts(drawn)[2]!, /^load_very_.*….*name_of_a_task$/);
  assert.equal(figures(drawn, id).length, 1);
});

test('every drawing is well-formed XML', async () => {
  const views = [
    ...FORMS.map((form) => generatedView(form, 30, true)),
    ...Array.from({ length: 40 }, (_, seed) => messyView(seed)),
  ];
  parse(await Promise.all(views.map((view, seed) => svg(view, 'auto', ...someGroups(view, seed)))));
});

test('several DAGs stand one below the other; none says so', async () => {
  const views = [dagView({ dagId: 'one', tasks: ['a'] }), dagView({ dagId: 'two', tasks: ['b'] })];
  const pictures = await Promise.all(views.map(async (view) => ({ view, scene: await layOut(fold(view, new Set())) })));
  const drawn = picturesToSvg(pictures, { theme: 'light' });
  assert.match(drawn, /<title>one, two<\/title>/);
  assert.deepEqual(
    texts(drawn).filter((text) => ['one', 'two', 'a', 'b'].includes(text)),
    ['one', 'a', 'two', 'b'],
  );
  assert.deepEqual(texts(picturesToSvg([], { theme: 'light' })), ['There are no DAGs.']);
});

test('auto has both palettes, the others one each', async () => {
  const view = dagView({ tasks: ['a'] });
  const [light, dark, auto] = await Promise.all((['light', 'dark', 'auto'] as const).map((theme) => svg(view, theme)));
  assert.ok(light!.includes('fill:#ffffff') && !light!.includes('@media'));
  assert.ok(dark!.includes('fill:#1b2331') && !dark!.includes('@media'));
  assert.match(auto!, /fill:#ffffff[\s\S]*@media \(prefers-color-scheme:dark\)\{[\s\S]*fill:#1b2331/);
});
