// What a snapshot remembers; handed on to the next one without what has changed.

import { ModuleCache } from '../eval/moduleCache';
import { type ParsedFile, type PythonParser, parsePython } from '../syntax/parse';
import { parentFolder } from './paths';
import type { DirectoryEntry, FileSystem } from './ports';
import type { FileReport } from './report';

interface RememberedReport {
  readonly report: FileReport;
  readonly reads: ReadonlySet<string>;
}

/** One memo belongs to one chain of snapshots; the newest of them owns it. */
export class Memo {
  readonly modules = new ModuleCache();
  readonly reports = new Map<string, RememberedReport>();
  private readonly texts = new Map<string, string | undefined>();
  private readonly folders = new Map<string, readonly DirectoryEntry[] | undefined>();
  private readonly names = new Map<string, ReadonlyMap<string, DirectoryEntry['kind']>>();
  private readonly trees = new Map<string, ParsedFile>();
  /** Earlier parses of files that are being edited: the next parse starts from them. */
  private readonly earlier = new Map<string, ParsedFile>();
  private readonly edited = new Set<string>();

  constructor(
    private readonly files: FileSystem,
    private readonly parser: PythonParser,
  ) {}

  text(path: string): string | undefined {
    if (!this.texts.has(path)) this.texts.set(path, this.files.readText(path));
    return this.texts.get(path);
  }

  folder(path: string): readonly DirectoryEntry[] | undefined {
    if (!this.folders.has(path)) this.folders.set(path, this.files.readDirectory(path));
    return this.folders.get(path);
  }

  kindOf(folder: string, name: string): DirectoryEntry['kind'] | undefined {
    let names = this.names.get(folder);
    if (!names) {
      names = new Map((this.folder(folder) ?? []).map((entry) => [entry.name, entry.kind]));
      this.names.set(folder, names);
    }
    return names.get(name);
  }

  tree(path: string): ParsedFile | undefined {
    const known = this.trees.get(path);
    if (known) return known;
    const text = this.text(path);
    if (text === undefined) return undefined;
    const parsed = parsePython(this.parser, path, text, this.earlier.get(path));
    this.earlier.delete(path);
    // Only files that are edited keep the parser's own tree: it lies outside of JavaScript's memory.
    if (!this.edited.has(path)) parsed.dispose();
    this.trees.set(path, parsed);
    return parsed;
  }

  /** Lets go of a file's own answer, text and tree: whoever goes through many files once need not keep them all. */
  release(path: string): void {
    this.reports.delete(path);
    if (this.edited.has(path)) return;
    this.trees.delete(path);
    this.texts.delete(path);
  }

  /** Forgets what these paths decided; returns the paths that really count as changed, folders included. */
  forget(paths: Iterable<string>): ReadonlySet<string> {
    const changed = new Set<string>();
    for (const path of paths) this.forgetPath(path, changed);
    this.modules.forget(changed);
    for (const [path, { reads }] of this.reports) {
      for (const read of changed) {
        if (!reads.has(read)) continue;
        this.reports.delete(path);
        break;
      }
    }
    return changed;
  }

  private forgetPath(path: string, changed: Set<string>): void {
    changed.add(path);
    const tree = this.trees.get(path);
    if (tree) this.earlier.set(path, tree);
    if (path.endsWith('.py')) this.edited.add(path);
    const hadText = this.texts.get(path) !== undefined;
    this.trees.delete(path);
    this.texts.delete(path);
    this.folders.delete(path);
    this.names.delete(path);
    // A file that came or went changes what its folder holds.
    const folder = parentFolder(path);
    const name = path.slice(folder.length).replace(/^\//, '');
    // Most changes are keystrokes: the file was there and is there still.
    if (hadText && this.text(path) !== undefined) return;
    const before = this.folders.get(folder)?.some((entry) => entry.name === name);
    const now = this.files.readDirectory(folder)?.some((entry) => entry.name === name) ?? false;
    if (before === now) return;
    this.folders.delete(folder);
    this.names.delete(folder);
    changed.add(folder);
  }
}
