// Ranges and steps inside one field: `a-b`, `a-b/n`, `*/n`, `a/n`.
import { type CronSource, CronSyntaxError, unknownWord } from './cronError';
import { aliasOf, CRON_FIELDS, DAY_OF_MONTH } from './fields';

const RANGE = /^([^-]+)-([^-/]+)(?:\/(\d+))?$/s;
const DIGITS = /^\d+$/;

/** The values of a range in the order croniter steps through them; undefined if the text is no range. Throws CronSyntaxError. */
export function expandRange(text: string, field: number, source: CronSource): number[] | undefined {
  const { min, max } = CRON_FIELDS[field]!;
  let startWithStep = false;
  let match = RANGE.exec(text.replace(/^\*(\/.+)$/s, `${min}-${max}$1`));
  if (!match) {
    match = RANGE.exec(text.replace(/^(.+)\/(.+)$/s, `$1-${max}/$2`));
    startWithStep = true;
  }
  if (!match) return undefined;
  const [low, high] = readBounds(match[1]!, match[2]!, field, source, match[3]);
  return steps(low, high, Number(match[3] ?? 1), field, startWithStep);
}

function readBounds(
  first: string,
  last: string,
  field: number,
  source: CronSource,
  step: string | undefined,
): [number, number] {
  const low = boundText(first, field, source);
  const high = boundText(field === DAY_OF_MONTH && last === 'l' ? '31' : last, field, source);
  if (step !== undefined && Number(step) === 0)
    throw new CronSyntaxError(`[${source.text}] step '0' in field ${field} is not acceptable`);
  if (!DIGITS.test(low) || !DIGITS.test(high))
    throw new CronSyntaxError(`[${source.text}] bands '${low}-${high}' in field ${field} are not acceptable`);
  const bounds: [number, number] = [aliasOf(Number(low), field), aliasOf(Number(high), field)];
  if (Math.max(...bounds) > CRON_FIELDS[field]!.max) throw new CronSyntaxError(`${source.text} is out of bands`);
  return bounds;
}

function boundText(text: string, field: number, source: CronSource): string {
  if (DIGITS.test(text)) return text;
  const value = CRON_FIELDS[field]!.words.get(text);
  if (value === undefined) throw unknownWord(source);
  return String(value);
}

/** `a-a` is the whole field, but `59/15`, which croniter also turns into 59-59, is minute 59 alone. */
function steps(low: number, high: number, step: number, field: number, startWithStep: boolean): number[] {
  const { min, max } = CRON_FIELDS[field]!;
  if (low === high) return startWithStep ? [low] : every(min, max, step);
  return low < high ? every(low, high, step) : wrapped(low, high, step, min, max);
}

/** `22-2`: from low to the end of the field, then from its start to high, keeping the step where croniter keeps it. */
function wrapped(low: number, high: number, step: number, min: number, max: number): number[] {
  const values = every(low, max, step);
  const last = values.at(-1)!;
  const left = max - last;
  const overshoots = last - min + step > max - min + 1;
  const skip = overshoots && left < step ? step - left : 0;
  return [...values, ...every(min + skip, high, step)];
}

function every(from: number, to: number, step: number): number[] {
  const values: number[] = [];
  for (let value = from; value <= to; value += step) values.push(value);
  return values;
}
