// Looks through the DAGs folder for files that make DAGs that an open file makes too, or names.

import type { DagIndex } from '../../core/workspace/dagIndex';
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
  readonly index: DagIndex;
  /** Checks a file and takes note of its dag_ids. */
  check(path: string): void;
  /** The diagnostics of these files may be different now. */
  affected(paths: ReadonlySet<string>): void;
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
    const { workspace, index } = this.parts;
    const byFolder = new Map<string, string[]>();
    for (const path of this.wanted) {
      const folder = workspace.dagsFolderOf(path);
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), path]);
    }
    this.wanted.clear();
    for (const [folder, paths] of byFolder) {
      const ids = new Set(paths.flatMap((path) => index.namesOf(path)));
      await this.checkFiles(folder, (path) => this.mayMake(path, ids));
      if (!index.isWhole(folder) && paths.some((path) => index.asksInVain(path))) await this.checkWhole(folder);
    }
  }

  /** A name that no file makes may be a slip: only who knows all names can tell. */
  private async checkWhole(folder: string): Promise<void> {
    await this.checkFiles(folder, () => true);
    this.parts.affected(this.parts.index.markWhole(folder));
  }

  private async checkFiles(folder: string, wanted: (path: string) => boolean): Promise<void> {
    await forEachInTurn(this.parts.workspace.analysisOf(folder).discover(folder), undefined, (path) => {
      if (!this.parts.index.has(path) && wanted(path)) this.parts.check(path);
    });
  }

  /** An id stands in the text as it is, or is the name of a function or of the file. */
  private mayMake(path: string, ids: ReadonlySet<string>): boolean {
    const text = this.parts.readText(path) ?? '';
    const name = baseName(path).replace(/\.py$/, '');
    return [...ids].some((id) => id === name || [`"${id}"`, `'${id}'`, `def ${id}(`].some((use) => text.includes(use)));
  }
}
