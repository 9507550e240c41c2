// Which nodes are joined by links, however far.

import type { Link } from './chains';
import type { LevelNode } from './level';

export interface Component {
  readonly nodes: LevelNode[];
  readonly links: Link[];
}

/** Nodes and links in groups that no link joins, in the order of their first nodes. */
export function componentsOf(nodes: readonly LevelNode[], links: readonly Link[]): Component[] {
  const roots = new Map<LevelNode, LevelNode>(nodes.map((node) => [node, node]));
  const rootOf = (node: LevelNode): LevelNode => {
    let root = node;
    while (roots.get(root) !== root) root = roots.get(root)!;
    for (let at = node; at !== root; ) {
      const next = roots.get(at)!;
      roots.set(at, root);
      at = next;
    }
    return root;
  };
  for (const { from, to } of links) roots.set(rootOf(from), rootOf(to));
  const found = new Map<LevelNode, Component>();
  for (const node of nodes) {
    const root = rootOf(node);
    if (!found.has(root)) found.set(root, { nodes: [], links: [] });
    found.get(root)!.nodes.push(node);
  }
  for (const link of links) found.get(rootOf(link.from))!.links.push(link);
  return [...found.values()];
}
