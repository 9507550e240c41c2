// The file system the server's analysis reads: the disk, with the editor's open documents on top.

import type { DirectoryEntry, FileSystem } from '../../core/workspace/ports';
import type { Documents } from './documents';

/** Open documents first, then `disk`. A new document that was never saved is in its folder's listing too. */
export function editorFiles(documents: Documents, disk: FileSystem): FileSystem {
  return {
    readText: (path) => documents.byPath(path)?.text ?? disk.readText(path),
    readDirectory: (path) => withUnsaved(disk.readDirectory(path), path, documents),
  };
}

function withUnsaved(
  entries: readonly DirectoryEntry[] | undefined,
  folder: string,
  documents: Documents,
): readonly DirectoryEntry[] | undefined {
  if (!entries) return undefined;
  const prefix = `${folder}/`;
  const unsaved: DirectoryEntry[] = [];
  for (const { path } of documents.all()) {
    const name = path.startsWith(prefix) ? path.slice(prefix.length) : '';
    if (name && !name.includes('/') && !entries.some((entry) => entry.name === name))
      unsaved.push({ name, kind: 'file' });
  }
  return unsaved.length ? [...entries, ...unsaved] : entries;
}
