// Tree-sitter's tree to the typed tree: puts the converters of all constructs together.

import type { Stmt } from './ast';
import { Conversion, type ExprReader, type StmtReader } from './conversion';
import { COLLECTION_READERS } from './convertCollections';
import { COMPOUND_READERS } from './convertCompound';
import { DEFINITION_READERS } from './convertDefinitions';
import { EXPRESSION_READERS } from './convertExpressions';
import { IMPORT_READERS } from './convertImports';
import { SIMPLE_READERS } from './convertSimple';
import { STRING_READERS } from './convertStrings';
import type { FlatTree } from './flatTree';
import type { Salvage } from './salvage';

/** What could be read inside an ERROR node stands in the body of one ErrorStmt. */
const readError: StmtReader = (from, node, to) => {
  to.push({ kind: 'ErrorStmt', uri: from.uri, start: from.start(node), end: from.end(node), body: from.block(node) });
};

/** By the grammar's names of the nodes. */
export const EXPRESSIONS: ReadonlyMap<string, ExprReader> = new Map([
  ...EXPRESSION_READERS,
  ...COLLECTION_READERS,
  ...STRING_READERS,
]);
export const STATEMENTS: ReadonlyMap<string, StmtReader> = new Map([
  ...SIMPLE_READERS,
  ...IMPORT_READERS,
  ...COMPOUND_READERS,
  ...DEFINITION_READERS,
  ['ERROR', readError] as const,
]);

/** The statements of a module. Total: what cannot be read becomes ErrorStmt and ErrorExpr. */
export function convertStatements(tree: FlatTree, text: string, uri: string, salvage?: Salvage): Stmt[] {
  return new Conversion(tree, text, uri, salvage).block(0);
}
