// Modules that were evaluated once and can serve every file that imports them.

import type { ClassValue, ModuleValue } from './values';

export interface ImportedModule {
  readonly module: ModuleValue;
  /** What went wrong while it was imported: told wherever it is imported. */
  readonly problem: string | undefined;
  /** The classes that it and the modules it imports define, in order. */
  readonly classes: ReadonlySet<ClassValue>;
}

export interface CachedModule extends ImportedModule {
  /** Files and folders read on the way, those of inner imports included. */
  readonly reads: ReadonlySet<string>;
}

export class ModuleCache {
  private readonly modules = new Map<string, CachedModule>();
  private readonly classes = new Map<string, Map<string, ClassValue>>();
  private homes = 0;

  /** Classes that stand for those of a library's module that is not read; made once. `module`: in the dialect's own words. */
  libraryClasses(module: string): Map<string, ClassValue> {
    let classes = this.classes.get(module);
    if (!classes) {
      classes = new Map();
      this.classes.set(module, classes);
    }
    return classes;
  }

  /** A number that no run has had before; library objects have 0. */
  newHome(): number {
    return ++this.homes;
  }

  get(key: string): CachedModule | undefined {
    return this.modules.get(key);
  }

  set(key: string, module: CachedModule): void {
    this.modules.set(key, module);
  }

  /** Forgets every module that read one of these paths. */
  forget(paths: ReadonlySet<string>): void {
    for (const [key, { reads }] of this.modules) {
      for (const path of paths) {
        if (!reads.has(path)) continue;
        this.modules.delete(key);
        break;
      }
    }
  }
}
