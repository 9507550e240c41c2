// Plain YAML scalars as PyYAML's safe loader reads them (YAML 1.1, with PyYAML's own narrower patterns).

import type { Origin } from '../../text/span';
import type { Interpreter } from '../interpreter';
import { BoolValue, FloatValue, NoneValue, StrValue, type Value } from '../values';
import { daysOf, isValidDate } from './calendarMath';
import { parseOffset } from './dateFormat';
import { DATE } from './dates';
import { DATETIME, fixedZone } from './dateTimes';
import { carry, DateData, DateTimeData } from './moments';
import { makeInstance, makeInt } from './results';

const BOOL = /^(?:(yes|Yes|YES|true|True|TRUE|on|On|ON)|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const NULL = /^(?:~|null|Null|NULL|)$/;
const INT =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const TIMESTAMP =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(Z|([-+])(\d\d?)(?::(\d\d))?))?)?$/;
const SHORT_DATE = /^\d{4}-\d\d-\d\d$/;

/** The value of a plain scalar. */
export function plainScalar(I: Interpreter, text: string, at: Origin): Value {
  if (NULL.test(text)) return new NoneValue(at, I.assumed);
  const bool = BOOL.exec(text);
  if (bool) return new BoolValue(bool[1] !== undefined, at, I.assumed);
  if (INT.test(text)) return makeInt(I, intOf(text), at);
  if (FLOAT.test(text)) return new FloatValue(floatOf(text), at, I.assumed);
  return timestamp(I, text, at) ?? new StrValue(text, at, I.assumed);
}

/** The value of `!!int` and kin. */
export function taggedScalar(I: Interpreter, tag: string, text: string, at: Origin): Value | undefined {
  switch (tag) {
    case 'tag:yaml.org,2002:str':
      return new StrValue(text, at, I.assumed);
    case 'tag:yaml.org,2002:int':
      return makeInt(I, intOf(text), at);
    case 'tag:yaml.org,2002:float':
      return new FloatValue(floatOf(text), at, I.assumed);
    case 'tag:yaml.org,2002:bool':
      return new BoolValue(BOOL.exec(text)?.[1] !== undefined, at, I.assumed);
    case 'tag:yaml.org,2002:null':
      return new NoneValue(at, I.assumed);
    case 'tag:yaml.org,2002:timestamp':
      return timestamp(I, text, at);
    default:
      return undefined;
  }
}

function intOf(text: string): number {
  const digits = text.replaceAll('_', '');
  const sign = digits.startsWith('-') ? -1 : 1;
  const size = digits.replace(/^[-+]/, '');
  if (size === '0') return 0;
  if (size.startsWith('0b')) return sign * Number.parseInt(size.slice(2), 2);
  if (size.startsWith('0x')) return sign * Number.parseInt(size.slice(2), 16);
  if (size.startsWith('0')) return sign * Number.parseInt(size, 8);
  return sign * sexagesimal(size);
}

/** `1:30` is 90: a base of 60, as YAML 1.1 has it. */
function sexagesimal(text: string): number {
  return text.split(':').reduce((total, part) => total * 60 + Number(part), 0);
}

function floatOf(text: string): number {
  const clean = text.replaceAll('_', '').toLowerCase();
  const sign = clean.startsWith('-') ? -1 : 1;
  const size = clean.replace(/^[-+]/, '');
  if (size === '.inf') return sign * Number.POSITIVE_INFINITY;
  if (size === '.nan') return Number.NaN;
  return sign * sexagesimal(size);
}

function timestamp(I: Interpreter, text: string, at: Origin): Value | undefined {
  const match = TIMESTAMP.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as number[];
  if (!isValidDate(year!, month!, day!) || (match[4] === undefined && !SHORT_DATE.test(text))) return undefined;
  const days = daysOf(year!, month!, day!);
  if (match[4] === undefined) return makeInstance(I, DATE, new DateData(days), at);
  const fraction = Number((match[7] ?? '').slice(0, 6).padEnd(6, '0') || 0);
  const micros = ((hour! * 60 + minute!) * 60 + second!) * 1e6 + fraction;
  return makeInstance(I, DATETIME, moment(days, micros, match[8]), at);
}

/** A zone in the text stays the zone of the value. */
function moment(days: number, micros: number, zone: string | undefined): DateTimeData {
  const { days: day, micros: ofDay } = carry(days, micros);
  if (zone === undefined) return new DateTimeData(day, ofDay, undefined);
  const text = zone === 'Z' ? zone : zone.replace(/^([-+])(\d)(?!\d)/, '$10$2');
  return new DateTimeData(day, ofDay, fixedZone(parseOffset(text)));
}
