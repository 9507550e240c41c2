// The typed Python syntax tree: plain data, made once per text, read by the evaluator, rules and features.
// Every node is an Origin. Broken pieces are `Error` nodes; the rest of the file stays usable.

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

export type Stmt =
  | ExprStmt
  | AssignStmt
  | AugmentedAssignStmt
  | AnnotatedAssignStmt
  | ReturnStmt
  | RaiseStmt
  | DeleteStmt
  | PassStmt
  | BreakStmt
  | ContinueStmt
  | GlobalStmt
  | NonlocalStmt
  | ImportStmt
  | ImportFromStmt
  | IfStmt
  | ForStmt
  | WhileStmt
  | WithStmt
  | TryStmt
  | FunctionDef
  | ClassDef
  | MatchStmt
  | AssertStmt
  | TypeAliasStmt
  | ErrorStmt;

export interface ExprStmt extends Origin {
  readonly kind: 'ExprStmt';
  readonly value: Expr;
}
export interface AssignStmt extends Origin {
  readonly kind: 'Assign';
  /** `a = b = value` has two targets. */
  readonly targets: readonly Expr[];
  readonly value: Expr;
}
export interface AugmentedAssignStmt extends Origin {
  readonly kind: 'AugmentedAssign';
  readonly target: Expr;
  readonly operator: BinaryOperator;
  readonly value: Expr;
}
export interface AnnotatedAssignStmt extends Origin {
  readonly kind: 'AnnotatedAssign';
  readonly target: Expr;
  readonly annotation: Expr;
  readonly value: Expr | undefined;
}
export interface ReturnStmt extends Origin {
  readonly kind: 'Return';
  readonly value: Expr | undefined;
}
export interface RaiseStmt extends Origin {
  readonly kind: 'Raise';
  readonly exception: Expr | undefined;
  readonly cause: Expr | undefined;
}
export interface DeleteStmt extends Origin {
  readonly kind: 'Delete';
  readonly targets: readonly Expr[];
}
export interface PassStmt extends Origin {
  readonly kind: 'Pass';
}
export interface BreakStmt extends Origin {
  readonly kind: 'Break';
}
export interface ContinueStmt extends Origin {
  readonly kind: 'Continue';
}
export interface GlobalStmt extends Origin {
  readonly kind: 'Global';
  readonly names: readonly Identifier[];
}
export interface NonlocalStmt extends Origin {
  readonly kind: 'Nonlocal';
  readonly names: readonly Identifier[];
}
export interface ImportStmt extends Origin {
  readonly kind: 'Import';
  /** `import a.b as c`: path `a.b`, alias `c`. */
  readonly names: readonly ImportedModule[];
}
export interface ImportedModule extends Origin {
  readonly path: string;
  readonly alias: Identifier | undefined;
}
export interface ImportFromStmt extends Origin {
  readonly kind: 'ImportFrom';
  /** Leading dots. */
  readonly level: number;
  /** Empty for `from . import x`. */
  readonly module: string;
  readonly moduleAt: Origin;
  readonly names: readonly ImportedName[];
  readonly star: boolean;
}
export interface ImportedName extends Origin {
  readonly name: Identifier;
  readonly alias: Identifier | undefined;
}
export interface IfStmt extends Origin {
  readonly kind: 'If';
  readonly test: Expr;
  readonly body: readonly Stmt[];
  /** An `elif` is an If as the only statement here. */
  readonly orElse: readonly Stmt[];
}
export interface ForStmt extends Origin {
  readonly kind: 'For';
  readonly target: Expr;
  readonly iterable: Expr;
  readonly body: readonly Stmt[];
  readonly orElse: readonly Stmt[];
  readonly isAsync: boolean;
}
export interface WhileStmt extends Origin {
  readonly kind: 'While';
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly orElse: readonly Stmt[];
}
export interface WithStmt extends Origin {
  readonly kind: 'With';
  readonly items: readonly { readonly context: Expr; readonly target: Expr | undefined }[];
  readonly body: readonly Stmt[];
  readonly isAsync: boolean;
}
export interface TryStmt extends Origin {
  readonly kind: 'Try';
  readonly body: readonly Stmt[];
  readonly handlers: readonly ExceptHandler[];
  readonly orElse: readonly Stmt[];
  readonly finalBody: readonly Stmt[];
}
export interface ExceptHandler extends Origin {
  readonly kind: 'ExceptHandler';
  readonly type: Expr | undefined;
  readonly name: Identifier | undefined;
  readonly body: readonly Stmt[];
}
export interface FunctionDef extends Origin {
  readonly kind: 'FunctionDef';
  readonly name: Identifier;
  readonly params: readonly Param[];
  readonly returns: Expr | undefined;
  readonly body: readonly Stmt[];
  readonly decorators: readonly Expr[];
  readonly isAsync: boolean;
  /** True if the body itself (not an inner function) holds a `yield`. */
  readonly isGenerator: boolean;
}
export interface ClassDef extends Origin {
  readonly kind: 'ClassDef';
  readonly name: Identifier;
  readonly bases: readonly Argument[];
  readonly body: readonly Stmt[];
  readonly decorators: readonly Expr[];
}
export interface MatchStmt extends Origin {
  readonly kind: 'Match';
  readonly subject: Expr;
  readonly cases: readonly MatchCase[];
}
export interface MatchCase extends Origin {
  readonly kind: 'MatchCase';
  readonly pattern: Pattern;
  readonly guard: Expr | undefined;
  readonly body: readonly Stmt[];
}
export type Pattern = Origin &
  (
    | { readonly kind: 'ValuePattern'; readonly value: Expr }
    | { readonly kind: 'CapturePattern'; readonly name: Identifier | undefined }
    | { readonly kind: 'StarPattern'; readonly name: Identifier | undefined }
    | { readonly kind: 'OrPattern'; readonly options: readonly Pattern[] }
    | { readonly kind: 'AsPattern'; readonly pattern: Pattern; readonly name: Identifier }
    | { readonly kind: 'SequencePattern'; readonly items: readonly Pattern[] }
    | {
        readonly kind: 'MappingPattern';
        readonly entries: readonly { readonly key: Expr; readonly value: Pattern }[];
        readonly rest: Identifier | undefined;
      }
    | {
        readonly kind: 'ClassPattern';
        readonly type: Expr;
        readonly positional: readonly Pattern[];
        readonly keywords: readonly { readonly name: string; readonly value: Pattern }[];
      }
    | { readonly kind: 'UnknownPattern' }
  );
export interface AssertStmt extends Origin {
  readonly kind: 'Assert';
  readonly test: Expr;
  readonly message: Expr | undefined;
}
export interface TypeAliasStmt extends Origin {
  readonly kind: 'TypeAlias';
}
/** A statement the parser could not read; what it could still read of it stands in `body`. */
export interface ErrorStmt extends Origin {
  readonly kind: 'ErrorStmt';
  readonly body: readonly Stmt[];
}

/** What Python's compiler would refuse, at Python's own line. */
export interface SyntaxProblem extends Origin {
  readonly message: string;
}

export interface Comment extends Origin {
  /** With its `#`. */
  readonly text: string;
}

export interface ModuleNode extends Origin {
  readonly kind: 'Module';
  readonly body: readonly Stmt[];
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Comment[];
}
