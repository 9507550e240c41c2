// The syntax around a place: for rules that repair what an event of the evaluation points to.

import type { ModuleNode } from '../../syntax/ast';
import { forEachChild, type SyntaxNode, walk } from '../../syntax/walk';
import { contains, type Origin } from '../../text/span';

/** The statements and expressions that hold a place, outermost first. Looks only at what lies on the way. */
export function nodesAround(module: ModuleNode, at: Origin): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  let next: SyntaxNode | undefined = module.body.find((statement) => contains(statement, at));
  while (next) {
    found.push(next);
    next = childAround(next, at);
  }
  return found;
}

function childAround(node: SyntaxNode, at: Origin): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  forEachChild(node, (child) => {
    if (!found && contains(child, at)) found = child;
  });
  return found;
}

/** The uses of a name within a place. */
export function namesWithin(module: ModuleNode, at: Origin, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const inner = nodesAround(module, at).at(-1);
  if (inner)
    walk(inner, (node) => {
      if (node.kind === 'Name' && node.name === name && contains(at, node)) found.push(node);
      return node.start < at.end && node.end > at.start;
    });
  return found;
}
