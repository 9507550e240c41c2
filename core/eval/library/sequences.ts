// Methods of list and tuple.

import { equal } from '../equality';
import type { Call, Interpreter } from '../interpreter';
import { type ListValue, type NativeFunction, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { type Body, makeList, native, pure } from './define';
import { sortItems } from './sorting';
import { underlying } from './underlying';

/** Marks the container that a method would have changed: from now on it may hold other elements. */
export function openSelf(I: Interpreter, call: Call, because: Unknown): void {
  const self = call.args[0] && underlying(call.args[0]);
  if (self?.kind !== 'list' && self?.kind !== 'dict' && self?.kind !== 'set') return;
  I.touch(self);
  self.open ??= because;
}

/** A method that changes the container it is called on. */
export function change(name: string, signature: readonly string[], body: Body): NativeFunction {
  return native(name, ['self', ...signature], body, openSelf);
}

/** The list a method was called on, ready to be changed. */
function changing(a: Args): ListValue {
  const self = reading(a);
  a.I.touch(self);
  return self;
}

function reading(a: Args): ListValue {
  const self = a.known('self');
  return self.kind === 'list' ? self : a.raise('TypeError', `${a.name}() needs a list`);
}

/** The position that an index means; undefined where it lies outside. */
function position(index: number, length: number): number | undefined {
  const place = index < 0 ? index + length : index;
  return place >= 0 && place < length ? place : undefined;
}

function pop(a: Args): Value {
  const self = changing(a);
  const index = a.intOr('index') ?? -1;
  if (self.open && (index < 0 || index >= self.items.length)) throw new NotKnown(self.open);
  const place = position(index, self.items.length);
  if (place === undefined)
    return a.fail('IndexError', self.items.length ? 'pop index out of range' : 'pop from empty list');
  return self.items.splice(place, 1)[0]!;
}

/** The index of the first equal element; undefined: certainly none. Throws where it cannot be known. */
function find(
  a: Args,
  items: readonly Value[],
  value: Value,
  open: Unknown | undefined,
  start = 0,
): number | undefined {
  a.I.spend(items.length);
  for (let i = start; i < items.length; i++) {
    const answer = equal(a.I, items[i]!, value);
    if (answer === undefined) throw new NotKnown(new Unknown('compares values that are not known', a.at));
    if (answer) return i;
  }
  if (open) throw new NotKnown(open);
  return undefined;
}

function sequence(a: Args): { items: readonly Value[]; open: Unknown | undefined } {
  const self = a.known('self');
  return self.kind === 'list' || self.kind === 'tuple'
    ? self
    : a.raise('TypeError', `${a.name}() needs a list or tuple`);
}

const READING = [
  pure('index', ['self', 'value', 'start=0', 'stop=None'], (_, a) => {
    const { items, open } = sequence(a);
    const start = a.int('start');
    const stop = a.intOr('stop') ?? items.length;
    const from = start < 0 ? Math.max(0, start + items.length) : start;
    const to = stop < 0 ? stop + items.length : stop;
    return (
      find(a, items.slice(0, to), a.value('value'), open, from) ?? a.fail('ValueError', 'the value is not in the list')
    );
  }),
  pure('count', ['self', 'value'], (I, a) => {
    const { items, open } = sequence(a);
    if (open) throw new NotKnown(open);
    const answers = items.map((item) => equal(I, item, a.value('value')));
    if (answers.includes(undefined)) throw new NotKnown(new Unknown('counts values that are not known', a.at));
    return answers.filter(Boolean).length;
  }),
];

const CHANGING = [
  change('append', ['object'], (_, a) => {
    const self = changing(a);
    if (self.items.length >= 200_000) a.giveUp('the list is too long to keep');
    self.items.push(a.value('object'));
    return undefined;
  }),
  change('extend', ['iterable'], (_, a) => {
    const { items, open } = a.elements(a.value('iterable'));
    const self = changing(a);
    if (self.items.length + items.length > 200_000) a.giveUp('the list is too long to keep');
    for (const item of items) self.items.push(item);
    self.open ??= open;
    return undefined;
  }),
  change('insert', ['index', 'object'], (_, a) => {
    const self = changing(a);
    const index = a.int('index');
    const place = index < 0 ? Math.max(0, index + self.items.length) : index;
    self.items.splice(place, 0, a.value('object'));
    return undefined;
  }),
  change('pop', ['index=None'], (_, a) => pop(a)),
  change('remove', ['value'], (_, a) => {
    const self = changing(a);
    const index = find(a, self.items, a.value('value'), self.open);
    if (index === undefined) return a.fail('ValueError', 'list.remove(x): x not in list');
    self.items.splice(index, 1);
    return undefined;
  }),
  change('clear', [], (_, a) => {
    const self = changing(a);
    self.items = [];
    if (!self.open?.mayBeLess) self.open = undefined;
    return undefined;
  }),
  change('reverse', [], (_, a) => {
    changing(a).items.reverse();
    return undefined;
  }),
  change('sort', ['*', 'key=None', 'reverse=False'], (_, a) => {
    const self = changing(a);
    const sorted = sortItems(a, self.items, a.some('key'), a.truthy('reverse'));
    if (sorted) self.items = sorted;
    else self.open ??= new Unknown('the order of the elements is not known', a.at);
    return undefined;
  }),
];

const copy = native('copy', ['self'], (I, a) => {
  const self = reading(a);
  const made = makeList(I, [...self.items], a.at, [self]);
  if (made.kind === 'list') made.open = self.open;
  return made;
});

/** A deque of limited length loses at the other end what is too much. */
function grow(a: Args, items: readonly Value[], end: 'left' | 'right', open?: Unknown): undefined {
  const deque = a.value('self');
  const list = changing(a);
  const limit = deque.kind === 'instance' ? deque.attributes.get('maxlen') : undefined;
  const all = end === 'left' ? [...[...items].reverse(), ...list.items] : [...list.items, ...items];
  const surplus = limit?.kind === 'int' ? Math.max(0, all.length - limit.value) : 0;
  if (all.length > 200_000) a.giveUp('the list is too long to keep');
  list.items = end === 'left' ? all.slice(0, all.length - surplus) : all.slice(surplus);
  list.open ??= limit?.kind === 'unknown' ? limit : open;
}

/** What a deque has on top of a list. */
export const DEQUE_METHODS: readonly NativeFunction[] = [
  change('append', ['object'], (_, a) => grow(a, [a.value('object')], 'right')),
  change('extend', ['iterable'], (_, a) => {
    const { items, open } = a.elements(a.value('iterable'));
    return grow(a, items, 'right', open);
  }),
  change('appendleft', ['object'], (_, a) => grow(a, [a.value('object')], 'left')),
  change('extendleft', ['iterable'], (_, a) => grow(a, a.items('iterable'), 'left')),
  change('popleft', [], (_, a) => {
    const self = changing(a);
    const first = self.items.shift();
    if (first) return first;
    return self.open ?? a.fail('IndexError', 'pop from an empty deque');
  }),
  change('rotate', ['n=1'], (_, a) => {
    const self = changing(a);
    const by = self.items.length ? ((a.int('n') % self.items.length) + self.items.length) % self.items.length : 0;
    self.items = [...self.items.slice(self.items.length - by), ...self.items.slice(0, self.items.length - by)];
    return undefined;
  }),
];

export const LIST_METHODS: readonly NativeFunction[] = [...READING, ...CHANGING, copy];
export const TUPLE_METHODS: readonly NativeFunction[] = READING;
