// Walks a tree with the WebAssembly functions themselves. web-tree-sitter's own cursor copies its state in and out of
// WebAssembly at every step, which takes longer than the step; here it stays where those functions keep it.

import type { Language, Parser, Tree } from 'web-tree-sitter';
import type { PythonParser, SyntaxTree, TreeCursor, TreeEdit } from '../../core/syntax/treeSitter';

type TreeFunction = (tree: number) => number;

/** The functions of web-tree-sitter 0.27.1 that a cursor needs. All of them keep the cursor in one shared buffer. */
export interface CursorBinding {
  readonly _ts_tree_root_node_wasm: TreeFunction;
  readonly _ts_tree_cursor_new_wasm: TreeFunction;
  readonly _ts_tree_cursor_delete_wasm: TreeFunction;
  readonly _ts_tree_cursor_goto_first_child_wasm: TreeFunction;
  readonly _ts_tree_cursor_goto_next_sibling_wasm: TreeFunction;
  readonly _ts_tree_cursor_goto_parent_wasm: TreeFunction;
  readonly _ts_tree_cursor_current_node_type_id_wasm: TreeFunction;
  readonly _ts_tree_cursor_start_index_wasm: TreeFunction;
  readonly _ts_tree_cursor_end_index_wasm: TreeFunction;
}

/** The parser, with trees that are walked directly. */
export class DirectParser implements PythonParser {
  constructor(
    private readonly parser: Parser,
    readonly language: Language,
    private readonly binding: CursorBinding,
  ) {}

  parse(text: string, oldTree?: SyntaxTree | null): SyntaxTree | null {
    const tree = this.parser.parse(text, oldTree instanceof DirectTree ? oldTree.tree : null);
    return tree && new DirectTree(tree, this.binding);
  }

  reset(): void {
    this.parser.reset();
  }
}

class DirectTree implements SyntaxTree {
  constructor(
    readonly tree: Tree,
    private readonly binding: CursorBinding,
  ) {}

  get rootNode(): { readonly hasError: boolean } {
    return this.tree.rootNode;
  }

  /** Until the cursor is deleted, nothing else of the parser may be used. */
  walk(): TreeCursor {
    return new DirectCursor(this.binding, (this.tree as unknown as { readonly 0: number })[0]);
  }

  edit(edit: TreeEdit): void {
    this.tree.edit(edit as Parameters<Tree['edit']>[0]);
  }

  delete(): void {
    this.tree.delete();
  }
}

class DirectCursor implements TreeCursor {
  constructor(
    private readonly binding: CursorBinding,
    private readonly tree: number,
  ) {
    // The first leaves the root node in the shared buffer, from which the second starts.
    binding._ts_tree_root_node_wasm(tree);
    binding._ts_tree_cursor_new_wasm(tree);
  }

  get nodeTypeId(): number {
    return this.binding._ts_tree_cursor_current_node_type_id_wasm(this.tree);
  }
  get startIndex(): number {
    return this.binding._ts_tree_cursor_start_index_wasm(this.tree);
  }
  get endIndex(): number {
    return this.binding._ts_tree_cursor_end_index_wasm(this.tree);
  }
  gotoFirstChild(): boolean {
    return this.binding._ts_tree_cursor_goto_first_child_wasm(this.tree) === 1;
  }
  gotoNextSibling(): boolean {
    return this.binding._ts_tree_cursor_goto_next_sibling_wasm(this.tree) === 1;
  }
  gotoParent(): boolean {
    return this.binding._ts_tree_cursor_goto_parent_wasm(this.tree) === 1;
  }
  delete(): void {
    this.binding._ts_tree_cursor_delete_wasm(this.tree);
  }
}
