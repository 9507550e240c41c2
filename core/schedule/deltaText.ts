// timedelta and relativedelta as Python prints them, and the calls read back from text.
import { DAY_US, type Delta, type DeltaParts, relativedelta, timedelta } from './delta';

const NAMES = ['days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours', 'weeks'] as const;
const RELATIVE_NAMES = [...NAMES.filter((name) => name !== 'milliseconds'), 'months', 'years'] as const;
const CALL = /^(?:\w+\.)*(timedelta|relativedelta)\(\s*(.*?)\s*,?\s*\)$/s;
const ARGUMENT = /^(?:(\w+)\s*=\s*)?([+-]?(?:\d[\d_]*)?(?:\.\d*)?)$/;

/** `repr()` of Python 3.11 and dateutil 2.9, as error messages of Airflow show it: `datetime.timedelta(days=-1)`. */
export function deltaRepr(delta: Delta): string {
  return delta.kind === 'timedelta' ? timedeltaRepr(delta.microseconds) : relativedeltaRepr(delta);
}

function timedeltaRepr(microseconds: number): string {
  const days = Math.floor(microseconds / DAY_US);
  const rest = microseconds - days * DAY_US;
  const parts = { days, seconds: Math.floor(rest / 1_000_000), microseconds: rest % 1_000_000 };
  const shown = Object.entries(parts).filter(([, value]) => value !== 0);
  return `datetime.timedelta(${shown.map(([name, value]) => `${name}=${value}`).join(', ') || '0'})`;
}

function relativedeltaRepr(delta: { months: number; microseconds: number }): string {
  const { days, hours, minutes, seconds, microseconds } = split(delta.microseconds);
  const years = Math.trunc(delta.months / 12);
  const parts = { years, months: delta.months - years * 12, days, hours, minutes, seconds, microseconds };
  const shown = Object.entries(parts).filter(([, value]) => value !== 0);
  return `relativedelta(${shown.map(([name, value]) => `${name}=${value > 0 ? '+' : ''}${value}`).join(', ')})`;
}

/** relativedelta carries towards zero, so all parts have one sign. */
function split(total: number) {
  const part = (unit: number, limit: number) => Math.trunc(total / unit) % limit;
  return {
    days: Math.trunc(total / DAY_US),
    hours: part(3_600_000_000, 24),
    minutes: part(60_000_000, 60),
    seconds: part(1_000_000, 60),
    microseconds: part(1, 1_000_000),
  };
}

/** A delta in words: "every 3 days", "every 1 hour 30 minutes". */
export function describeDelta(delta: Delta): string {
  const months = delta.kind === 'relativedelta' ? delta.months : 0;
  const parts = Object.entries({ months, ...split(delta.microseconds) }).filter(([, value]) => value !== 0);
  const words = parts.map(([name, value]) => (value === 1 ? `1 ${name.slice(0, -1)}` : `${value} ${name}`));
  if (words.length === 1 && words[0]!.startsWith('1 ')) return `Every ${words[0]!.slice(2)}`;
  return `Every ${words.join(' ')}`;
}

/**
 * Reads `timedelta(days=3)`, `datetime.timedelta(1, hours=2)` or `relativedelta(months=1)` with plain numbers.
 * undefined if the text is no such call; `error` if it is one but cannot be read, or if what it means is not modelled:
 * the absolute arguments of relativedelta, such as `day=1`.
 */
export function parseDelta(text: string): { delta: Delta } | { error: string } | undefined {
  const match = CALL.exec(text.trim());
  if (!match) return undefined;
  const isTimedelta = match[1] === 'timedelta';
  const parts: Record<string, number> = {};
  for (const [index, argument] of (match[2] ? match[2].split(',') : []).entries()) {
    const [, keyword, digits] = ARGUMENT.exec(argument.trim()) ?? [];
    if (digits === undefined || !/\d/.test(digits)) return { error: `'${argument.trim()}' is not a plain number.` };
    const name = keyword ?? (isTimedelta ? NAMES[index] : undefined);
    const allowed: readonly (string | undefined)[] = isTimedelta ? NAMES : RELATIVE_NAMES;
    if (name === undefined || !allowed.includes(name))
      return { error: `'${name ?? argument.trim()}' is not an argument of ${match[1]} that DagLens reads.` };
    parts[name] = Number(digits.replaceAll('_', ''));
  }
  const read: DeltaParts = parts;
  return { delta: isTimedelta ? timedelta(read) : relativedelta(read) };
}
