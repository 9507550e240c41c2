// The module collections.

import { orderOf } from '../comparison';
import { dictGet, dictSet, keyOf, makeDict } from '../keys';
import { binary } from '../operators';
import {
  type ClassValue,
  DictValue,
  Instance,
  IntValue,
  ListValue,
  type NativeFunction,
  NoneValue,
  Unknown,
  type Value,
} from '../values';
import { type Args, NotKnown } from './arguments';
import { CHAIN_MAP } from './chainMap';
import { defineClass, makeList, makeTuple, moduleOf, native, property } from './define';
import { dictOf, ORDERED_METHODS, update } from './dicts';
import { iterator } from './iterationBuiltins';
import { NAMEDTUPLE } from './namedTuples';
import { pythonRepr } from './repr';
import { change, DEQUE_METHODS } from './sequences';
import { TYPES } from './types';
import { underlying, wrap } from './underlying';

function empty(a: Args): DictValue {
  return new DictValue(new Map(), a.at, a.I.home, a.I.taint(a.used));
}

function classOf(a: Args, usual: ClassValue): ClassValue {
  const cls = a.value('cls');
  return cls.kind === 'class' ? cls : usual;
}

function shown(name: string): NativeFunction {
  return native('__repr__', ['self'], (I, a) => {
    const inner = pythonRepr(I, a.known('self'));
    const value = a.known('self');
    const size = value.kind === 'dict' ? value.entries.size : 1;
    return inner === undefined ? new Unknown('the text is not known', a.at) : size ? `${name}(${inner})` : `${name}()`;
  });
}

const ORDERED_DICT: ClassValue = defineClass('OrderedDict', {
  module: 'collections',
  bases: [TYPES.DICT],
  construct: native('OrderedDict', ['cls', 'source=None', '**more'], (I, a) => {
    const dict = empty(a);
    update(a, dict, a.some('source'), a.keywords);
    return wrap(new Instance(classOf(a, ORDERED_DICT), a.at, I.home, dict.assumed), dict);
  }).body,
  methods: [
    ...ORDERED_METHODS,
    native('__repr__', ['self'], (I, a) => {
      if (!dictOf(a).entries.size) return 'OrderedDict()';
      const text = pairsText(I, a);
      return text === undefined ? new Unknown('the text is not known', a.at) : `OrderedDict(${text})`;
    }),
  ],
});

/** `[('a', 1)]`, as an OrderedDict shows itself before Python 3.12. */
function pairsText(I: Args['I'], a: Args): string | undefined {
  const pairs = [...dictOf(a).entries.values()].map(({ key, value }) => makeTuple(I, [key, value], a.at));
  return pythonRepr(I, new ListValue(pairs, a.at, I.home));
}

const DEFAULT_DICT: ClassValue = defineClass('defaultdict', {
  module: 'collections',
  bases: [TYPES.DICT],
  construct: native('defaultdict', ['cls', 'default_factory=None', 'source=None', '**more'], (I, a) => {
    const dict = empty(a);
    dict.missing = a.some('default_factory');
    update(a, dict, a.some('source'), a.keywords);
    const made = new Instance(classOf(a, DEFAULT_DICT), a.at, I.home, dict.assumed);
    made.attributes.set('default_factory', a.value('default_factory'));
    return wrap(made, dict);
  }).body,
  methods: [
    native('__repr__', ['self'], (I, a) => {
      const { missing } = dictOf(a);
      const [factory, items] = [missing ? pythonRepr(I, missing) : 'None', pythonRepr(I, dictOf(a))];
      if (factory === undefined || items === undefined) return new Unknown('the text is not known', a.at);
      return `defaultdict(${factory}, ${items})`;
    }),
  ],
});

/** Adds how often each element occurs. */
function countInto(a: Args, dict: DictValue, source: Value | undefined, sign: number): void {
  const plain = source && underlying(source);
  if (plain?.kind === 'dict') {
    for (const { key, value } of plain.entries.values()) add(a, dict, key, value, sign);
    dict.open ??= plain.open;
  } else if (source) {
    const { items, open } = a.elements(source);
    for (const item of items) add(a, dict, item, new IntValue(1, a.at), sign);
    dict.open ??= open;
  }
  for (const [name, value] of a.keywords) add(a, dict, a.I.str(name, a.at), value, sign);
}

function add(a: Args, dict: DictValue, key: Value, amount: Value, sign: number): void {
  const before = dictGet(dict, key) ?? new IntValue(0, a.at);
  dictSet(a.I, dict, key, binary(a.I, sign > 0 ? '+' : '-', before, amount, a.at));
}

/** The entries, the most common first; equal counts stay in order. */
function mostCommon(a: Args): Value[] {
  const entries = [...dictOf(a).entries.values()];
  const ranked = entries.sort((left, right) => {
    const order = orderOf(a.I, right.value, left.value);
    if (order === undefined) throw new NotKnown(new Unknown('counts that are not known', a.at));
    return order;
  });
  return ranked.slice(0, a.intOr('n') ?? ranked.length).map(({ key, value }) => makeTuple(a.I, [key, value], a.at));
}

function counted(a: Args, make: (left: number, right: number) => number): Value {
  const right = a.known('other');
  if (right.kind !== 'dict') return a.fail('TypeError', 'unsupported operand for Counter');
  const left = dictOf(a);
  const result = empty(a);
  for (const { key } of [...left.entries.values(), ...right.entries.values()]) {
    const amounts = [left, right]
      .map((dict) => dictGet(dict, key))
      .map((value) => (value?.kind === 'int' ? value.value : 0));
    const amount = make(amounts[0]!, amounts[1]!);
    if (amount > 0 && keyOf(key) !== undefined) dictSet(a.I, result, key, new IntValue(amount, a.at));
  }
  result.open = left.open ?? right.open;
  return wrap(new Instance(COUNTER, a.at, a.I.home), result);
}

const COUNTER: ClassValue = defineClass('Counter', {
  module: 'collections',
  bases: [TYPES.DICT],
  construct: native('Counter', ['cls', 'iterable=None', '**more'], (I, a) => {
    const dict = empty(a);
    countInto(a, dict, a.some('iterable'), 1);
    return wrap(new Instance(classOf(a, COUNTER), a.at, I.home, dict.assumed), dict);
  }).body,
  methods: [
    native('most_common', ['self', 'n=None'], (I, a) => makeList(I, mostCommon(a), a.at, a.used)),
    native('elements', ['self'], (_, a) => {
      const all = [...dictOf(a).entries.values()].flatMap(({ key, value }) =>
        Array.from({ length: value.kind === 'int' ? Math.min(Math.max(0, value.value), 10_000) : 0 }, () => key),
      );
      return iterator(a, all, 'iterator', dictOf(a).open);
    }),
    native('total', ['self'], (I, a) =>
      [...dictOf(a).entries.values()].reduce<Value>(
        (sum, { value }) => binary(I, '+', sum, value, a.at),
        new IntValue(0, a.at),
      ),
    ),
    change('update', ['iterable=None', '**more'], (_, a) => {
      countInto(a, dictOf(a), a.some('iterable'), 1);
      return undefined;
    }),
    change('subtract', ['iterable=None', '**more'], (_, a) => {
      countInto(a, dictOf(a), a.some('iterable'), -1);
      return undefined;
    }),
    native('__getitem__', ['self', 'key'], (_, a) => dictGet(dictOf(a), a.value('key')) ?? dictOf(a).open ?? 0),
    native('__add__', ['self', 'other'], (_, a) => counted(a, (left, right) => left + right)),
    native('__sub__', ['self', 'other'], (_, a) => counted(a, (left, right) => left - right)),
    native('__and__', ['self', 'other'], (_, a) => counted(a, Math.min)),
    native('__or__', ['self', 'other'], (_, a) => counted(a, Math.max)),
    native('__repr__', ['self'], (I, a) => {
      const pairs = mostCommonOf(a);
      const text = pythonRepr(I, makeDict(I, pairs, a.at));
      return text === undefined
        ? new Unknown('the text is not known', a.at)
        : pairs.length
          ? `Counter(${text})`
          : 'Counter()';
    }),
  ],
});

function mostCommonOf(a: Args): (readonly [Value, Value])[] {
  return mostCommon(a).flatMap((pair) => (pair.kind === 'tuple' ? [[pair.items[0]!, pair.items[1]!] as const] : []));
}

const DEQUE: ClassValue = defineClass('deque', {
  module: 'collections',
  bases: [TYPES.LIST],
  construct: native('deque', ['cls', 'iterable?', 'maxlen=None'], (I, a) => {
    const source = a.find('iterable');
    const { items, open } = source ? a.elements(source) : { items: [], open: undefined };
    const size = a.intOr('maxlen');
    const list = new ListValue(
      size === undefined ? [...items] : items.slice(Math.max(0, items.length - size)),
      a.at,
      I.home,
    );
    list.open = open;
    const made = new Instance(classOf(a, DEQUE), a.at, I.home);
    made.attributes.set('maxlen', a.find('maxlen') ?? new NoneValue(a.at));
    return wrap(made, list);
  }).body,
  methods: [...DEQUE_METHODS, shown('deque')],
});

/** `UserDict`, `UserList`: the builtin types, with their content as `data` too. */
function userClass(name: string, base: ClassValue): ClassValue {
  return defineClass(name, {
    module: 'collections',
    bases: [base],
    attributes: { data: property((_, self) => underlying(self)) },
  });
}

export const COLLECTIONS_MODULE = moduleOf([
  ORDERED_DICT,
  DEFAULT_DICT,
  COUNTER,
  DEQUE,
  CHAIN_MAP,
  NAMEDTUPLE,
  userClass('UserDict', TYPES.DICT),
  userClass('UserList', TYPES.LIST),
  userClass('UserString', TYPES.STR),
]);
