// Python text to the typed tree: total, and incremental where a previous parse of the same file is given.

import type { ModuleNode } from './ast';
import { convertModule } from './convert';
import { FlatTree } from './flatTree';
import type { PythonParser, SyntaxTree, TreeEdit, TreePoint } from './treeSitter';

export type { PythonParser } from './treeSitter';

/** One parsed file. It holds memory outside of JavaScript's: call `dispose` when it is not needed any more. */
export interface ParsedFile {
  readonly uri: string;
  readonly text: string;
  readonly module: ModuleNode;
  /** Frees the tree; `module` stays usable. A second call does nothing. */
  dispose(): void;
}

class Parsed implements ParsedFile {
  constructor(
    readonly uri: string,
    readonly text: string,
    readonly module: ModuleNode,
    private tree: SyntaxTree | undefined,
  ) {}

  /** The tree, handed over to a next parse: this file does not hold it any more. */
  take(): SyntaxTree | undefined {
    const tree = this.tree;
    this.tree = undefined;
    return tree;
  }

  dispose(): void {
    this.take()?.delete();
  }
}

/**
 * Parses any text; never throws for any text.
 * @param previous an earlier parse of the same file; its tree is reused and given up, its `module` stays usable
 */
export function parsePython(parser: PythonParser, uri: string, text: string, previous?: ParsedFile): ParsedFile {
  const old = previous instanceof Parsed && previous.uri === uri ? previous : undefined;
  const tree = parseTree(parser, text, old);
  if (!tree || !parser.language) throw new Error('The Python parser has no language.');
  const flat = new FlatTree(tree, text, parser.language);
  const { body, comments } = convertModule(flat, text, uri);
  const module: ModuleNode = { kind: 'Module', uri, start: 0, end: text.length, body, problems: [], comments };
  return new Parsed(uri, text, module, tree);
}

function parseTree(parser: PythonParser, text: string, old: Parsed | undefined): SyntaxTree | null {
  const oldTree = old?.take();
  if (!old || !oldTree) return parser.parse(text);
  oldTree.edit(difference(old.text, text));
  const tree = parser.parse(text, oldTree);
  oldTree.delete();
  // In text with errors tree-sitter's answer depends on what it reuses; from scratch it does not.
  if (!tree?.rootNode.hasError) return tree;
  tree.delete();
  return parser.parse(text);
}

/** The one piece in which two texts differ. */
function difference(before: string, after: string): TreeEdit {
  const shared = Math.min(before.length, after.length);
  let start = 0;
  while (start < shared && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  const most = shared - start;
  while (tail < most && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail))
    tail++;
  const oldEndIndex = before.length - tail;
  const newEndIndex = after.length - tail;
  const startPosition = pointAt(before, start);
  return {
    startIndex: start,
    oldEndIndex,
    newEndIndex,
    startPosition,
    oldEndPosition: pointAt(before, oldEndIndex),
    newEndPosition: pointAt(after, newEndIndex),
  };
}

function pointAt(text: string, offset: number): TreePoint {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
