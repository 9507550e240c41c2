// Looks through the DAGs folder for files that make a DAG of the same id as an open file does.

import { baseName } from '../../core/workspace/paths';
import type { Documents } from './documents';
import { forEachInTurn } from './pause';
import type { Workspace } from './workspace';

/** How long the ids must stay the same: the user may be typing one. */
const PAUSE_MS = 1000;

export interface NameSearchParts {
  readonly workspace: Workspace;
  readonly documents: Documents;
  readText(path: string): string | undefined;
  /** The dag_ids of a checked file. */
  idsOf(path: string): readonly string[];
  /** Checks a file and takes note of its dag_ids. */
  check(path: string): void;
  /** Runs work that nobody waits for. */
  inBackground(what: string, work: Promise<unknown>): void;
}

export class NameSearch {
  private readonly wanted = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: NameSearchParts) {}

  /** The dag_ids of this file are new. Files that are not open are not looked for: nobody sees their diagnostics. */
  look(path: string): void {
    if (!this.parts.documents.byPath(path)) return;
    this.wanted.add(path);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.parts.inBackground('the search for dag_ids', this.run()), PAUSE_MS);
  }

  private async run(): Promise<void> {
    const byFolder = new Map<string, Set<string>>();
    for (const path of this.wanted) {
      const folder = this.parts.workspace.dagsFolderOf(path);
      byFolder.set(folder, new Set([...(byFolder.get(folder) ?? []), ...this.parts.idsOf(path)]));
    }
    this.wanted.clear();
    for (const [folder, ids] of byFolder)
      await forEachInTurn(this.parts.workspace.analysisOf(folder).discover(folder), undefined, (path) => {
        if (this.parts.idsOf(path).length === 0 && this.mayMake(path, ids)) this.parts.check(path);
      });
  }

  /** An id stands in the text as it is, or is the name of a function or of the file. */
  private mayMake(path: string, ids: ReadonlySet<string>): boolean {
    const text = this.parts.readText(path) ?? '';
    const name = baseName(path).replace(/\.py$/, '');
    return [...ids].some((id) => id === name || [`"${id}"`, `'${id}'`, `def ${id}(`].some((use) => text.includes(use)));
  }
}
