// The few parts of web-tree-sitter that the core uses, so that the core itself depends on no library.

/** A row and a column, both from 0, the column in UTF-16 code units. */
export interface TreePoint {
  readonly row: number;
  readonly column: number;
}

/** One replaced piece of text; offsets in UTF-16 code units. */
export interface TreeEdit {
  readonly startIndex: number;
  readonly oldEndIndex: number;
  readonly newEndIndex: number;
  readonly startPosition: TreePoint;
  readonly oldEndPosition: TreePoint;
  readonly newEndPosition: TreePoint;
}

/** Is shown the nodes of a tree, parents before their children. */
export interface TreeVisitor {
  /**
   * A node; offsets in UTF-16 code units.
   * @returns whether its children are to be shown; if so, `leave` follows after them
   */
  enter(typeId: number, start: number, end: number): boolean;
  leave(): void;
}

/** A tree in WebAssembly memory: whoever holds it must call `delete` once. */
export interface SyntaxTree {
  readonly rootNode: { readonly hasError: boolean };
  /** Shows all nodes, punctuation and keywords too. The visitor must not use the parser. */
  visit(visitor: TreeVisitor): void;
  edit(edit: TreeEdit): void;
  delete(): void;
}

export interface PythonLanguage {
  readonly types: readonly string[];
  nodeTypeIsNamed(typeId: number): boolean;
}

/** A parser whose language is tree-sitter-python 0.25. */
export interface PythonParser {
  readonly language: PythonLanguage | null;
  parse(text: string, oldTree?: SyntaxTree | null): SyntaxTree | null;
  reset(): void;
}
