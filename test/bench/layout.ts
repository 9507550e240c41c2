// One layout in a process of its own: node layout.cjs ENGINE FORM TASKS flat|groups [FOLDER] → JSON on standard output.

import { fold } from '../../graph/fold';
import type { Arrange } from '../../graph/layout/boxGraph';
import { arrangeInLayers } from '../../graph/layout/layered/arrange';
import { boxGraphOf } from '../../graph/layout/layout';
import { crossings, lineLength, misplaced, placed, throughBoxes } from '../graph/geometry';
import { type Form, generatedView } from '../graph/randomViews';
import { airflowUi, dagre, elk, viz } from './otherLayouts';

const [engine, form, count, grouping, folder] = process.argv.slice(2);

const ENGINES: Readonly<Record<string, () => Arrange>> = {
  elk: () => elk(folder!),
  airflow: () => airflowUi(folder!),
  own: () => arrangeInLayers,
  dagre: () => dagre(folder!),
  viz: () => viz(folder!),
};

measure(ENGINES[engine!]!(), form as Form, Number(count), grouping === 'groups').then(
  (answer) => process.stdout.write(JSON.stringify(answer)),
  (error) => process.stdout.write(JSON.stringify({ failure: String(error.message ?? error).split('\n')[0] })),
);

async function measure(arrange: Arrange, kind: Form, tasks: number, grouped: boolean) {
  const graph = boxGraphOf(fold(generatedView(kind, tasks, grouped), new Set()));
  const start = process.cpuUsage();
  const { places, routes, width, height } = await arrange(graph);
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000;
  const drawing = placed(graph, places, routes);
  // Lines as long as those of the largest DAGs take minutes to compare.
  const isCounted = tasks <= 1000;
  return {
    milliseconds,
    ...{ width, height, misplaced: misplaced(drawing).length, length: lineLength(drawing) },
    ...(isCounted && { through: throughBoxes(drawing), crossings: crossings(drawing) }),
  };
}
