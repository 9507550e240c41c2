// The expressions of the syntax tree.

import type { Origin } from '../text/span';

export type Identifier = Origin & { readonly kind: 'Identifier'; readonly name: string };

export type Expr =
  | NameExpr
  | NoneExpr
  | BoolExpr
  | EllipsisExpr
  | IntExpr
  | FloatExpr
  | ComplexExpr
  | StringExpr
  | BytesExpr
  | FStringExpr
  | ListExpr
  | TupleExpr
  | SetExpr
  | DictExpr
  | ComprehensionExpr
  | LambdaExpr
  | ConditionalExpr
  | BoolOpExpr
  | CompareExpr
  | BinaryExpr
  | UnaryExpr
  | CallExpr
  | AttributeExpr
  | SubscriptExpr
  | SliceExpr
  | StarredExpr
  | AwaitExpr
  | YieldExpr
  | NamedExpr
  | ErrorExpr;

export interface NameExpr extends Origin {
  readonly kind: 'Name';
  readonly name: string;
}
export interface NoneExpr extends Origin {
  readonly kind: 'None';
}
export interface BoolExpr extends Origin {
  readonly kind: 'Bool';
  readonly value: boolean;
}
export interface EllipsisExpr extends Origin {
  readonly kind: 'Ellipsis';
}
/** Beyond 2^53 the value is inexact; `exact` is false then. */
export interface IntExpr extends Origin {
  readonly kind: 'Int';
  readonly value: number;
  readonly exact: boolean;
}
export interface FloatExpr extends Origin {
  readonly kind: 'Float';
  readonly value: number;
}
export interface ComplexExpr extends Origin {
  readonly kind: 'Complex';
}
/** Escapes decoded; implicit concatenation of plain strings already joined. */
export interface StringExpr extends Origin {
  readonly kind: 'String';
  readonly value: string;
  /** True when offset i of `value` is offset i of the text after `contentStart` (no escapes, one literal). */
  readonly verbatim: boolean;
  /** Offset of the first character inside the quotes of the first literal. */
  readonly contentStart: number;
}
export interface BytesExpr extends Origin {
  readonly kind: 'Bytes';
  /** One character (0..255) per byte. */
  readonly value: string;
}
/** An f-string, or a concatenation with at least one f-string in it. */
export interface FStringExpr extends Origin {
  readonly kind: 'FString';
  readonly parts: readonly (StringExpr | FormattedPart)[];
}
export interface FormattedPart extends Origin {
  readonly kind: 'Formatted';
  readonly value: Expr;
  readonly conversion: 's' | 'r' | 'a' | undefined;
  /** The format after `:`; itself an f-string. */
  readonly format: FStringExpr | undefined;
  /** For `{name=}`: the source text shown before the value. */
  readonly debugText: string | undefined;
}
export interface ListExpr extends Origin {
  readonly kind: 'List';
  readonly elements: readonly Expr[];
}
export interface TupleExpr extends Origin {
  readonly kind: 'Tuple';
  readonly elements: readonly Expr[];
}
export interface SetExpr extends Origin {
  readonly kind: 'Set';
  readonly elements: readonly Expr[];
}
export interface DictExpr extends Origin {
  readonly kind: 'Dict';
  /** `key` undefined: `**value`. */
  readonly entries: readonly { readonly key: Expr | undefined; readonly value: Expr }[];
}
export interface ComprehensionExpr extends Origin {
  readonly kind: 'Comprehension';
  readonly form: 'list' | 'set' | 'dict' | 'generator';
  /** For `dict` the key; else the element. */
  readonly element: Expr;
  /** Only for `dict`. */
  readonly value: Expr | undefined;
  readonly clauses: readonly ComprehensionClause[];
}
export interface ComprehensionClause {
  readonly target: Expr;
  readonly iterable: Expr;
  readonly conditions: readonly Expr[];
  readonly isAsync: boolean;
}
export interface LambdaExpr extends Origin {
  readonly kind: 'Lambda';
  readonly params: readonly Param[];
  readonly body: Expr;
}
export interface ConditionalExpr extends Origin {
  readonly kind: 'Conditional';
  readonly test: Expr;
  readonly body: Expr;
  readonly orElse: Expr;
}
export interface BoolOpExpr extends Origin {
  readonly kind: 'BoolOp';
  readonly operator: 'and' | 'or';
  /** Two or more; a chain of the same operator is flattened. */
  readonly operands: readonly Expr[];
}
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'is' | 'is not' | 'in' | 'not in';
export interface CompareExpr extends Origin {
  readonly kind: 'Compare';
  readonly left: Expr;
  readonly comparisons: readonly { readonly operator: CompareOperator; readonly right: Expr }[];
}
export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '>>' | '<<' | '&' | '|' | '^';
/** A chain `a >> b >> c` is nested to the left, as in Python; builders and walkers go down the left side in a loop. */
export interface BinaryExpr extends Origin {
  readonly kind: 'Binary';
  readonly operator: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
  readonly operatorAt: Origin;
}
export interface UnaryExpr extends Origin {
  readonly kind: 'Unary';
  readonly operator: '-' | '+' | '~' | 'not';
  readonly operand: Expr;
}
export interface CallExpr extends Origin {
  readonly kind: 'Call';
  readonly callee: Expr;
  readonly args: readonly Argument[];
}
/** `value` alone, `name=value`, `*value` (star 1) or `**value` (star 2). The origin spans the whole argument. */
export interface Argument extends Origin {
  readonly kind: 'Argument';
  readonly name: Identifier | undefined;
  readonly star: 0 | 1 | 2;
  readonly value: Expr;
}
export interface AttributeExpr extends Origin {
  readonly kind: 'Attribute';
  readonly value: Expr;
  readonly name: Identifier;
}
export interface SubscriptExpr extends Origin {
  readonly kind: 'Subscript';
  readonly value: Expr;
  /** A Slice, or a Tuple where several are given. */
  readonly index: Expr;
}
export interface SliceExpr extends Origin {
  readonly kind: 'Slice';
  readonly lower: Expr | undefined;
  readonly upper: Expr | undefined;
  readonly step: Expr | undefined;
}
export interface StarredExpr extends Origin {
  readonly kind: 'Starred';
  readonly value: Expr;
}
export interface AwaitExpr extends Origin {
  readonly kind: 'Await';
  readonly value: Expr;
}
export interface YieldExpr extends Origin {
  readonly kind: 'Yield';
  readonly value: Expr | undefined;
  readonly from: boolean;
}
export interface NamedExpr extends Origin {
  readonly kind: 'NamedExpr';
  readonly target: NameExpr;
  readonly value: Expr;
}
/** A piece the parser could not read. */
export interface ErrorExpr extends Origin {
  readonly kind: 'ErrorExpr';
}

export interface Param extends Origin {
  readonly kind: 'Param';
  readonly name: Identifier;
  readonly form: 'positional-only' | 'normal' | 'keyword-only' | 'varargs' | 'kwargs';
  readonly default: Expr | undefined;
  readonly annotation: Expr | undefined;
}
