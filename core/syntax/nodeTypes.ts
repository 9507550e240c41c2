// The node types of the grammar, prepared for a fast walk.

import type { ExprReader, StmtReader } from './conversion';
import { EXPRESSIONS, STATEMENTS } from './convert';
import type { PythonLanguage } from './treeSitter';

/** What becomes of a node in the flat tree; a `string` has children only if it is formatted. */
export type NodeShape = 'inner' | 'leaf' | 'skip' | 'string';

/** All by type id; the last one is `ERROR`. */
export interface NodeTypes {
  /** The grammar's literal tokens in capitals (`YIELD` is the keyword, `yield` the expression). */
  readonly names: readonly string[];
  readonly shapes: readonly NodeShape[];
  /** Who makes the typed node; undefined: it is no expression. */
  readonly expressions: readonly (ExprReader | undefined)[];
  /** Who makes the typed statements; undefined: it is no statement. */
  readonly statements: readonly (StmtReader | undefined)[];
}

const LEAVES = new Set(
  'identifier integer float true false none ellipsis wildcard_import string_start string_content string_end type_conversion'.split(
    ' ',
  ),
);
/** Aliases of two tokens in a row: no named nodes, yet with children. */
const PAIRS = new Set(['not in', 'is not']);

function shapeOf(name: string, named: boolean): NodeShape {
  if (name === 'string') return name;
  if (name === 'line_continuation' || name === 'comment') return 'skip';
  if (LEAVES.has(name)) return 'leaf';
  return named || PAIRS.has(name) ? 'inner' : 'leaf';
}

const known = new WeakMap<PythonLanguage, NodeTypes>();

/** The node types of a language; prepared once, since that takes longer than a small file. */
export function nodeTypes(language: PythonLanguage): NodeTypes {
  let types = known.get(language);
  if (!types) {
    types = prepare(language);
    known.set(language, types);
  }
  return types;
}

function prepare(language: PythonLanguage): NodeTypes {
  const named = language.types.map((_, id) => language.nodeTypeIsNamed(id));
  const names = language.types.map((name, id) => (named[id] || PAIRS.has(name) ? name : name.toUpperCase()));
  // The parser's own id of it is far behind all others.
  names.push('ERROR');
  return {
    // Names come out of WebAssembly memory; as property keys they are made unique, so that comparing them compares pointers.
    names: names.map((name) => Object.keys({ [name]: 0 })[0]!),
    shapes: [...language.types.map((name, id) => shapeOf(name, named[id]!)), 'inner'],
    expressions: names.map((name) => EXPRESSIONS.get(name)),
    statements: names.map((name) => STATEMENTS.get(name)),
  };
}
