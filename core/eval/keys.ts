// Dict and set keys: equal values have equal key texts.

import type { Interpreter } from './interpreter';
import { join } from './join';
import { DictValue, SetValue, Unknown, type Value } from './values';

const identities = new WeakMap<object, number>();
let identityCount = 0;

/** A number that stands for this very object. */
function identity(value: object): number {
  let id = identities.get(value);
  if (id === undefined) {
    id = ++identityCount;
    identities.set(value, id);
  }
  return id;
}

/** The key text of a value; undefined where it is unknown or cannot be a key. */
export function keyOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'none':
      return 'none';
    case 'bool':
      return `n${value.value ? 1 : 0}`;
    case 'int':
    case 'float':
      return `n${value.value}`;
    case 'str':
      return `s${value.value}`;
    case 'bytes':
      return `b${value.value}`;
    case 'tuple':
      return value.open ? undefined : joined('t', value.items);
    case 'set':
      return value.frozen && !value.open ? joined('f', [...value.items.values()].sort(byKey)) : undefined;
    case 'list':
    case 'dict':
    case 'slice':
      return undefined;
    case 'unknown':
      return unknownKey(value);
    case 'instance':
      return instanceKey(value);
    default:
      return `o${identity(value)}`;
  }
}

/** A name of a library equals itself; of what two calls give, only the very same object does for certain. */
function unknownKey(value: Unknown): string | undefined {
  if (value.path === undefined) return undefined;
  return /[([]/.test(value.path) ? `u${value.path}#${identity(value)}` : `u${value.path}`;
}

function byKey(a: Value, b: Value): number {
  return (keyOf(a) ?? '') < (keyOf(b) ?? '') ? -1 : 1;
}

function joined(mark: string, items: readonly Value[]): string | undefined {
  const keys: string[] = [];
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) return undefined;
    keys.push(`${key.length}:${key}`);
  }
  return `${mark}(${keys.join(',')})`;
}

/** A library model may give its instances a key of their own (dates, paths); a member of a text enum equals its text. */
export interface Keyed {
  readonly key: string;
}

function instanceKey(value: Extract<Value, { kind: 'instance' }>): string {
  const payload = value.payload as Partial<Keyed> | undefined;
  if (typeof payload?.key === 'string') return payload.key;
  return `o${identity(value)}`;
}

/** A dict of known pairs; an unknown key opens it. */
export function makeDict(I: Interpreter, pairs: Iterable<readonly [Value, Value]>, at: Value['at']): DictValue {
  const dict = new DictValue(new Map(), at, I.home, I.assumed);
  for (const [key, value] of pairs) dictSet(I, dict, key, value);
  return dict;
}

/** A set of known elements; an unknown one opens it. */
export function makeSet(I: Interpreter, items: Iterable<Value>, at: Value['at'], frozen = false): SetValue {
  const set = new SetValue(new Map(), at, I.home, I.assumed, frozen);
  for (const item of items) setAdd(I, set, item);
  return set;
}

export function setAdd(I: Interpreter, set: SetValue, item: Value): void {
  const key = keyOf(item);
  I.touch(set);
  if (key === undefined) set.open = openBy(item);
  else if (!set.items.has(key)) set.items.set(key, item);
}

export function dictGet(dict: DictValue, key: Value): Value | undefined {
  const text = keyOf(key);
  return text === undefined ? undefined : dict.entries.get(text)?.value;
}

/** `dict[key] = value`. */
export function dictSet(I: Interpreter, dict: DictValue, key: Value, value: Value): void {
  const text = keyOf(key);
  I.touch(dict);
  if (text === undefined) dict.open = openBy(key);
  else {
    const old = dict.entries.get(text);
    const doubt = old && dict.open?.mayBeLess ? I.conditional : undefined;
    const now = old && doubt !== undefined ? join([old.value, value], doubt, value.at) : value;
    dict.entries.set(text, { key: old?.key ?? key, value: now });
  }
}

function openBy(value: Value): Unknown {
  return value.kind === 'unknown' ? value : new Unknown('holds something that is not known', value.at);
}
