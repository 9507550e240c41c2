// Names with dots: paths in Python, ids in task groups.

/** `a.b.C` → `a.b` and `C`. */
export function splitPath(path: string): [module: string, name: string] {
  const dot = path.lastIndexOf('.');
  return [path.slice(0, Math.max(0, dot)), path.slice(dot + 1)];
}

/** `a.b.C` → `C`. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
