// DAGs as Graphviz DOT text: task groups become clusters.

import type { Drawing, DrawnTask } from './drawing';
import { type GroupTree, groupTree } from './groupTree';

/** The DOT text of one DAG, ending in a line break. */
export function drawingToDot(drawing: Drawing): string {
  const edges = drawing.edges.map(({ upstream, downstream }) => `  ${quote(upstream)} -> ${quote(downstream)};`);
  return [
    `digraph ${quote(drawing.title)} {`,
    '  rankdir=LR;',
    '  node [shape=box, style=rounded];',
    ...body(groupTree(drawing), '  '),
    ...edges,
    '}',
    '',
  ].join('\n');
}

function body(tree: GroupTree, indent: string): string[] {
  return [
    ...tree.tasks.map((task) => `${indent}${quote(task.id)} [${attributes(task)}];`),
    ...tree.groups.flatMap((group) => [
      `${indent}subgraph ${quote(`cluster_${group.id}`)} {`,
      `${indent}  label=${quote(group.label)};`,
      ...body(group, `${indent}  `),
      `${indent}}`,
    ]),
  ];
}

function attributes(task: DrawnTask): string {
  const label = `label=${quote(`${task.id}${task.mapped ? ' [ ]' : ''}\n${task.operator}`)}`;
  return task.kind === 'work' ? label : `${label}, style="rounded,dashed"`;
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}
