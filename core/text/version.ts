// Comparing Airflow versions.

/** True if `version` (`2.11.2`, `3.0`) is `major.minor` or later. Text that is no version counts as the newest. */
export function atLeast(version: string, major: number, minor = 0): boolean {
  const dot = version.indexOf('.');
  const first = Number.parseInt(version, 10);
  if (Number.isNaN(first) || first > major) return true;
  if (first < major) return false;
  return minor === 0 || (dot >= 0 && Number.parseInt(version.slice(dot + 1), 10) >= minor);
}
