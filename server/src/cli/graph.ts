// `daglens graph`: the DAGs of files as JSON, DOT, Mermaid, or a page to look at.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { GraphJson } from '../../../core/ir/dagJson';
import { drawingToDot } from '../../../graph/dot';
import { drawingsToMermaid } from '../../../graph/mermaid';
import { diskFiles } from '../diskFiles';
import { relativeTo } from '../relative';
import { withFiles } from '../viewPlaces';
import type { FileGraph, FileResult } from './analyse';
import { analyseTargets, tellFailures } from './analyseTargets';
import type { Arguments } from './arguments';
import type { Command } from './command';
import { graphHtml, type PaneAssets } from './output/graphHtml';
import { openProject } from './project';
import { targetFiles } from './targets';
import { UsageError, type World } from './world';

export const graphCommand: Command = {
  name: 'graph',
  usage: 'PATH…',
  summary: 'print the graph of every DAG, without running it',
  options: [
    {
      name: 'format',
      value: 'FORMAT',
      choices: ['json', 'dot', 'mermaid', 'html'],
      summary: 'json, dot, mermaid or html',
    },
  ],
  run: graph,
};

async function graph(args: Arguments, world: World): Promise<number> {
  if (!args.positionals.length) throw new UsageError('name a file or folder, such as: daglens graph dags/');
  const files = diskFiles();
  const project = openProject(args, world, files);
  const targets = targetFiles(args.positionals, world.cwd, files, project.settings);
  const format = args.one('format') ?? 'json';
  const wanted = format === 'html' ? 'pictures' : 'graph';
  const results = await analyseTargets(targets, world, { project, files, overlaid: false, wanted });
  const print = (path: string) => relativeTo(world.cwd, path);
  const broken = tellFailures(results, world, print);
  const graphs = results.flatMap((result) => result.graph ?? []);
  const errors = graphs.flatMap((each) => each.errors.map((error) => ({ ...error, file: print(error.file) })));
  if (format === 'json') world.out.write(`${JSON.stringify(graphJson(graphs, errors, print), null, 2)}\n`);
  else {
    for (const { file, message } of errors) world.err.write(`daglens: Airflow refuses ${file}: ${message}\n`);
    world.out.write(drawn(format, results, args.positionals.join(' '), world));
  }
  if (broken) return 2;
  return errors.length ? 1 : 0;
}

function drawn(format: string, results: readonly FileResult[], title: string, world: World): string {
  const drawings = results.flatMap(({ graph: each }) => each?.drawings ?? []);
  if (format === 'dot') return drawings.map(drawingToDot).join('\n');
  if (format === 'mermaid') return drawingsToMermaid(drawings);
  const print = (path: string) => relativeTo(world.cwd, path);
  const views = results.flatMap(({ pictures }) => pictures.map((view) => withFiles(view, print)));
  return graphHtml(views, title, paneAssets(world));
}

/** The bundles stand beside the command line's own. */
function paneAssets({ home }: World): PaneAssets {
  const read = (name: string) => readFileSync(path.join(home, name), 'utf8');
  return { script: read('graph.js'), style: read('graphStyle.css'), layout: read('graphLayout.js') };
}

function graphJson(
  graphs: readonly FileGraph[],
  errors: GraphJson['errors'],
  print: (path: string) => string,
): GraphJson {
  const dags = graphs.flatMap((each) => each.dags.map((dag) => ({ ...dag, file: print(dag.file) })));
  return { version: 1, dags, errors };
}
