// Draws the DAGs of a corpus and measures the drawings: each task and edge once, nothing overlaps, all within its frame.
import path from 'node:path';
import { loadCore } from '../../scripts/load-core.mjs';

const EXPORTS = `
  export { parseArguments } from './server/src/cli/arguments';
  export { openProject, PROJECT_OPTIONS } from './server/src/cli/project';
  export { targetFiles } from './server/src/cli/targets';
  export { withPool } from './server/src/cli/pool';
  export { diskFiles } from './server/src/diskFiles';
  export { fold, foldableGroups } from './graph/fold';
  export { layOut } from './graph/layout/layout';
  export { sceneFaults } from './test/graph/faults';
`;

/** The drawings of a prepared corpus: how many DAGs, tasks and edges are drawn, how long it took, and what is wrong. */
export async function measureDrawings(corpus, { root, paths, extraArgs }, home) {
  const parts = await loadCore(EXPORTS);
  const views = await viewsOf(
    parts,
    ['--root', root, '--airflow-version', corpus.airflow, ...extraArgs, ...paths],
    root,
    home,
  );
  const found = { dags: views.length, tasks: 0, edges: 0, milliseconds: 0, faults: [] };
  for (const { view, file, ids } of views) {
    found.tasks += view.tasks.length;
    found.edges += view.edges.length;
    for (const folded of foldings(parts, view)) {
      const started = performance.now();
      const scene = await parts.layOut(parts.fold(view, folded));
      found.milliseconds += performance.now() - started;
      const faults = parts.sceneFaults(view, scene);
      if (ids && String(ids) !== String(view.tasks.map(({ id }) => id).sort())) faults.push('not the tasks of the DAG');
      found.faults.push(...faults.map((fault) => `${file} ${view.dagId}: ${fault}`));
    }
  }
  return found;
}

/** All open, and each outermost half of the groups folded. */
function foldings({ foldableGroups }, view) {
  const groups = foldableGroups(view);
  const some = groups.filter((_, index) => index % 2 === 0);
  return groups.length ? [new Set(), new Set(some), new Set(groups)] : [new Set()];
}

async function viewsOf(parts, argv, root, home) {
  const silent = { write: () => undefined, isTerminal: false, columns: undefined };
  const world = { cwd: root, environment: {}, out: silent, err: silent, home, version: '', cores: 1 };
  const args = parts.parseArguments(argv, parts.PROJECT_OPTIONS);
  const files = parts.diskFiles();
  const project = parts.openProject(args, world, files);
  const targets = parts.targetFiles(args.positionals, world.cwd, files, project.settings);
  const options = { project, files, overlaid: true };
  const results = await parts.withPool(targets.length, world, options, (pool) => pool.analyse(targets, 'pictures'));
  return results.flatMap(({ path: file, pictures, graph }) =>
    pictures.map(({ view }) => ({ view, file: path.relative(root, file), ids: taskIds(graph, view) })),
  );
}

/** The task ids that the DAG JSON has, sorted; undefined for a DAG that Airflow would not take. */
function taskIds(graph, view) {
  const dag = graph?.dags.find(({ dag_id }) => dag_id === view.dagId);
  return dag?.tasks.map(({ task_id }) => task_id).sort();
}
