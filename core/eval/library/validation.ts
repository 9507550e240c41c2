// Values of pydantic's fields: what a given value becomes under the annotated type, as pydantic 2 converts it by default.

import type { Expr } from '../../syntax/ast';
import type { Origin } from '../../text/span';
import { callValue, NO_KEYWORDS } from '../calls';
import type { Interpreter } from '../interpreter';
import { iterate } from '../iterate';
import { overOptions } from '../join';
import { makeDict, makeSet } from '../keys';
import {
  ClassValue,
  type DictValue,
  FloatValue,
  type Instance,
  LIBRARY,
  LIBRARY_HOME,
  ListValue,
  TupleValue,
  Unknown,
  type Value,
} from '../values';
import type { TypeForm } from './annotations';
import { parseFloatText, parseIntText } from './conversions';
import { parseIso } from './dateFormat';
import { DATE } from './dates';
import { DATETIME, fixedZone } from './dateTimes';
import { makeInstance } from './define';
import { ENUM } from './enums';
import { DateData, DateTimeData } from './moments';
import { PATHLIB_MODULE } from './pathlib';
import { makeDelta, TIMEDELTA } from './timedelta';
import { TYPES } from './types';
import { underlying } from './underlying';

/** Thrown where pydantic certainly refuses a value. */
export class Refused {
  constructor(readonly message: string) {}
}

/** How models are made from dicts; given by the caller, since models hold fields and fields hold models. */
export interface Models {
  /** The model, if the class is one. */
  isModel(type: ClassValue): boolean;
  /** Makes the model from the keys of a dict; throws Refused. */
  make(I: Interpreter, type: ClassValue, dict: DictValue, at: Origin): Value;
}

/** One conversion going on. */
export interface Validation {
  readonly I: Interpreter;
  readonly models: Models;
  readonly at: Origin;
}

/** The value a field gets; Unknown where pydantic's versions differ, or the type is not modelled. Throws Refused. */
export function convert(v: Validation, form: TypeForm, value: Value): Value {
  v.I.spend();
  if (value.kind === 'unknown') {
    if (form.head === TYPES.STR || !value.options) return value;
    return overOptions(v.I, value, (option) => convert(v, form, option)) ?? new Unknown(value.because, value.at);
  }
  if (form.metadata.length) return unclear(v, 'the field is changed by what its annotation names');
  if (form.union) return convertUnion(v, form.args, value);
  const { head } = form;
  if (head?.kind === 'none') return value.kind === 'none' ? value : refuse('None');
  if (head?.kind !== 'class') return unclear(v, 'the type of the field is not known');
  return byClass(v, head, form, value);
}

function unclear(v: Validation, because: string): Unknown {
  return new Unknown(because, v.at);
}

function refuse(wanted: string): never {
  throw new Refused(`Input should be a valid ${wanted}`);
}

const CONVERTERS = new Map<ClassValue, (v: Validation, args: readonly TypeForm[], value: Value) => Value>([
  [TYPES.STR, toText],
  [TYPES.INT, toInt],
  [TYPES.FLOAT, toFloat],
  [TYPES.BOOL, toBool],
  [TYPES.BYTES, (v, _, value) => (value.kind === 'bytes' ? value : unclear(v, 'turns a value into bytes'))],
  [TYPES.LIST, (v, args, value) => toList(v, args[0], value)],
  [TYPES.TUPLE, toTuple],
  [TYPES.SET, (v, args, value) => toSet(v, args[0], value, false)],
  [TYPES.FROZENSET, (v, args, value) => toSet(v, args[0], value, true)],
  [TYPES.DICT, toDict],
  [DATE, (v, _, value) => toMoment(v, value, false)],
  [DATETIME, (v, _, value) => toMoment(v, value, true)],
  [TIMEDELTA, toDelta],
]);

/** Types that leave their values as they are. */
const ANYTHING: ReadonlySet<string> = new Set(['Any', 'object', 'Literal', 'Callable', 'Type', 'type', 'Hashable']);

/** A value that `Literal[…]` lists; what is not written as a plain constant there may be anything. */
function oneOf(choices: readonly Expr[], value: Value): Value {
  const isListed = choices.some((choice) => {
    switch (choice.kind) {
      case 'String':
        return value.kind === 'str' && value.value === choice.value;
      case 'Int':
        return value.kind === 'int' && value.value === choice.value;
      case 'Bool':
        return value.kind === 'bool' && value.value === choice.value;
      case 'None':
        return value.kind === 'none';
      default:
        return true;
    }
  });
  return isListed || value.kind === 'instance' ? value : refuse('listed value');
}

function byClass(v: Validation, type: ClassValue, form: TypeForm, value: Value): Value {
  const { args } = form;
  if (type.name === 'Literal') return oneOf(form.choices ?? [], value);
  const converter = CONVERTERS.get(type);
  if (converter) return converter(v, args, value);
  if (ANYTHING.has(type.name)) return value;
  if (type.name === 'Optional') return args[0] ? (value.kind === 'none' ? value : convert(v, args[0], value)) : value;
  if (type.name === 'Union') return convertUnion(v, args, value);
  if (type.name === 'Annotated' || type.name === 'Final' || type.name === 'Required')
    return args[0] ? convert(v, args[0], value) : value;
  if (type.name === 'Sequence')
    return value.kind === 'tuple' ? toTuple(v, repeated(args), value) : toList(v, args[0], value);
  if (type.name === 'Mapping' || type.name === 'MutableMapping') return toDict(v, args, value);
  if (value.kind === 'instance' && value.type.mro.includes(type)) return value;
  if (v.models.isModel(type)) return toModel(v, type, value);
  if (type.mro.includes(ENUM))
    return callValue(v.I, type, { args: [value], kwargs: NO_KEYWORDS, open: undefined, at: v.at });
  const isPath = type === PATHLIB_MODULE.get('Path') && value.kind === 'str';
  if (isPath) return callValue(v.I, type, { args: [value], kwargs: NO_KEYWORDS, open: undefined, at: value.at });
  return unclear(v, `turns a value into a ${type.name}`);
}

function toModel(v: Validation, type: ClassValue, value: Value): Value {
  const dict = underlying(value);
  if (dict.kind === 'dict') return v.models.make(v.I, type, dict, value.at);
  if (value.kind === 'instance') return unclear(v, 'an object of another class stands for a model');
  return refuse(`dictionary or instance of ${type.name}`);
}

/** pydantic 2 takes the member that fits as it is, else the first that can be converted; doubtful cases are unknown. */
function convertUnion(v: Validation, members: readonly TypeForm[], value: Value): Value {
  const flat = members.flatMap((member) => (member.union ? member.args : [member]));
  if (value.kind === 'none' && flat.some((member) => member.head?.kind === 'none')) return value;
  const others = flat.filter((member) => member.head?.kind !== 'none');
  if (others.length === 1) return convert(v, others[0]!, value);
  const exact = others.filter((member) => fitsExactly(member, value));
  if (exact.length === 1) return convert(v, exact[0]!, value);
  const results = others.flatMap((member) => attempt(v, member, value));
  if (results.length === 0) return refuse('value of any of the types');
  return results.length === 1 ? results[0]! : unclear(v, 'several types of the field fit the value');
}

function attempt(v: Validation, form: TypeForm, value: Value): Value[] {
  try {
    return [convert(v, form, value)];
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}

function fitsExactly(form: TypeForm, value: Value): boolean {
  const { head } = form;
  if (head?.kind !== 'class') return false;
  return value.kind === 'instance' ? value.type === head : head.name === value.kind;
}

function toText(v: Validation, _: readonly TypeForm[], value: Value): Value {
  if (value.kind === 'str') return value;
  if (['none', 'list', 'dict', 'tuple', 'set'].includes(value.kind)) return refuse('string');
  return unclear(v, 'pydantic 1 turns the value into a text, pydantic 2 refuses it');
}

function toInt(v: Validation, _: readonly TypeForm[], value: Value): Value {
  if (value.kind === 'int') return value;
  if (value.kind === 'bool') return v.I.integer(Number(value.value), value.at, value);
  if (value.kind === 'float')
    return Number.isInteger(value.value) ? v.I.integer(value.value, value.at, value) : refuse('integer');
  if (value.kind === 'instance') return unclear(v, 'turns an object into a number');
  const number = value.kind === 'str' && !value.value.includes('_') ? parseIntText(value.value, 10) : undefined;
  return number === undefined ? refuse('integer') : v.I.integer(number, value.at, value);
}

function toFloat(v: Validation, _: readonly TypeForm[], value: Value): Value {
  if (value.kind === 'float') return value;
  if (value.kind === 'instance') return unclear(v, 'turns an object into a number');
  const number =
    value.kind === 'int' || value.kind === 'bool'
      ? Number(value.value)
      : value.kind === 'str'
        ? parseFloatText(value.value)
        : undefined;
  return number === undefined ? refuse('number') : new FloatValue(number, value.at, v.I.taint([value]));
}

const TRUE_TEXTS = ['true', 't', 'yes', 'y', 'on', '1'];
const FALSE_TEXTS = ['false', 'f', 'no', 'n', 'off', '0'];

function toBool(v: Validation, _: readonly TypeForm[], value: Value): Value {
  if (value.kind === 'bool') return value;
  if (value.kind === 'instance') return unclear(v, 'turns an object into a truth value');
  const text =
    value.kind === 'str'
      ? value.value.toLowerCase()
      : value.kind === 'int' || value.kind === 'float'
        ? `${value.value}`
        : '';
  if (!TRUE_TEXTS.includes(text) && !FALSE_TEXTS.includes(text)) return refuse('boolean');
  return v.I.bool(TRUE_TEXTS.includes(text), value.at, value);
}

/** What stands where an annotation names no type of the elements. */
const ANY_FORM: TypeForm = {
  head: new ClassValue('Any', [], LIBRARY, LIBRARY_HOME, 'typing'),
  args: [],
  union: false,
  metadata: [],
};

/** The elements of what pydantic takes for a list. */
function elements(v: Validation, value: Value): Value[] | Unknown {
  const plain = underlying(value);
  if (plain.kind === 'list' || plain.kind === 'tuple') return [...plain.items];
  if (plain.kind === 'iterator') return [...iterate(v.I, plain, v.at).items];
  if (plain.kind === 'set' && plain.items.size < 2) return [...plain.items.values()];
  if (plain.kind === 'set' || plain.kind === 'instance') return unclear(v, 'the order of the elements is not known');
  return refuse('list');
}

function openOf(value: Value): Unknown | undefined {
  const plain = underlying(value);
  return 'open' in plain ? plain.open : undefined;
}

function toList(v: Validation, item: TypeForm | undefined, value: Value): Value {
  const found = elements(v, value);
  if (!Array.isArray(found)) return found;
  const list = new ListValue(each(v, item, found), value.at, v.I.home, v.I.taint([value]));
  list.open = openOf(value);
  return list;
}

function each(v: Validation, form: TypeForm | undefined, items: readonly Value[]): Value[] {
  return items.map((item) => convert(v, form ?? ANY_FORM, item));
}

function repeated(args: readonly TypeForm[]): readonly TypeForm[] {
  return args[0] ? [args[0], ELLIPSIS_FORM] : [];
}

const ELLIPSIS_FORM: TypeForm = { ...ANY_FORM, head: undefined };

function toTuple(v: Validation, args: readonly TypeForm[], value: Value): Value {
  const items = elements(v, value);
  if (!Array.isArray(items)) return items;
  const isRepeated = args.length === 2 && args[1]?.head === undefined && !args[1]?.union;
  if (args.length && !isRepeated && args.length !== items.length && !openOf(value))
    return refuse('tuple of that length');
  const converted = items.map((item, index) => convert(v, (isRepeated ? args[0] : args[index]) ?? ANY_FORM, item));
  return new TupleValue(converted, value.at, v.I.taint([value]), openOf(value));
}

function toSet(v: Validation, item: TypeForm | undefined, value: Value, frozen: boolean): Value {
  const plain = underlying(value);
  const found = plain.kind === 'set' ? [...plain.items.values()] : elements(v, value);
  if (!Array.isArray(found)) return found;
  const set = makeSet(v.I, each(v, item, found), value.at, frozen);
  set.open ??= openOf(value);
  return set;
}

function toDict(v: Validation, args: readonly TypeForm[], value: Value): Value {
  const dict = underlying(value);
  if (dict.kind === 'instance') return unclear(v, 'turns an object into a dict');
  if (dict.kind !== 'dict') return refuse('dictionary');
  const pairs = [...dict.entries.values()].map(
    (entry) => [convert(v, args[0] ?? ANY_FORM, entry.key), convert(v, args[1] ?? ANY_FORM, entry.value)] as const,
  );
  const made = v.I.assuming(v.I.taint([value]), () => makeDict(v.I, pairs, value.at));
  made.open ??= dict.open;
  return made;
}

function toMoment(v: Validation, value: Value, withTime: boolean): Value {
  const type = withTime ? DATETIME : DATE;
  if (value.kind === 'instance' && value.type.mro.includes(type)) {
    const isExact = withTime || !value.type.mro.includes(DATETIME);
    return isExact ? value : unclear(v, 'turns a time into a date');
  }
  if (withTime && value.kind === 'instance' && value.payload instanceof DateData)
    return moment(v, new DateTimeData(value.payload.days, 0, undefined), DATETIME, value);
  const parsed = value.kind === 'str' ? parseIso(value.value) : undefined;
  if (!parsed) return unclear(v, 'turns a value into a date');
  if (!withTime)
    return parsed.hasTime ? unclear(v, 'turns a time into a date') : moment(v, new DateData(parsed.days), DATE, value);
  const zone = parsed.offset === undefined ? undefined : fixedZone(parsed.offset);
  return moment(v, new DateTimeData(parsed.days, parsed.micros, zone), DATETIME, value);
}

function moment(v: Validation, data: DateData | DateTimeData, type: ClassValue, from: Value): Instance {
  return makeInstance(v.I, type, data, from.at, [from]);
}

function toDelta(v: Validation, _: readonly TypeForm[], value: Value): Value {
  if (value.kind === 'instance' && value.type.mro.includes(TIMEDELTA)) return value;
  if (value.kind !== 'int') return unclear(v, 'turns a value into a duration');
  return makeDelta(v.I, 0, value.value * 1_000_000, value.at, [value]);
}
