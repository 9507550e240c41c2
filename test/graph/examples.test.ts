// The drawings of the example DAGs: every task and edge that real Airflow has is drawn once, in its place.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import type { DagJson } from '../../core/ir/dagJson';
import type { DagView } from '../../core/ir/dagView';
import { Snapshot } from '../../core/workspace/snapshot';
import { fold, foldableGroups } from '../../graph/fold';
import { layOut } from '../../graph/layout/layout';
import { sceneToSvg } from '../../graph/svg';
import { catalogFiles } from '../../server/src/catalogFiles';
import { analyseFile } from '../../server/src/cli/analyse';
import { diskFiles } from '../../server/src/diskFiles';
import { loadPythonParser } from '../../server/src/parser';
import { bundleFolder } from '../support/engine';
import { projectSettings } from '../workspace/settings';
import { sceneFaults } from './faults';

const recorded: { readonly dags: readonly DagJson[] } = JSON.parse(readFileSync('test/truth/examples.json', 'utf8'));
const FOLDERS = ['examples/airflow1', 'examples/airflow2', 'examples/airflow3', 'examples/mistakes'];
const files = diskFiles();

let parser: Awaited<ReturnType<typeof loadPythonParser>>;
before(async () => {
  parser = await loadPythonParser(bundleFolder());
});

/** The DAGs of all files of a folder, by file. */
function viewsOf(folder: string): Map<string, readonly DagView[]> {
  const root = path.resolve(folder).replaceAll('\\', '/');
  const settings = projectSettings({ root });
  const snapshot = Snapshot.create({ settings, files, parser, catalog: catalogFiles('catalog'), now: Date.now });
  const names = readdirSync(folder, { recursive: true }).map(
    (name) => `${folder}/${String(name).replaceAll('\\', '/')}`,
  );
  return new Map(
    names.flatMap((name) => {
      if (!name.endsWith('.py')) return [];
      const { pictures } = analyseFile(snapshot, files, path.resolve(name).replaceAll('\\', '/'), 'pictures');
      return [[name, pictures.map(({ view }) => view)] as const];
    }),
  );
}

for (const folder of FOLDERS) {
  test(`${folder}: everything is drawn once and nothing overlaps, open and folded`, async () => {
    const views = [...viewsOf(folder).values()].flat();
    assert.ok(views.length > 0);
    for (const view of views) {
      for (const folded of [new Set<string>(), new Set(foldableGroups(view))]) {
        assert.deepEqual(sceneFaults(view, await layOut(fold(view, folded))), [], view.dagId);
      }
    }
  });

  test(`${folder}: the SVG text names every task and edge that real Airflow has`, async () => {
    for (const [name, views] of viewsOf(folder)) {
      for (const dag of recorded.dags.filter(({ file }) => file === name)) {
        const view = views.find(({ dagId }) => dagId === dag.dag_id)!;
        const drawn = sceneToSvg(await layOut(fold(view, new Set())), view, { theme: 'light' });
        const titles = [...drawn.matchAll(/<g class="dl-(?:node|edge)[ "][^>]*><title>([^<\n]*)/g)].map(
          ([, title]) => title,
        );
        const wanted = [...dag.tasks.map(({ task_id }) => task_id), ...dag.edges.map((edge) => edge.join(' → '))];
        const edges = titles.map((title) => title!.replace(/ \(.*/, ''));
        assert.deepEqual(edges.sort(), wanted.sort(), `${name} ${dag.dag_id}`);
      }
    }
  });
}
