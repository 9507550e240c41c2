// Which files have diagnostics: the open ones, or every file of the workspace.

import type { Workspace } from '../workspace';

export class Scope {
  /** The setting says: the whole workspace. */
  configured = false;
  /** The user asked for a check of the whole workspace. */
  asked = false;
  private found: ReadonlySet<string> | undefined;

  constructor(private readonly workspace: Workspace) {}

  /** The paths beside the open documents. */
  paths(): ReadonlySet<string> {
    if (!this.configured && !this.asked) return new Set();
    this.found ??= new Set(this.workspace.discover());
    return this.found;
  }

  /** Files may have come or gone. */
  forget(): void {
    this.found = undefined;
  }
}
