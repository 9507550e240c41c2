// The Python parser with trees that are read directly from WebAssembly memory.

import type { Language, Parser, Tree } from 'web-tree-sitter';
import type { PythonParser, SyntaxTree, TreeEdit, TreeVisitor } from '../../core/syntax/treeSitter';
import { type TreeMemory, visitTree } from './treeMemory';

export class DirectParser implements PythonParser {
  constructor(
    private readonly parser: Parser,
    readonly language: Language,
    private readonly memory: TreeMemory,
  ) {}

  parse(text: string, oldTree?: SyntaxTree | null): SyntaxTree | null {
    const tree = this.parser.parse(text, oldTree instanceof DirectTree ? oldTree.tree : null);
    return tree && new DirectTree(tree, this.memory);
  }

  reset(): void {
    this.parser.reset();
  }
}

class DirectTree implements SyntaxTree {
  constructor(
    readonly tree: Tree,
    private readonly memory: TreeMemory,
  ) {}

  get rootNode(): { readonly hasError: boolean } {
    return this.tree.rootNode;
  }

  visit(visitor: TreeVisitor): void {
    // The library keeps the address in a field without a name.
    visitTree(this.memory, (this.tree as unknown as { readonly 0: number })[0], visitor);
  }

  edit(edit: TreeEdit): void {
    this.tree.edit(edit as Parameters<Tree['edit']>[0]);
  }

  delete(): void {
    this.tree.delete();
  }
}
