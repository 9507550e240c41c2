// Paths as seen from a folder, also from beside it.

/** `path` as seen from the folder `cwd`, both absolute and `/`-separated; on another drive the path itself. */
export function relativeTo(cwd: string, path: string): string {
  const from = cwd.split('/').filter(Boolean);
  const to = path.split('/').filter(Boolean);
  if (from[0]?.endsWith(':') && from[0] !== to[0]) return path;
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
