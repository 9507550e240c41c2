// Absolute, `/`-separated paths as text; nothing here asks a file system.

/** The folder a path stands in; the root is its own parent. */
export function parentFolder(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return path;
  if (slash === 0) return '/';
  return path[slash - 1] === ':' ? path.slice(0, slash + 1) : path.slice(0, slash);
}

/** The last name of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A name inside a folder. */
export function joinPath(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** True for the folder itself and all below it. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The path as seen from a folder; the path itself if it lies elsewhere. Empty for the folder itself. */
export function relativePath(folder: string, path: string): string {
  if (!isInside(folder, path)) return path;
  return path.slice(folder.endsWith('/') ? folder.length : folder.length + 1);
}

/** `path` seen from `folder`, made absolute and free of `.`, `..` and backslashes; drive letters in lower case. */
export function resolvePath(folder: string, path: string): string {
  const text = path.replaceAll('\\', '/');
  const absolute = text.startsWith('/') || /^[A-Za-z]:/.test(text) ? text : `${folder}/${text}`;
  const drive = /^[A-Za-z]:/.exec(absolute)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of absolute.slice(drive.length).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `${drive.toLowerCase()}/${parts.join('/')}`;
}

/** The folders from that of a path up to and including `root`, the nearest first; only its own folder if it lies elsewhere. */
export function foldersUpTo(root: string, path: string): string[] {
  const folders = [parentFolder(path)];
  if (!isInside(root, folders[0]!)) return folders;
  for (let folder = folders[0]!; folder !== root; ) {
    folder = parentFolder(folder);
    folders.push(folder);
  }
  return folders;
}
