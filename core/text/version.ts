// Comparing Airflow versions.

/** True if `version` (`2.11.2`, `3.0`) is `major.minor` or later. Text that is no version counts as the newest. */
export function atLeast(version: string, major: number, minor = 0): boolean {
  const dot = version.indexOf('.');
  const first = Number.parseInt(version, 10);
  if (Number.isNaN(first) || first > major) return true;
  if (first < major) return false;
  return minor === 0 || (dot >= 0 && Number.parseInt(version.slice(dot + 1), 10) >= minor);
}

/** `2.11` of `2.11.2`. */
export function lineOf(version: string): string {
  const end = version.indexOf('.', version.indexOf('.') + 1);
  return end < 0 ? version : version.slice(0, end);
}

/** True if release line `a` is older than `b`. Asked for each parameter of each task: so it makes no lists. */
export function isBefore(a: string, b: string): boolean {
  return orderOf(a) < orderOf(b);
}

/** Release lines in their order: 2011 for `2.11.2`. */
function orderOf(version: string): number {
  const dot = version.indexOf('.');
  const minor = dot < 0 ? 0 : Number.parseInt(version.slice(dot + 1), 10);
  return Number.parseInt(version, 10) * 1000 + minor;
}
