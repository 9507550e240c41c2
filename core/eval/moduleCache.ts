// Modules that were evaluated once and can serve every file that imports them.

import type { ClassValue, ModuleValue } from './values';

export interface ImportedModule {
  readonly module: ModuleValue;
  /** What went wrong while it was imported: told wherever it is imported. */
  readonly problem: string | undefined;
}

export interface CachedModule extends ImportedModule {
  /** Files and folders read on the way, those of inner imports included. */
  readonly reads: ReadonlySet<string>;
}

export class ModuleCache {
  private readonly modules = new Map<string, CachedModule>();
  /** Classes that stand for those of libraries that are not read; made once, by a key of the dialect's. */
  readonly libraryClasses = new Map<string, ClassValue>();
  private homes = 0;

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
