// DAGs as one Mermaid flowchart: task groups become subgraphs, and so do DAGs where there are several.

import type { Drawing, DrawnTask } from './drawing';
import { type GroupTree, groupTree } from './groupTree';

/** The Mermaid text of all DAGs in one flowchart, ending in a line break. */
export function drawingsToMermaid(drawings: readonly Drawing[]): string {
  const counter = new Counter();
  const [only, ...others] = drawings;
  if (!only) return 'flowchart LR\n';
  if (!others.length) {
    const front = ['---', `title: ${JSON.stringify(only.title)}`, '---', 'flowchart LR'];
    return [...front, ...flow(only, counter, '  '), ''].join('\n');
  }
  const parts = drawings.flatMap((drawing) => [
    `  subgraph ${counter.next('d')}[${quote(drawing.title)}]`,
    ...flow(drawing, counter, '    '),
    '  end',
  ]);
  return ['flowchart LR', ...parts, ''].join('\n');
}

/** Ids of our own: Mermaid's must be unique in the chart and free of its key words. */
class Counter {
  private count = 0;

  next(prefix: string): string {
    return `${prefix}${this.count++}`;
  }
}

function flow(drawing: Drawing, counter: Counter, indent: string): string[] {
  const names = new Map(drawing.tasks.map(({ id }) => [id, counter.next('t')]));
  const edges = drawing.edges
    .filter(({ upstream, downstream }) => names.has(upstream) && names.has(downstream))
    .map(({ upstream, downstream }) => `${indent}${names.get(upstream)} --> ${names.get(downstream)}`);
  return [...body(groupTree(drawing), names, counter, indent), ...edges];
}

function body(tree: GroupTree, names: ReadonlyMap<string, string>, counter: Counter, indent: string): string[] {
  return [
    ...tree.tasks.map((task) => `${indent}${names.get(task.id)}${node(task)}`),
    ...tree.groups.flatMap((group) => [
      `${indent}subgraph ${counter.next('g')}[${quote(group.label)}]`,
      ...body(group, names, counter, `${indent}  `),
      `${indent}end`,
    ]),
  ];
}

function node(task: DrawnTask): string {
  const text = quote(task.id);
  if (task.kind !== 'work') return `([${text}])`;
  return task.mapped ? `[[${text}]]` : `[${text}]`;
}

/** Inside quotes Mermaid reads `#…;` as a character code. */
function quote(text: string): string {
  return `"${text.replace(/[#"<>&\n]/g, (character) => `#${character.charCodeAt(0)};`)}"`;
}
