// Instances of classes derived from builtin data types (str, dict, tuple …) keep the builtin value as their payload.

import {
  BoolValue,
  BytesValue,
  DictValue,
  FloatValue,
  IntValue,
  ListValue,
  SetValue,
  StrValue,
  TupleValue,
  type Value,
} from '../values';

const DATA = [StrValue, IntValue, FloatValue, BoolValue, BytesValue, ListValue, TupleValue, SetValue, DictValue];
type Data = StrValue | IntValue | FloatValue | BoolValue | BytesValue | ListValue | TupleValue | SetValue | DictValue;

/** True for the builtin data values that an instance can wrap. */
export function isData(payload: unknown): payload is Data {
  return DATA.some((type) => payload instanceof type);
}

/**
 * The builtin value behind an instance: the text of a `class E(str, Enum)` member, the tuple of a namedtuple, the dict
 * of an OrderedDict. Everything else is returned as it is.
 */
export function underlying(value: Value): Value {
  return value.kind === 'instance' && isData(value.payload) ? value.payload : value;
}
