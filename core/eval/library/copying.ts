// The module copy.

import { findAttribute } from '../attributes';
import { callWith } from '../calls';
import { DictValue, Instance, ListValue, SetValue, TupleValue, type Value } from '../values';
import type { Args } from './arguments';
import { moduleOf, native } from './define';
import { isData, underlying, wrap } from './underlying';

type CopyInner = (value: Value) => Value;

/** One level of a container or object, with its parts copied by `inner`. */
function copyOf(a: Args, value: Value, inner: CopyInner, done: (from: Value, to: Value) => void): Value {
  a.I.spend();
  switch (value.kind) {
    case 'list': {
      const copy = new ListValue([], value.at, a.I.home, value.assumed);
      done(value, copy);
      copy.items = value.items.map(inner);
      copy.open = value.open;
      return copy;
    }
    case 'tuple':
      return new TupleValue(value.items.map(inner), value.at, value.assumed, value.open);
    case 'set': {
      const copy = new SetValue(new Map(value.items), value.at, a.I.home, value.assumed, value.frozen);
      copy.open = value.open;
      return copy;
    }
    case 'dict': {
      const copy = new DictValue(new Map(), value.at, a.I.home, value.assumed);
      done(value, copy);
      for (const [key, entry] of value.entries) copy.entries.set(key, { key: entry.key, value: inner(entry.value) });
      copy.open = value.open;
      copy.missing = value.missing;
      return copy;
    }
    case 'instance':
      return copyInstance(a, value, inner, done);
    default:
      return value;
  }
}

function copyInstance(a: Args, value: Instance, inner: CopyInner, done: (from: Value, to: Value) => void): Value {
  const plain = underlying(value);
  // What a library model keeps is never changed in place, and enum members exist only once.
  if (
    value.attributes.has('_value_') ||
    (plain === value && value.payload !== undefined && value.attributes.size === 0)
  )
    return value;
  const copy = new Instance(value.type, value.at, a.I.home, value.assumed);
  done(value, copy);
  for (const [name, attribute] of value.attributes) copy.attributes.set(name, inner(attribute));
  copy.payload = value.payload;
  if (plain !== value) {
    const data = inner(plain);
    if (isData(data)) wrap(copy, data);
  }
  return copy;
}

function shallow(a: Args, value: Value): Value {
  const own = value.kind === 'instance' ? findAttribute(a.I, value, '__copy__', a.at) : undefined;
  if (own && own.kind !== 'unknown') return callWith(a.I, own, [], a.at);
  const plain = underlying(value);
  if (plain === value)
    return copyOf(
      a,
      value,
      (inner) => inner,
      () => undefined,
    );
  return copyOf(
    a,
    value,
    (inner) =>
      inner === plain
        ? copyOf(
            a,
            inner,
            (same) => same,
            () => undefined,
          )
        : inner,
    () => undefined,
  );
}

function deep(a: Args, value: Value): Value {
  const copies = new Map<Value, Value>();
  const visit = (inner: Value): Value => {
    const before = copies.get(inner);
    if (before) return before;
    const own = inner.kind === 'instance' ? findAttribute(a.I, inner, '__deepcopy__', a.at) : undefined;
    const copy =
      own && own.kind !== 'unknown'
        ? callWith(a.I, own, [a.I.none(a.at)], a.at)
        : copyOf(a, inner, visit, (from, to) => copies.set(from, to));
    copies.set(inner, copy);
    return copy;
  };
  return visit(value);
}

export const COPY_MODULE = moduleOf([
  native('copy', ['x'], (_, a) => shallow(a, a.value('x'))),
  native('deepcopy', ['x', 'memo=None'], (_, a) => deep(a, a.value('x'))),
]);
