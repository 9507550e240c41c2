// Comparing Airflow versions.

/** True if `version` (`2.11.2`, `3.0`) is `major.minor` or later. Text that is no version counts as the newest. */
export function atLeast(version: string, major: number, minor = 0): boolean {
  const [a = Number.NaN, b = 0] = version.split('.').map(Number);
  if (Number.isNaN(a)) return true;
  return a > major || (a === major && b >= minor);
}
