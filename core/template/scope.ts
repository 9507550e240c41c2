// Which names a part of a template binds itself: the rules of `jinja2.idtracking` 3.1.

/** free: looked up in the context; bound: set by the template; maybe: set by the template in some branch only. */
export type Binding = 'free' | 'bound' | 'maybe';

/**
 * The names of one frame (the template, a loop, a macro, a block), or of one branch of an `if` in it. A branch sees its frame's
 * names, and what it sets becomes the frame's when the branches are joined.
 */
export class Scope {
  private readonly bindings = new Map<string, Binding>();
  private readonly stored = new Set<string>();

  private constructor(
    private readonly outer: Scope | undefined,
    private readonly trunk: Scope | undefined,
    /** Every name that is looked up in the context, in any frame. */
    private readonly undeclared: Set<string>,
  ) {}

  /** The frame of a template or of a block, which see no other frame. */
  static root(undeclared: Set<string>): Scope {
    return new Scope(undefined, undefined, undeclared);
  }

  /** A frame inside this one. */
  inner(): Scope {
    return new Scope(this, undefined, this.undeclared);
  }

  /** One way through an `if` of this frame. */
  branch(): Scope {
    return new Scope(this.outer, this, this.undeclared);
  }

  /** A use of a name; a name that nobody knows is looked up from here on. */
  load(name: string): Binding {
    const known = this.own(name) ?? this.outer?.find(name);
    if (known !== undefined) return known;
    this.bindings.set(name, 'free');
    this.undeclared.add(name);
    return 'free';
  }

  /** An assignment, a loop's target, a parameter, an import or a macro. */
  store(name: string): void {
    this.stored.add(name);
    this.bindings.set(name, 'bound');
  }

  /** Takes over what the branches set: after the `if` it may or may not be there. */
  join(branches: readonly Scope[]): void {
    const fresh = new Set(branches.flatMap((branch) => [...branch.stored]).filter((name) => !this.hasStored(name)));
    for (const branch of branches) {
      for (const [name, binding] of branch.bindings) this.bindings.set(name, binding);
      for (const name of branch.stored) this.stored.add(name);
    }
    for (const name of fresh) {
      const outside = this.outer?.find(name);
      this.bindings.set(name, outside === 'bound' ? 'bound' : 'maybe');
      if (outside === undefined) this.undeclared.add(name);
    }
  }

  /** True if the template sets the name somewhere in this frame. */
  sets(name: string): boolean {
    return this.stored.has(name);
  }

  private find(name: string): Binding | undefined {
    return this.own(name) ?? this.outer?.find(name);
  }

  private own(name: string): Binding | undefined {
    return this.bindings.get(name) ?? this.trunk?.own(name);
  }

  private hasStored(name: string): boolean {
    return this.stored.has(name) || (this.trunk?.hasStored(name) ?? false);
  }
}
