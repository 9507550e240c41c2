// Methods of builtin values, by the kind of value.

import type { IteratorValue, NativeFunction, Value } from '../values';
import { PropertyValue, Unknown } from '../values';
import type { Args } from './arguments';
import { BYTES_METHODS } from './bytes';
import { harmless, native } from './define';
import { DICT_METHODS, fromKeys } from './dicts';
import { type DataKind, dunders } from './dunders';
import { FLOAT_METHODS, INT_METHODS } from './numbers';
import { pythonRepr, pythonStr } from './repr';
import { LIST_METHODS, TUPLE_METHODS } from './sequences';
import { SET_METHODS } from './sets';
import { STRING_PART_METHODS } from './stringParts';
import { STRING_METHODS } from './strings';

/** `next(iterator)`: its next element, the default at its end. */
export function advance(a: Args, iterator: IteratorValue): Value | undefined {
  const item = iterator.items[iterator.next];
  if (!item) return iterator.open && new Unknown(iterator.open.because, iterator.open.at);
  a.I.touch(iterator);
  iterator.next++;
  return item;
}

const ITERATOR_METHODS: readonly NativeFunction[] = [
  native('__iter__', ['self'], (_, a) => a.value('self')),
  native('__next__', ['self'], (_, a) => {
    const self = a.known('self');
    const item = self.kind === 'iterator' ? advance(a, self) : undefined;
    return item ?? a.fail('StopIteration', 'the iterator is at its end');
  }),
  harmless('close'),
];

const TEXTS: readonly NativeFunction[] = [
  native('__str__', ['self'], (I, a) => pythonStr(I, a.value('self')) ?? new Unknown('the text is not known', a.at)),
  native('__repr__', ['self'], (I, a) => pythonRepr(I, a.value('self')) ?? new Unknown('the text is not known', a.at)),
];

/** Functions wrapped by `functools.lru_cache` stay what they are, and get its methods. */
const FUNCTION_METHODS: readonly NativeFunction[] = [harmless('cache_clear'), harmless('cache_info')];

/** `@x.setter` and `@x.deleter`. */
const PROPERTY_METHODS: readonly NativeFunction[] = ['getter', 'setter', 'deleter'].map((name) =>
  native(name, ['self', 'function'], (_, a) => {
    const self = a.known('self');
    if (self.kind !== 'property') return self;
    const given = a.value('function');
    const [getter, setter, deleter] = (['getter', 'setter', 'deleter'] as const).map((part) =>
      part === name ? given : self[part],
    );
    return new PropertyValue(getter ?? given, a.at, setter, deleter);
  }),
);

function table(...methods: readonly NativeFunction[]): ReadonlyMap<string, NativeFunction> {
  return new Map(methods.map((method) => [method.name, method]));
}

const NAMED: Readonly<Record<DataKind, readonly NativeFunction[]>> = {
  str: [...STRING_METHODS, ...STRING_PART_METHODS],
  bytes: BYTES_METHODS,
  list: LIST_METHODS,
  tuple: TUPLE_METHODS,
  dict: DICT_METHODS,
  set: SET_METHODS,
  int: INT_METHODS,
  bool: INT_METHODS,
  float: FLOAT_METHODS,
};

/** The methods of a builtin type, its special methods left out. */
export function methodsOf(kind: DataKind): readonly NativeFunction[] {
  return NAMED[kind];
}

const TABLES: Partial<Record<Value['kind'], ReadonlyMap<string, NativeFunction>>> = {
  ...Object.fromEntries(
    Object.entries(NAMED).map(([kind, methods]) => [kind, table(...methods, ...dunders(kind as DataKind), ...TEXTS)]),
  ),
  none: table(...TEXTS),
  iterator: table(...ITERATOR_METHODS),
  function: table(...FUNCTION_METHODS),
  property: table(...PROPERTY_METHODS),
};

/** A method of a builtin kind of value; it gets the value as its first argument. Undefined: there is none of that name. */
export function builtinMethod(kind: Value['kind'], name: string): NativeFunction | undefined {
  return TABLES[kind]?.get(name) ?? (kind === 'dict' && name === 'fromkeys' ? fromKeys : undefined);
}
