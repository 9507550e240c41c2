// The `@…` names that stand for a cron expression.

/** Airflow's own table (2.11.2, 3.3.2: `airflow.utils.dates.cron_presets`). Compared exactly, so only in lower case. */
export const AIRFLOW_PRESETS: ReadonlyMap<string, string> = new Map([
  ['@hourly', '0 * * * *'],
  ['@daily', '0 0 * * *'],
  ['@weekly', '0 0 * * 0'],
  ['@monthly', '0 0 1 * *'],
  ['@quarterly', '0 0 1 */3 *'],
  ['@yearly', '0 0 1 1 *'],
]);

/** The names croniter 7.0.0 adds; it ignores case, so `@Daily` is fine and `@Quarterly` is not. */
const CRONITER_ALIASES: ReadonlyMap<string, string> = new Map([
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
  ['@daily', '0 0 * * *'],
  ['@weekly', '0 0 * * 0'],
  ['@monthly', '0 0 1 * *'],
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
]);

/** Every preset that Airflow takes as `schedule=`, with the two that are no cron. */
export const PRESET_NAMES: readonly string[] = [
  '@once',
  '@continuous',
  ...new Set([...AIRFLOW_PRESETS.keys(), ...CRONITER_ALIASES.keys()]),
];

/** The cron expression behind a preset; any other text comes back unchanged. Blanks around the name do not match. */
export function expandPreset(text: string): string {
  return AIRFLOW_PRESETS.get(text) ?? CRONITER_ALIASES.get(text.toLowerCase()) ?? text;
}

/** True if the text was meant as a preset: it starts with `@`. */
export function looksLikePreset(text: string): boolean {
  return text.trimStart().startsWith('@');
}
