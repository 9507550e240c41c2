// `daglens graph`: the DAGs of files as JSON, DOT, Mermaid, a picture, or a page to look at.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { GraphJson } from '../../../core/ir/dagJson';
import type { DagView } from '../../../core/ir/dagView';
import { nearName } from '../../../core/text/nearName';
import { drawingToDot } from '../../../graph/dot';
import { fold } from '../../../graph/fold';
import { layOut } from '../../../graph/layout/layout';
import { drawingsToMermaid } from '../../../graph/mermaid';
import { picturesToSvg, type SvgOptions } from '../../../graph/svg';
import { diskFiles } from '../diskFiles';
import { relativeTo } from '../relative';
import { withFiles } from '../viewPlaces';
import type { FileGraph, FileResult } from './analyse';
import type { Arguments } from './arguments';
import type { Command } from './command';
import { tellFailures } from './failures';
import { FOLD_OPTIONS, foldedGroups, refuseFolding } from './foldOptions';
import { graphHtml, type PaneAssets } from './output/graphHtml';
import { schedulesOf } from './pageSchedules';
import { withPool } from './pool';
import { type CommandProject, openProject } from './project';
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
      choices: ['json', 'dot', 'mermaid', 'svg', 'html'],
      summary: 'json, dot, mermaid, svg or html',
    },
    { name: 'dag', value: 'DAG_ID', repeatable: true, summary: 'only this DAG (can be repeated)' },
    {
      name: 'theme',
      value: 'THEME',
      choices: ['light', 'dark', 'auto'],
      summary: 'colours of the svg: light, dark, or auto as the reader has it',
    },
    ...FOLD_OPTIONS,
  ],
  run: graph,
};

async function graph(args: Arguments, world: World): Promise<number> {
  if (!args.positionals.length) throw new UsageError('name a file or folder, such as: daglens graph dags/');
  const files = diskFiles();
  const project = openProject(args, world, files);
  const targets = targetFiles(args.positionals, world.cwd, files, project.settings);
  const format = args.one('format') ?? 'json';
  const wanted = format === 'html' || format === 'svg' ? 'pictures' : 'graph';
  if (wanted === 'graph') refuseFolding(args);
  const options = { project, files, overlaid: false };
  const analysed = await withPool(targets.length, world, options, (pool) => pool.analyse(targets, wanted));
  const print = (path: string) => relativeTo(world.cwd, path);
  const broken = tellFailures(analysed, world, print);
  const results = onlyDags(analysed, args.all('dag'));
  const graphs = results.flatMap((result) => result.graph ?? []);
  const errors = graphs.flatMap((each) => each.errors.map((error) => ({ ...error, file: print(error.file) })));
  if (format === 'json') world.out.write(`${JSON.stringify(graphJson(graphs, errors, print), null, 2)}\n`);
  else {
    for (const { file, message } of errors) world.err.write(`daglens: Airflow refuses ${file}: ${message}\n`);
    world.out.write(await drawn(format, results, { args, project, world }));
  }
  if (broken) return 2;
  return errors.length ? 1 : 0;
}

interface Asked {
  readonly args: Arguments;
  readonly project: CommandProject;
  readonly world: World;
}

async function drawn(format: string, results: readonly FileResult[], { args, project, world }: Asked): Promise<string> {
  const drawings = results.flatMap(({ graph: each }) => each?.drawings ?? []);
  if (format === 'dot') return drawings.map(drawingToDot).join('\n');
  if (format === 'mermaid') return drawingsToMermaid(drawings);
  const print = (path: string) => relativeTo(world.cwd, path);
  const views = results.flatMap(({ pictures }) => pictures.map(({ view }) => withFiles(view, print)));
  const folded = foldedGroups(args, views);
  if (format === 'svg') return svg(views, folded, args.one('theme'));
  const schedules = await schedulesOf(results, project, world);
  return graphHtml({ title: args.positionals.join(' '), dags: views, folded, schedules }, paneAssets(world));
}

async function svg(
  views: readonly DagView[],
  folded: readonly (readonly string[])[] = [],
  theme = 'light',
): Promise<string> {
  const pictures = views.map(async (view, index) => ({
    view,
    scene: await layOut(fold(view, new Set(folded[index]))),
  }));
  return picturesToSvg(await Promise.all(pictures), { theme: theme as SvgOptions['theme'] });
}

/** The results with some DAGs only, if any are wanted. @throws UsageError for one that is not there */
function onlyDags(results: readonly FileResult[], wanted: readonly string[]): readonly FileResult[] {
  if (!wanted.length) return results;
  const known = new Set(
    results.flatMap(({ graph: each, pictures }) => [...dagIds(each), ...pictures.map(({ view }) => view.dagId ?? '?')]),
  );
  for (const id of wanted) {
    if (known.has(id)) continue;
    const near = nearName(id, known);
    throw new UsageError(`no DAG '${id}' is in these files${near === undefined ? '.' : `; did you mean '${near}'?`}`);
  }
  return results.map((result) => ({
    ...result,
    graph: result.graph && {
      ...result.graph,
      dags: result.graph.dags.filter(({ dag_id }) => wanted.includes(dag_id)),
      drawings: result.graph.drawings.filter(({ title }) => wanted.includes(title)),
    },
    pictures: result.pictures.filter(({ view }) => wanted.includes(view.dagId ?? '?')),
  }));
}

function dagIds(graph: FileGraph | undefined): string[] {
  return graph ? [...graph.dags.map(({ dag_id }) => dag_id), ...graph.drawings.map(({ title }) => title)] : [];
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
