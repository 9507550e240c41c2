// `range`: its elements are made only when something loops over them.

import { LIMITS } from '../interpreter';
import { indices } from '../slices';
import { type ClassValue, IntValue, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { defineClass, makeInstance, native, property } from './define';

class Range {
  constructor(
    readonly start: number,
    readonly stop: number,
    readonly step: number,
  ) {}
  get length(): number {
    return Math.max(0, Math.ceil((this.stop - this.start) / this.step));
  }
  /** As a dict key, and for equality: ranges with the same elements are equal. */
  get key(): string {
    return this.length ? `range ${this.start} ${this.length} ${this.length > 1 ? this.step : ''}` : 'range';
  }
  at(index: number): number {
    return this.start + index * this.step;
  }
}

function read(value: Value): Range {
  if (value.kind === 'instance' && value.payload instanceof Range) return value.payload;
  throw new NotKnown(new Unknown('a range that is not known', value.at));
}

function make(a: Args): Value {
  const [first, second] = [a.int('start'), a.intOr('stop')];
  const step = a.int('step');
  if (step === 0) return a.fail('ValueError', 'range() arg 3 must not be zero');
  return instance(a, second === undefined ? new Range(0, first, step) : new Range(first, second, step));
}

function instance(a: Args, range: Range): Value {
  return makeInstance(a.I, RANGE, range, a.at, a.used);
}

function elements(a: Args, range: Range, backwards = false): Value {
  const { length } = range;
  const count = Math.min(length, LIMITS.iterations + 1);
  a.I.spend(count);
  const items = Array.from({ length: count }, (_, index) => int(a, range.at(backwards ? length - 1 - index : index)));
  const iterator = a.I.iterator(items, a.at, 'range_iterator');
  if (count < length) iterator.open = new Unknown('the range is too long to go through', a.at);
  return iterator;
}

function int(a: Args, value: number): IntValue {
  return new IntValue(value, a.at, a.I.taint(a.used));
}

function item(a: Args): Value {
  const range = read(a.value('self'));
  const index = a.known('index');
  if (index.kind !== 'slice') {
    const wanted = a.int('index');
    const place = wanted < 0 ? wanted + range.length : wanted;
    return place >= 0 && place < range.length
      ? int(a, range.at(place))
      : a.fail('IndexError', 'range object index out of range');
  }
  if (range.length > LIMITS.size) throw new NotKnown(new Unknown('the range is too long to go through', a.at));
  const bounds = [index.lower, index.upper, index.step].map((bound) => (bound?.kind === 'int' ? bound.value : null));
  const picked = indices(range.length, bounds);
  const step = range.step * (bounds[2] ?? 1);
  const start = range.at(picked[0] ?? 0);
  return instance(a, new Range(start, start + picked.length * step, step));
}

function contains(a: Args): boolean {
  const { start, length, step } = read(a.value('self'));
  const value = a.known('item');
  if (value.kind !== 'int' && value.kind !== 'float' && value.kind !== 'bool') return false;
  const place = (Number(value.value) - start) / step;
  return Number.isInteger(place) && place >= 0 && place < length;
}

/** The class `range`. */
export const RANGE: ClassValue = defineClass('range', {
  module: 'builtins',
  construct: native('range', ['cls', 'start', 'stop=None', 'step=1'], (_, a) => make(a)).body,
  methods: [
    native('__iter__', ['self'], (_, a) => elements(a, read(a.value('self')))),
    native('__reversed__', ['self'], (_, a) => elements(a, read(a.value('self')), true)),
    native('__len__', ['self'], (_, a) => read(a.value('self')).length),
    native('__getitem__', ['self', 'index'], (_, a) => item(a)),
    native('__contains__', ['self', 'item'], (_, a) => contains(a)),
    native('index', ['self', 'item'], (_, a) => {
      const { start, step } = read(a.value('self'));
      return contains(a) ? (a.int('item') - start) / step : a.fail('ValueError', 'the value is not in the range');
    }),
    native('count', ['self', 'item'], (_, a) => (contains(a) ? 1 : 0)),
    native('__eq__', ['self', 'other'], (_, a) => {
      const other = a.known('other');
      if (other.kind !== 'instance' || !(other.payload instanceof Range)) return false;
      return read(a.value('self')).key === other.payload.key;
    }),
    native('__repr__', ['self'], (_, a) => {
      const { start, stop, step } = read(a.value('self'));
      return step === 1 ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`;
    }),
  ],
  attributes: {
    start: property((_, self) => read(self).start),
    stop: property((_, self) => read(self).stop),
    step: property((_, self) => read(self).step),
  },
});
