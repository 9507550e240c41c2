// What is wrong with a cron expression, in words for the one who wrote it.

import { AIRFLOW_PRESETS, expandPreset } from '../../schedule';

const FIELD_NAMES = ['minute', 'hour', 'day of month', 'month', 'day of week', 'second', 'year'] as const;
const FIELD_HELP = 'minute, hour, day of month, month, day of week';

/**
 * The reason, as the end of a sentence, from croniter's message.
 * @param error as `parseCron` gives it
 */
export function cronReason(text: string, error: string): string {
  if (error.startsWith('Exactly 5, 6 or 7')) return fieldCount(text);
  if (error.includes('Question mark')) return questionMark(text);
  const said = error
    .replace(`[${text}] `, '')
    .replace(/^is not acceptable[\s,.]*/, '')
    .replace(/ in field (\d)/, (_, field: string) => ` as ${FIELD_NAMES[Number(field)]}`);
  if (said === '' || said.startsWith('[')) return unknownWord(text) ?? 'it has a part that is no cron field';
  return said.charAt(0).toLowerCase() + said.slice(1);
}

/** The preset that a word without its `@` stands for: `daily` → `@daily`. */
export function forgottenAt(text: string): string | undefined {
  const preset = `@${text.trim().toLowerCase()}`;
  return preset === '@once' ||
    preset === '@continuous' ||
    expandPreset(preset) !== preset ||
    AIRFLOW_PRESETS.has(preset)
    ? preset
    : undefined;
}

function fieldCount(text: string): string {
  const count = text.split(/\s+/).filter((field) => field !== '').length;
  if (count === 0) return `it is empty; a cron expression has 5 fields (${FIELD_HELP})`;
  return `it has ${count} field${count === 1 ? '' : 's'}, a cron expression has 5 (${FIELD_HELP})`;
}

function questionMark(text: string): string {
  const seconds =
    text.trim().split(/\s+/).length > 5 ? '; Airflow takes seconds as the sixth field, not the first' : '';
  return `'?' may only stand alone as day of month or day of week${seconds}`;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');

/** The first word that is no name croniter knows: it takes month and day names of exactly three letters. */
function unknownWord(text: string): string | undefined {
  const fields = text.trim().split(/\s+/);
  for (const [index, field] of fields.entries()) {
    const known = index === 3 ? MONTHS : index === 4 ? DAYS : [];
    const word = field.match(/[a-z]{2,}/gi)?.find((candidate) => !known.includes(candidate.toLowerCase()));
    if (word === undefined) continue;
    const short = known.find((name) => word.toLowerCase().startsWith(name));
    return `'${word}' is no ${FIELD_NAMES[index]}${short === undefined ? '' : `; write '${short}'`}`;
  }
  return undefined;
}
