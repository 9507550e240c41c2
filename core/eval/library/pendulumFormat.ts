// The tokens of `DateTime.format` and `from_format` of pendulum.

import { dayOfYear, daysOf, isValidDate, weekday } from './calendarMath';
import { clockOf, strftime } from './dateFormat';
import { type DateTimeData, offsetOf, offsetText, zoneName } from './moments';

const TOKEN =
  /\[([^\]]*)\]|\\(.)|(YYYY|YY|Y|MMMM|MMM|MM|M|DDDD|DDD|DD|D|dddd|ddd|dd|d|E|HH|H|hh|h|mm|m|ss|s|S{1,6}|A|ZZ|Z|zz|z|X|x|Q|Do)|([\s\S])/g;

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function token(moment: DateTimeData, name: string): string | undefined {
  const { year, month, day } = moment.civil;
  const [h, m, s, us] = clockOf(moment.micros);
  if (/^S+$/.test(name)) return pad(us, 6).slice(0, name.length);
  switch (name) {
    case 'YYYY':
      return pad(year, 4);
    case 'YY':
      return pad(year % 100, 2);
    case 'Y':
      return String(year);
    case 'MMMM':
      return strftime(moment, '%B');
    case 'MMM':
      return strftime(moment, '%b');
    case 'MM':
      return pad(month, 2);
    case 'M':
      return String(month);
    case 'DD':
      return pad(day, 2);
    case 'D':
      return String(day);
    case 'DDDD':
      return pad(dayOfYear(moment.days), 3);
    case 'DDD':
      return String(dayOfYear(moment.days));
    case 'dddd':
      return strftime(moment, '%A');
    case 'ddd':
      return strftime(moment, '%a');
    case 'E':
      return String(weekday(moment.days) + 1);
    case 'HH':
      return pad(h, 2);
    case 'H':
      return String(h);
    case 'hh':
      return pad(h % 12 || 12, 2);
    case 'h':
      return String(h % 12 || 12);
    case 'mm':
      return pad(m, 2);
    case 'm':
      return String(m);
    case 'ss':
      return pad(s, 2);
    case 's':
      return String(s);
    case 'A':
      return h < 12 ? 'AM' : 'PM';
    case 'Q':
      return String(Math.ceil(month / 3));
    default:
      return zoneToken(moment, name);
  }
}

function zoneToken(moment: DateTimeData, name: string): string | undefined {
  const offset = offsetOf(moment);
  if (name === 'z') return zoneName(moment.zone);
  if (offset === undefined) return undefined;
  if (name === 'Z') return offsetText(offset);
  return name === 'ZZ' ? offsetText(offset, '') : undefined;
}

/** `moment.format(format)`; undefined where a token is not modelled. */
export function pendulumFormat(moment: DateTimeData, format: string): string | undefined {
  let known = true;
  const text = format.replace(TOKEN, (_, literal?: string, escaped?: string, name?: string, char?: string) => {
    const plain = literal ?? escaped ?? char;
    if (plain !== undefined) return plain;
    const shown = token(moment, name!);
    if (shown === undefined) known = false;
    return shown ?? '';
  });
  return known ? text : undefined;
}

const PATTERNS: Readonly<Record<string, string>> = {
  YYYY: '(?<Y>\\d{4})',
  MM: '(?<M>\\d\\d)',
  M: '(?<M>\\d\\d?)',
  DD: '(?<D>\\d\\d)',
  D: '(?<D>\\d\\d?)',
  HH: '(?<H>\\d\\d)',
  H: '(?<H>\\d\\d?)',
  mm: '(?<m>\\d\\d)',
  m: '(?<m>\\d\\d?)',
  ss: '(?<s>\\d\\d)',
  s: '(?<s>\\d\\d?)',
};

/** The local time a text stands for; undefined where the format is not modelled or the text does not fit. */
export function fromPendulumFormat(text: string, format: string): { days: number; micros: number } | undefined {
  let known = true;
  const source = format.replace(TOKEN, (_, literal?: string, escaped?: string, name?: string, char?: string) => {
    const plain = literal ?? escaped ?? char;
    if (plain !== undefined) return plain.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    if (PATTERNS[name!] === undefined) known = false;
    return PATTERNS[name!] ?? '';
  });
  if (!known || !/<Y>/.test(source) || /(\(\?<\w>).*\1/.test(source)) return undefined;
  const groups = new RegExp(`^${source}$`).exec(text)?.groups;
  if (!groups) return undefined;
  const number = (name: string, usual: number) => (groups[name] === undefined ? usual : Number(groups[name]));
  const [year, month, day] = [number('Y', 1), number('M', 1), number('D', 1)];
  if (!isValidDate(year, month, day)) return undefined;
  return {
    days: daysOf(year, month, day),
    micros: ((number('H', 0) * 60 + number('m', 0)) * 60 + number('s', 0)) * 1e6,
  };
}
