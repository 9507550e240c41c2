// One layout in a process of its own: node layout.cjs ENGINE FORM TASKS flat|groups [FOLDER] → JSON on standard output.
// With the form `dags`, all DAGs of a file instead: node layout.cjs ENGINE dags FILE - [FOLDER].

import type { DagView } from '../../core/ir/dagView';
import { fold } from '../../graph/fold';
import type { Arrange } from '../../graph/layout/boxGraph';
import { arrangeInLayers } from '../../graph/layout/layered/arrange';
import { boxGraphOf } from '../../graph/layout/layout';
import { crossings, lineLength, misplaced, placed, throughBoxes } from '../graph/geometry';
import { type Form, generatedView } from '../graph/randomViews';
import { dagViewsIn } from './dagViews';
import { airflowUi, dagre, elk, viz } from './otherLayouts';

const [engine, form, count, grouping, folder] = process.argv.slice(2);

const ENGINES: Readonly<Record<string, () => Arrange>> = {
  elk: () => elk(folder!),
  airflow: () => airflowUi(folder!),
  own: () => arrangeInLayers,
  dagre: () => dagre(folder!),
  viz: () => viz(folder!),
};

const measured =
  form === 'dags'
    ? measureAll(ENGINES[engine!]!(), dagViewsIn(count!))
    : measure(ENGINES[engine!]!(), generatedView(form as Form, Number(count), grouping === 'groups'));
measured.then(
  (answer) => process.stdout.write(JSON.stringify(answer)),
  (error) => process.stdout.write(JSON.stringify({ failure: String(error.message ?? error).split('\n')[0] })),
);

async function measure(arrange: Arrange, view: DagView) {
  const graph = boxGraphOf(fold(view, new Set()));
  const start = process.cpuUsage();
  const { places, routes, width, height } = await arrange(graph);
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000;
  const drawing = placed(graph, places, routes);
  // Lines as long as those of the largest DAGs take minutes to compare.
  const isCounted = view.tasks.length <= 1000;
  return {
    milliseconds,
    ...{ width, height, area: width * height, misplaced: misplaced(drawing).length, length: lineLength(drawing) },
    ...(isCounted && { through: throughBoxes(drawing), crossings: crossings(drawing) }),
  };
}

/** The sums over many DAGs; those that an engine fails on are counted. */
async function measureAll(arrange: Arrange, views: readonly DagView[]) {
  const sums = { milliseconds: 0, area: 0, misplaced: 0, length: 0, through: 0, crossings: 0 };
  let failed = 0;
  for (const view of views.filter(({ tasks }) => tasks.length > 0)) {
    try {
      const answer = await measure(arrange, view);
      for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += answer[name] ?? 0;
    } catch {
      failed++;
    }
  }
  return { ...sums, failed };
}
