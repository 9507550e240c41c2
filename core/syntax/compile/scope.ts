// One scope of Python: what may be said in it, and how its names were used so far.

import type { Origin } from '../../text/span';
import type { SyntaxProblem } from '../ast';

export type ScopeKind = 'module' | 'class' | 'function' | 'lambda' | 'comprehension';

/** How a name was used in a scope before a `global` or `nonlocal` says where it lives. */
export type NameUse = 'parameter' | 'used' | 'annotated' | 'assigned';

export class Scope {
  readonly uses = new Map<string, NameUse>();
  /** Loops around the statement being read, in this scope. */
  loops = 0;

  constructor(
    readonly kind: ScopeKind,
    readonly outer: Scope | undefined,
    readonly isAsync = false,
    readonly isGenerator = false,
    /** Names that the function itself binds; undefined if they are not fully known. */
    readonly binds: () => ReadonlySet<string> | undefined = () => new Set(),
  ) {}

  /** True inside the body of a function or lambda. */
  get isFunction(): boolean {
    return this.kind === 'function' || this.kind === 'lambda';
  }

  use(name: string, how: NameUse): void {
    if (!this.uses.has(name)) this.uses.set(name, how);
  }
}

/** CPython finds problems in three passes over the whole file; the first pass that finds one ends the compilation. */
export type Pass = 'future' | 'symbols' | 'bindings' | 'code';
const PASSES: readonly Pass[] = ['future', 'symbols', 'bindings', 'code'];

/** Gathers problems, pass by pass. */
export class ProblemList {
  private readonly byPass = new Map<Pass, SyntaxProblem[]>(PASSES.map((pass) => [pass, []]));

  add(pass: Pass, at: Origin, message: string): void {
    this.byPass.get(pass)!.push({ uri: at.uri, start: at.start, end: at.end, message });
  }

  /** All problems, in the order in which CPython would find them. */
  all(): SyntaxProblem[] {
    return PASSES.flatMap((pass) => this.byPass.get(pass)!);
  }
}
