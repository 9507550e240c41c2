// Python text to the typed tree: total, and incremental where a previous parse of the same file is given.

import type { ModuleNode } from './ast';
import { checkCompilation } from './compile/check';
import { convertComments, convertStatements } from './convert';
import { FlatTree } from './flatTree';
import { readableText, snippetOf } from './readable';
import type { Salvage } from './salvage';
import { checkStrictly } from './strict/check';
import type { BrokenStatement } from './strict/levels';
import type { PythonLanguage, PythonParser, SyntaxTree, TreeEdit, TreePoint } from './treeSitter';

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
    /** The text of the tree: `text` without its broken statements. */
    readonly readable: string,
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
 * @throws if the parser has no language
 */
export function parsePython(parser: PythonParser, uri: string, text: string, previous?: ParsedFile): ParsedFile {
  const { problems, broken } = checkStrictly(text);
  const readable = readableText(text, broken);
  const tree = parseTree(parser, readable, previous instanceof Parsed && previous.uri === uri ? previous : undefined);
  const flat = new FlatTree(tree, readable, languageOf(parser));
  const body = convertStatements(flat, text, uri, salvageFor(parser, uri, text, broken));
  const module: ModuleNode = {
    kind: 'Module',
    uri,
    start: 0,
    end: text.length,
    body,
    problems: problems.length ? problems.map((problem) => ({ uri, ...problem })) : checkCompilation(body, text),
    comments: convertComments(flat, text, uri),
  };
  return new Parsed(uri, text, module, readable, tree);
}

function languageOf(parser: PythonParser): PythonLanguage {
  if (!parser.language) throw new Error('The Python parser has no language.');
  return parser.language;
}

/** Reads broken statements one by one, each from its own text only. */
function salvageFor(
  parser: PythonParser,
  uri: string,
  text: string,
  broken: readonly BrokenStatement[],
): Salvage | undefined {
  if (!broken.length) return undefined;
  const byStart = new Map(broken.map((statement) => [statement.start, statement]));
  return {
    at: (start) => byStart.get(start),
    statements: (statement) => {
      const snippet = snippetOf(text, statement);
      const tree = parseTree(parser, snippet, undefined);
      const flat = new FlatTree(tree, snippet, languageOf(parser), statement.start);
      tree.delete();
      return convertStatements(flat, text, uri);
    },
  };
}

function parseTree(parser: PythonParser, text: string, old: Parsed | undefined): SyntaxTree {
  const oldTree = old?.take();
  if (!old || !oldTree) return parseWhole(parser, text);
  oldTree.edit(difference(old.readable, text));
  const tree = parser.parse(text, oldTree);
  oldTree.delete();
  // In text with errors tree-sitter's answer depends on what it reuses; from scratch it does not.
  if (tree && !tree.rootNode.hasError) return tree;
  tree?.delete();
  return parseWhole(parser, text);
}

function parseWhole(parser: PythonParser, text: string): SyntaxTree {
  parser.reset();
  const tree = parser.parse(text);
  if (!tree) throw new Error('The Python parser has no language.');
  return tree;
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
