// `strftime` and `strptime`, in the C locale.

import { civilOf, dayOfYear, daysOf, isoCalendar, isValidDate, weekday } from './calendarMath';
import { DateTimeData, offsetOf, offsetText, zoneData } from './moments';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

function pad(value: number, width = 2, fill = '0'): string {
  return String(value).padStart(width, fill);
}

type Directive = (moment: DateTimeData) => string | undefined;

function hours(moment: DateTimeData): number {
  return Math.floor(moment.micros / 3_600_000_000);
}
function minutes(moment: DateTimeData): number {
  return Math.floor(moment.micros / 60_000_000) % 60;
}
function seconds(moment: DateTimeData): number {
  return Math.floor(moment.micros / 1_000_000) % 60;
}

/** Hours, minutes, seconds and microseconds of the day. */
export function clockOf(micros: number): readonly [number, number, number, number] {
  const of = new DateTimeData(0, micros, undefined);
  return [hours(of), minutes(of), seconds(of), micros % 1_000_000];
}

const DIRECTIVES: Readonly<Record<string, Directive>> = {
  Y: (m) => String(m.civil.year),
  y: (m) => pad(m.civil.year % 100),
  G: (m) => String(isoCalendar(m.days)[0]),
  m: (m) => pad(m.civil.month),
  d: (m) => pad(m.civil.day),
  e: (m) => pad(m.civil.day, 2, ' '),
  H: (m) => pad(hours(m)),
  I: (m) => pad(hours(m) % 12 || 12),
  M: (m) => pad(minutes(m)),
  S: (m) => pad(seconds(m)),
  f: (m) => pad(m.micros % 1_000_000, 6),
  p: (m) => (hours(m) < 12 ? 'AM' : 'PM'),
  j: (m) => pad(dayOfYear(m.days), 3),
  A: (m) => DAYS[weekday(m.days)],
  a: (m) => DAYS[weekday(m.days)]!.slice(0, 3),
  B: (m) => MONTHS[m.civil.month - 1],
  b: (m) => MONTHS[m.civil.month - 1]!.slice(0, 3),
  h: (m) => MONTHS[m.civil.month - 1]!.slice(0, 3),
  w: (m) => String((weekday(m.days) + 1) % 7),
  u: (m) => String(weekday(m.days) + 1),
  V: (m) => pad(isoCalendar(m.days)[1]),
  U: (m) => pad(Math.floor((dayOfYear(m.days) + 6 - ((weekday(m.days) + 1) % 7)) / 7)),
  W: (m) => pad(Math.floor((dayOfYear(m.days) + 6 - weekday(m.days)) / 7)),
  F: (m) => strftime(m, '%Y-%m-%d'),
  D: (m) => strftime(m, '%m/%d/%y'),
  T: (m) => strftime(m, '%H:%M:%S'),
  R: (m) => strftime(m, '%H:%M'),
  c: (m) => strftime(m, '%a %b %e %H:%M:%S %Y'),
  x: (m) => strftime(m, '%m/%d/%y'),
  X: (m) => strftime(m, '%H:%M:%S'),
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
  z: (m) => (m.zone ? asOffset(m) : ''),
  Z: (m) => (m.zone ? zoneAbbreviation(m) : ''),
};

function asOffset(moment: DateTimeData): string | undefined {
  const offset = offsetOf(moment);
  return offset === undefined ? undefined : offsetText(offset, '');
}

/** `UTC`, or a fixed offset as Python names it; abbreviations of places are not known. */
function zoneAbbreviation(moment: DateTimeData): string | undefined {
  const zone = zoneData(moment.zone);
  return zone && (zone.fixed !== undefined || zone.name === 'UTC') ? zone.name : undefined;
}

/** `moment.strftime(format)`; undefined where a directive is not one that every platform has. */
export function strftime(moment: DateTimeData, format: string): string | undefined {
  let known = true;
  const text = format.replace(/%(-?)(.)/gsu, (_, dash: string, letter: string) => {
    const shown = DIRECTIVES[letter]?.(moment);
    if (shown === undefined) known = false;
    return dash && shown ? shown.replace(/^[0 ]+(?=.)/, '') : (shown ?? '');
  });
  return known ? text : undefined;
}

const PATTERNS: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  y: '(?<y>\\d{2})',
  m: '(?<m>1[0-2]|0[1-9]|[1-9])',
  d: '(?<d>3[01]|[12]\\d|0[1-9]|[1-9]| [1-9])',
  H: '(?<H>2[0-3]|[01]\\d|\\d)',
  I: '(?<I>1[0-2]|0[1-9]|[1-9])',
  M: '(?<M>[0-5]\\d|\\d)',
  S: '(?<S>6[01]|[0-5]\\d|\\d)',
  f: '(?<f>\\d{1,6})',
  p: '(?<p>[AaPp][Mm])',
  j: '(?<j>\\d{1,3})',
  b: `(?<b>${MONTHS.map((name) => name.slice(0, 3)).join('|')})`,
  B: `(?<B>${MONTHS.join('|')})`,
  a: `(?:${DAYS.map((name) => name.slice(0, 3)).join('|')})`,
  A: `(?:${DAYS.join('|')})`,
  z: '(?<z>[+-]\\d\\d:?[0-5]\\d|Z)',
  '%': '%',
};

export interface Parsed {
  readonly days: number;
  readonly micros: number;
  /** Seconds east of UTC, if the text tells. */
  readonly offset: number | undefined;
}

/** `strptime(text, format)`; `bad`: Python refuses the text; undefined: a directive that is not modelled. */
export function strptime(text: string, format: string): Parsed | 'bad' | undefined {
  let known = true;
  const source = format.replace(
    /%(.)|(\s+)|([.*+?^${}()|[\]\\/])/gsu,
    (_, letter?: string, space?: string, special?: string) => {
      if (space !== undefined) return '\\s+';
      if (special !== undefined) return `\\${special}`;
      const pattern = PATTERNS[letter!];
      if (pattern === undefined) known = false;
      return pattern ?? '';
    },
  );
  if (!known || /(\(\?<\w>).*\1/.test(source)) return undefined;
  const groups = new RegExp(`^${source}$`, 'i').exec(text)?.groups;
  return groups || new RegExp(`^${source}$`, 'i').test(text) ? momentFrom(groups ?? {}) : 'bad';
}

function momentFrom(g: Readonly<Record<string, string>>): Parsed | 'bad' {
  const number = (name: string, usual: number) => (g[name] === undefined ? usual : Number(g[name]));
  const short = number('y', 0);
  const year = g.y === undefined ? number('Y', 1900) : short + (short < 69 ? 2000 : 1900);
  const name = (g.b ?? g.B)?.slice(0, 3).toLowerCase();
  const named = MONTHS.findIndex((candidate) => candidate.slice(0, 3).toLowerCase() === name);
  const month = name === undefined ? number('m', 1) : named + 1;
  const day = number('d', 1);
  if (!isValidDate(year, month, day)) return 'bad';
  const half = g.p?.toLowerCase();
  const hour = half ? (number('I', 12) % 12) + (half === 'pm' ? 12 : 0) : g.I ? number('I', 0) % 12 : number('H', 0);
  const micros = ((hour * 60 + number('M', 0)) * 60 + number('S', 0)) * 1e6 + Number((g.f ?? '').padEnd(6, '0') || 0);
  const days = g.j === undefined ? daysOf(year, month, day) : daysOf(year, 1, 1) + number('j', 1) - 1;
  return { days, micros, offset: g.z === undefined ? undefined : parseOffset(g.z) };
}

/** Seconds of `+0200`, `-05:30` or `Z`. */
export function parseOffset(text: string): number {
  if (/^z$/i.test(text)) return 0;
  const digits = text.slice(1).replaceAll(':', '');
  const size =
    Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4) || 0) * 60 + Number(digits.slice(4, 6) || 0);
  return text.startsWith('-') ? -size : size;
}

const ISO =
  /^(\d{4})(?:-?(\d\d)-?(\d\d)|-?W(\d\d)(?:-?(\d))?)(?:[T \D](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?)?$/;

/** An ISO 8601 date or date and time; undefined where Python would refuse it. */
export function parseIso(text: string): (Parsed & { readonly hasTime: boolean }) | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, y, m, d, week, isoDay, h, min, s, fraction, zone] = match;
  const year = Number(y);
  if (week === undefined && !isValidDate(year, Number(m), Number(d))) return undefined;
  const days =
    week === undefined ? daysOf(year, Number(m), Number(d)) : isoDays(year, Number(week), Number(isoDay ?? 1));
  const clock = [h, min, s].map((part) => Number(part ?? 0));
  if (clock[0]! > 23 || clock[1]! > 59 || clock[2]! > 59) return undefined;
  const micros =
    ((clock[0]! * 60 + clock[1]!) * 60 + clock[2]!) * 1e6 + Number((fraction ?? '').slice(0, 6).padEnd(6, '0') || 0);
  return { days, micros, offset: zone === undefined ? undefined : parseOffset(zone), hasTime: h !== undefined };
}

function isoDays(year: number, week: number, day: number): number {
  const fourth = daysOf(year, 1, 4);
  return fourth - weekday(fourth) + (week - 1) * 7 + day - 1;
}

/** `2024-01-02`. */
export function isoDate(days: number): string {
  const { year, month, day } = civilOf(days);
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

/** `03:04:05.000006`; microseconds only where there are some, unless a precision is asked for. */
export function isoTime(micros: number, precision = 'auto'): string | undefined {
  const [h, m, s, us] = clockOf(micros);
  const short = `${pad(h)}:${pad(m)}`;
  switch (precision) {
    case 'auto':
      return `${short}:${pad(s)}${us ? `.${pad(us, 6)}` : ''}`;
    case 'hours':
      return pad(h);
    case 'minutes':
      return short;
    case 'seconds':
      return `${short}:${pad(s)}`;
    case 'milliseconds':
      return `${short}:${pad(s)}.${pad(Math.floor(us / 1000), 3)}`;
    case 'microseconds':
      return `${short}:${pad(s)}.${pad(us, 6)}`;
    default:
      return undefined;
  }
}
