// `R` (a random value) and `H` (a hashed value) as croniter reads them.
import { CronSyntaxError } from './cronError';
import { aliasOf, CRON_FIELDS } from './fields';

const HASHED = /^(?<type>h|r)(?:\((?<from>\d+)-(?<to>\d+)\))?(?:\/(?<step>\d+))?$/;

/** True if the field is drawn at random each time that Airflow reads the expression. */
export function isRandomField(text: string): boolean {
  return HASHED.test(text) && text.startsWith('r');
}

/**
 * The field with the lowest value `R` can draw in its place; other fields come back unchanged.
 * Airflow gives croniter no hash_id, so `H` is always refused. Throws CronSyntaxError.
 */
export function withoutRandom(text: string, field: number): string {
  const groups = HASHED.exec(text)?.groups;
  if (!groups) return text;
  if (groups.type === 'h') throw new CronSyntaxError('Hashed definitions must include hash_id');
  const { min, max } = CRON_FIELDS[field]!;
  const from = groups.from === undefined ? min : Number(groups.from);
  const to = groups.to === undefined ? max : Number(groups.to);
  if (groups.from !== undefined) checkBounds(text, field, from, to);
  if (groups.step === undefined) return String(from);
  if (Number(groups.step) === 0) throw new CronSyntaxError(`Bad expression: ${text}`);
  return from === to ? String(from) : `${from}-${to}/${groups.step}`;
}

function checkBounds(text: string, field: number, from: number, to: number): void {
  if (from >= to) throw new CronSyntaxError('Range end must be greater than range begin');
  const { min, max } = CRON_FIELDS[field]!;
  for (const bound of [from, to]) {
    const value = aliasOf(bound, field);
    if (value < min || value > max) throw new CronSyntaxError(`[${text}] is not acceptable, out of range`);
  }
}
