// Names and their values: module, function, class and comprehension scopes.

import type { Value } from './values';

export type ScopeKind = 'module' | 'function' | 'class' | 'comprehension';

export class Scope {
  readonly vars = new Map<string, Value>();
  /** Of a module: set where code may have defined names that are not seen (`from x import *`, `exec`, `globals()`). */
  mayHoldMore = false;
  private globalNames: Set<string> | undefined;
  private nonlocalNames: Set<string> | undefined;

  constructor(
    readonly kind: ScopeKind,
    readonly parent: Scope | undefined,
    /** The writes of the open branch that the scope was made in: when that branch is taken back, so is the whole scope. */
    readonly madeUnder?: object,
  ) {}

  /** `global name`. */
  declareGlobal(name: string): void {
    this.globalNames ??= new Set();
    this.globalNames.add(name);
  }

  /** `nonlocal name`. */
  declareNonlocal(name: string): void {
    this.nonlocalNames ??= new Set();
    this.nonlocalNames.add(name);
  }

  /** The module scope this one lies in. */
  get module(): Scope {
    let scope: Scope = this;
    while (scope.parent) scope = scope.parent;
    return scope;
  }

  /** The scope a function defined here sees next: class bodies are passed over, as in Python. */
  get enclosing(): Scope {
    let scope: Scope = this;
    while (scope.kind === 'class' && scope.parent) scope = scope.parent;
    return scope;
  }

  /** The value of a name, seen from here; builtins are not part of it. */
  lookup(name: string): Value | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const value = scope.vars.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** The scope in which an assignment to the name takes place. */
  target(name: string): Scope {
    if (this.kind === 'comprehension' && this.parent && !this.vars.has(name)) return this;
    if (this.globalNames?.has(name)) return this.module;
    if (this.nonlocalNames?.has(name)) {
      for (let scope = this.parent; scope; scope = scope.parent) {
        if (scope.kind === 'function' && scope.vars.has(name)) return scope;
      }
    }
    return this;
  }
}
