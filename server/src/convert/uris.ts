// URIs of the protocol to the paths of the workspace, and back.

import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The workspace's path of a URI: absolute, `/`-separated, drive letters in lower case (`c:/dags/a.py`).
 * A document that is on no disk (`untitled:`, `vscode-vfs:` …) gets a path below `/~SCHEME/`, where the disk has nothing.
 */
export function uriToPath(uri: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase();
  if (scheme === 'file') return filePath(uri);
  const rest = uri.slice((scheme?.length ?? -1) + 1).replace(/^\/+/, '');
  return `/~${scheme ?? 'none'}/${decode(rest)}`.replace(/\/+$/, '');
}

/** The `file:` URI of a path of the workspace. */
export function pathToUri(path: string): string {
  // A share of another Windows machine is one only with its own separators.
  const isShare = process.platform === 'win32' && path.startsWith('//');
  return pathToFileURL(isShare ? path.replaceAll('/', '\\') : path).href;
}

/** An operating system's path as the workspace writes it. */
export function toWorkspacePath(systemPath: string, platform: NodeJS.Platform = process.platform): string {
  const path = platform === 'win32' ? systemPath.replaceAll('\\', '/') : systemPath;
  const trimmed = path.length > 1 ? path.replace(/\/+$/, '') : path;
  return trimmed.replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}

function filePath(uri: string): string {
  try {
    return toWorkspacePath(fileURLToPath(uri));
  } catch {
    // A host this system cannot reach, or a broken escape: still one path for one URI.
    return `/~${decode(uri)}`;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
