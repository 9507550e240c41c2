// `daglens graph`: the DAGs of files as JSON, DOT or Mermaid.

import type { GraphJson } from '../../../core/ir/dagJson';
import { drawingToDot } from '../../../graph/dot';
import { drawingsToMermaid } from '../../../graph/mermaid';
import { diskFiles } from '../diskFiles';
import { relativeTo } from '../relative';
import type { FileGraph } from './analyse';
import { analyseTargets, tellFailures } from './analyseTargets';
import type { Arguments } from './arguments';
import type { Command } from './command';
import { openProject } from './project';
import { targetFiles } from './targets';
import { UsageError, type World } from './world';

export const graphCommand: Command = {
  name: 'graph',
  usage: 'PATH…',
  summary: 'print the graph of every DAG, without running it',
  options: [{ name: 'format', value: 'FORMAT', choices: ['json', 'dot', 'mermaid'], summary: 'json, dot or mermaid' }],
  run: graph,
};

async function graph(args: Arguments, world: World): Promise<number> {
  if (!args.positionals.length) throw new UsageError('name a file or folder, such as: daglens graph dags/');
  const files = diskFiles();
  const project = openProject(args, world, files);
  const targets = targetFiles(args.positionals, world.cwd, files, project.settings);
  const results = await analyseTargets(targets, world, { project, files, overlaid: false, wanted: 'graph' });
  const print = (path: string) => relativeTo(world.cwd, path);
  const broken = tellFailures(results, world, print);
  const graphs = results.flatMap((result) => result.graph ?? []);
  const errors = graphs.flatMap((each) => each.errors.map((error) => ({ ...error, file: print(error.file) })));
  const format = args.one('format') ?? 'json';
  if (format === 'json') world.out.write(`${JSON.stringify(graphJson(graphs, errors, print), null, 2)}\n`);
  else {
    for (const { file, message } of errors) world.err.write(`daglens: Airflow refuses ${file}: ${message}\n`);
    const drawings = graphs.flatMap((each) => each.drawings);
    world.out.write(format === 'dot' ? drawings.map(drawingToDot).join('\n') : drawingsToMermaid(drawings));
  }
  if (broken) return 2;
  return errors.length ? 1 : 0;
}

function graphJson(
  graphs: readonly FileGraph[],
  errors: GraphJson['errors'],
  print: (path: string) => string,
): GraphJson {
  const dags = graphs.flatMap((each) => each.dags.map((dag) => ({ ...dag, file: print(dag.file) })));
  return { version: 1, dags, errors };
}
