// A file system in memory, for tests.

import type { DirectoryEntry, FileSystem } from '../../core/workspace/ports';

/** Files by absolute path; folders exist where files are. */
export function memoryFiles(texts: Readonly<Record<string, string>>): FileSystem {
  return {
    readText: (path) => texts[path],
    readDirectory: (folder) => {
      const prefix = folder.endsWith('/') ? folder : `${folder}/`;
      const found = new Map<string, DirectoryEntry>();
      for (const path of Object.keys(texts)) {
        if (!path.startsWith(prefix)) continue;
        const [name, ...below] = path.slice(prefix.length).split('/');
        found.set(name!, { name: name!, kind: below.length ? 'folder' : 'file' });
      }
      return found.size ? [...found.values()] : undefined;
    },
  };
}
