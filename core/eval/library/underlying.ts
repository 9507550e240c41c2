// Instances of classes derived from builtin data types (str, dict, tuple …) keep the builtin value as their payload.

import { type Keyed, keyOf } from '../keys';
import type {
  BoolValue,
  BytesValue,
  DictValue,
  FloatValue,
  Instance,
  IntValue,
  ListValue,
  SetValue,
  StrValue,
  TupleValue,
  Value,
} from '../values';

/** The builtin data values that an instance can wrap. */
export type Data =
  | StrValue
  | IntValue
  | FloatValue
  | BoolValue
  | BytesValue
  | ListValue
  | TupleValue
  | SetValue
  | DictValue;

const DATA: ReadonlySet<string> = new Set(['str', 'int', 'float', 'bool', 'bytes', 'list', 'tuple', 'set', 'dict']);

export function isData(value: Value): value is Data {
  return DATA.has(value.kind);
}

/** The payload of such an instance. As a dict key it equals the value it wraps. */
export class Wrapped implements Partial<Keyed> {
  constructor(readonly value: Data) {}
  get key(): string {
    return keyOf(this.value) ?? 'unhashable';
  }
}

/**
 * The builtin value behind an instance: the text of a `class E(str, Enum)` member, the tuple of a namedtuple, the dict
 * of an OrderedDict. Everything else is returned as it is.
 */
export function underlying(value: Value): Value {
  return value.kind === 'instance' && value.payload instanceof Wrapped ? value.payload.value : value;
}

/** Makes an instance stand for a builtin value. */
export function wrap(instance: Instance, value: Data): Instance {
  instance.payload = new Wrapped(value);
  return instance;
}
