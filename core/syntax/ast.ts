// The typed Python syntax tree: plain data, made once per text, read by the evaluator, rules and features.
// Every node is an Origin. Broken pieces are `Error` nodes; the rest of the file stays usable.

import type { Origin } from '../text/span';
import type { Argument, BinaryOperator, Expr, Identifier, Param } from './expressionNodes';

export type * from './expressionNodes';

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
