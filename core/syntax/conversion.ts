// What every converter of a construct shares: the flat tree, the text, and the way back to the other converters.

import type { Origin } from '../text/span';
import type { ErrorExpr, Expr, Identifier, Stmt } from './ast';
import type { FlatTree } from './flatTree';
import { errorStatement, NOTHING_BROKEN, type Salvage } from './salvage';

/** Makes the typed node of one kind of tree-sitter node. */
export type ExprReader = (from: Conversion, node: number) => Expr;
/** Adds the typed statements of one tree-sitter node to `to` (an ERROR node may hold several). */
export type StmtReader = (from: Conversion, node: number, to: Stmt[]) => void;

/** Deeper nesting than this becomes an ErrorExpr or ErrorStmt; CPython's own tokenizer stops at 200 brackets. */
const MAX_DEPTH = 300;

/** One run over one tree. Converters of different constructs reach each other only through it. */
export class Conversion {
  /** Set by each `yield` read; function bodies save and restore it. */
  sawYield = false;
  private depth = 0;
  private readonly isAscii: boolean;
  private readonly expressions: readonly (ExprReader | undefined)[];
  private readonly statements: readonly (StmtReader | undefined)[];

  constructor(
    readonly tree: FlatTree,
    readonly text: string,
    readonly uri: string,
    readonly salvage: Salvage = NOTHING_BROKEN,
  ) {
    this.expressions = tree.types.expressions;
    this.statements = tree.types.statements;
    this.isAscii = !/[\x80-\uffff]/.test(text);
  }

  /** The expression at `node`; an ErrorExpr for undefined, for what is no expression and for what is nested too deep. */
  expr(node: number | undefined): Expr {
    if (node === undefined) return this.missing(0);
    const reader = this.depth < MAX_DEPTH ? this.expressions[this.tree.typeId(node)] : undefined;
    if (!reader) return this.error(node);
    this.depth++;
    const found = reader(this, node);
    this.depth--;
    return found;
  }

  /** Like `expr`, but an absent node stays absent. */
  optional(node: number | undefined): Expr | undefined {
    return node === undefined ? undefined : this.expr(node);
  }

  /** An expression where a statement should stand is a statement that could not be read to its end. */
  private statement(node: number, to: Stmt[]): void {
    const reader = this.depth < MAX_DEPTH ? this.statements[this.tree.typeId(node)] : undefined;
    if (reader) {
      this.depth++;
      reader(this, node, to);
      this.depth--;
    } else if (this.isExpr(node))
      to.push({
        kind: 'ExprStmt',
        uri: this.uri,
        start: this.start(node),
        end: this.end(node),
        value: this.expr(node),
      });
    else if (/^[a-z]/.test(this.tree.type(node)))
      to.push({ kind: 'ErrorStmt', uri: this.uri, start: this.start(node), end: this.end(node), body: [] });
  }

  /** The statements of a `block` (or of the module); empty for undefined. */
  block(node: number | undefined): Stmt[] {
    if (node === undefined) return [];
    const body: Stmt[] = [];
    this.statementsUntil(node + 1, this.tree.after(node), Number.POSITIVE_INFINITY, body);
    return body;
  }

  /** Reads siblings from `node` up to the node `end` or the offset `limit`; gives the first one not read. */
  private statementsUntil(node: number, end: number, limit: number, to: Stmt[]): number {
    let child = node;
    while (child < end && this.tree.start(child) < limit) {
      const broken = this.salvage.at(this.tree.start(child));
      if (!broken || broken.kind === 'decorator') {
        this.statement(child, to);
        child = this.tree.after(child);
        continue;
      }
      const block: Stmt[] = [];
      child = this.statementsUntil(this.tree.after(child), end, broken.bodyEnd, block);
      to.push(errorStatement(this.uri, broken, this.salvage.statements(broken), block));
    }
    return child;
  }

  isExpr(node: number): boolean {
    return this.expressions[this.tree.typeId(node)] !== undefined;
  }

  /** The children that are expressions, in order. */
  exprChildren(node: number): number[] {
    const found: number[] = [];
    const end = this.tree.after(node);
    for (let child = node + 1; child < end; child = this.tree.after(child)) if (this.isExpr(child)) found.push(child);
    return found;
  }

  /** The child that is the expression number `index`, from 0; undefined if there are not so many. */
  exprChild(node: number, index: number): number | undefined {
    const end = this.tree.after(node);
    let left = index;
    for (let child = node + 1; child < end; child = this.tree.after(child))
      if (this.isExpr(child) && left-- === 0) return child;
    return undefined;
  }

  /** The first child of that type. */
  child(node: number, type: string): number | undefined {
    const end = this.tree.after(node);
    for (let child = node + 1; child < end; child = this.tree.after(child)) {
      if (this.tree.type(child) === type) return child;
    }
    return undefined;
  }

  start(node: number): number {
    return this.tree.start(node);
  }

  end(node: number): number {
    return this.tree.end(node);
  }

  /** Converters write the three fields out in their literals: spreading an object into each node takes several times longer. */
  at(node: number): Origin {
    return { uri: this.uri, start: this.start(node), end: this.end(node) };
  }

  source(node: number): string {
    return this.text.slice(this.tree.start(node), this.tree.end(node));
  }

  /** Python compares names in Unicode's NFKC form. */
  name(node: number): string {
    const written = this.source(node);
    return this.isAscii ? written : written.normalize('NFKC');
  }

  identifier(node: number): Identifier {
    return {
      kind: 'Identifier',
      uri: this.uri,
      start: this.tree.start(node),
      end: this.tree.end(node),
      name: this.name(node),
    };
  }

  error(node: number): ErrorExpr {
    return { kind: 'ErrorExpr', uri: this.uri, start: this.tree.start(node), end: this.tree.end(node) };
  }

  missing(offset: number): ErrorExpr {
    return { kind: 'ErrorExpr', uri: this.uri, start: offset, end: offset };
  }
}
