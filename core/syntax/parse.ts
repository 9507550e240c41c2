// Python text to the typed tree: total, and incremental where a previous parse of the same file is given.

import type { Comment, ModuleNode } from './ast';
import { checkCompilation } from './compile/check';
import { convertStatements } from './convert';
import { FlatTree } from './flatTree';
import { type NodeTypes, nodeTypes } from './nodeTypes';
import { readableText, snippetOf, withoutBreaksInBrackets } from './readable';
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
    /** Kept for the next parse: asking the parser for them takes longer than a short file. */
    readonly types: NodeTypes,
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
  const { problems, broken, comments } = checkStrictly(text);
  const old = previous instanceof Parsed && previous.uri === uri ? previous : undefined;
  const { tree, readable } = readTree(parser, readableText(text, broken, comments), old);
  const types = old?.types ?? nodeTypes(languageOf(parser));
  const flat = new FlatTree(tree, readable, types);
  const body = convertStatements(flat, text, uri, salvageFor(parser, uri, text, broken, types));
  const module: ModuleNode = {
    kind: 'Module',
    uri,
    start: 0,
    end: text.length,
    body,
    problems: problems.length ? problems.map((problem) => ({ uri, ...problem })) : checkCompilation(body, text),
    comments: commentsOf(text, uri, comments),
  };
  return new Parsed(uri, text, module, readable, types, tree);
}

function commentsOf(text: string, uri: string, places: readonly number[]): Comment[] {
  const comments: Comment[] = [];
  for (let i = 0; i < places.length; i += 2) {
    const start = places[i]!;
    const end = places[i + 1]!;
    comments.push({ uri, start, end, text: text.slice(start, end) });
  }
  return comments;
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
  types: NodeTypes,
): Salvage | undefined {
  if (!broken.length) return undefined;
  const byStart = new Map(broken.map((statement) => [statement.start, statement]));
  return {
    at: (start) => byStart.get(start),
    statements: (statement) => {
      const snippet = snippetOf(text, statement);
      const tree = parseWhole(parser, snippet);
      const flat = new FlatTree(tree, snippet, types, statement.start);
      tree.delete();
      return convertStatements(flat, text.slice(0, statement.start) + snippet, uri);
    },
  };
}

/** A tree, and the text that it was made from. */
interface ReadTree {
  readonly tree: SyntaxTree;
  readonly readable: string;
}

function readTree(parser: PythonParser, readable: string, old: Parsed | undefined): ReadTree {
  const tree = parseAgain(parser, readable, old) ?? parseWhole(parser, readable);
  if (!tree.rootNode.hasError) return { tree, readable };
  // The grammar's own tokenizer takes a line break inside brackets for the end of a block, if the next line stands further left.
  const flattened = withoutBreaksInBrackets(readable);
  if (flattened === readable) return { tree, readable };
  tree.delete();
  return { tree: parseWhole(parser, flattened), readable: flattened };
}

/** From the tree before; undefined if there is none, or if text has errors: then the answer depends on what is reused. */
function parseAgain(parser: PythonParser, readable: string, old: Parsed | undefined): SyntaxTree | undefined {
  const oldTree = old?.take();
  if (!old || !oldTree) return undefined;
  oldTree.edit(difference(old.readable, readable));
  const tree = parser.parse(readable, oldTree);
  oldTree.delete();
  if (tree && !tree.rootNode.hasError) return tree;
  tree?.delete();
  return undefined;
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
