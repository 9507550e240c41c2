// The module functools.

import type { Origin } from '../../text/span';
import { findAttribute } from '../attributes';
import { callValue, callWith } from '../calls';
import { orderOf } from '../comparison';
import { equal } from '../equality';
import type { Interpreter } from '../interpreter';
import {
  type ClassValue,
  FunctionValue,
  Instance,
  type NativeFunction,
  PropertyValue,
  Unknown,
  type Value,
} from '../values';
import { readType } from './annotations';
import { type Args, NotKnown } from './arguments';
import { defineClass, makeInstance, moduleOf, native, property } from './define';
import { textDict, typeOf } from './types';

class PartialData {
  constructor(
    readonly callee: Value,
    readonly args: readonly Value[],
    readonly kwargs: ReadonlyMap<string, Value>,
  ) {}
}

function partialOf(value: Value): PartialData {
  if (value.kind === 'instance' && value.payload instanceof PartialData) return value.payload;
  throw new NotKnown(new Unknown('a partial function that is not known', value.at));
}

/** `functools.partial`: calls go through to the function with the kept arguments in front. */
export const PARTIAL: ClassValue = defineClass('partial', {
  module: 'functools',
  construct: (I, call) => {
    const [, callee, ...args] = call.args;
    if (!callee || call.open)
      return call.open ?? I.fail('TypeError', "type 'partial' takes at least one argument", call.at);
    const inner = callee.kind === 'instance' && callee.payload instanceof PartialData ? callee.payload : undefined;
    const kept = new PartialData(
      inner?.callee ?? callee,
      [...(inner?.args ?? []), ...args],
      new Map([...(inner?.kwargs ?? []), ...call.kwargs]),
    );
    return makeInstance(I, PARTIAL, kept, call.at, [callee]);
  },
  methods: [],
  attributes: {
    func: property((_, self) => partialOf(self).callee),
    args: property((I, self, at) => I.list([...partialOf(self).args], at)),
    keywords: property((I, self, at) => textDict(I, partialOf(self).kwargs, at)),
  },
});
PARTIAL.attributes.set(
  '__call__',
  native('__call__', ['self', '*args', '**kwargs'], (I, a) => {
    const { callee, args, kwargs } = partialOf(a.value('self'));
    return callValue(I, callee, { ...a.call, args: [...args, ...a.rest], kwargs: new Map([...kwargs, ...a.keywords]) });
  }),
);

/** A decorator that may stand with or without arguments, and leaves the function as it is. */
export function transparent(name: string): NativeFunction {
  const identity = native('decorate', ['function'], (_, a) => a.value('function'));
  return native(name, ['function?', '*args', '**options'], (_, a) => {
    const given = a.find('function');
    const decorates = given && ['function', 'native', 'method', 'class', 'instance', 'static'].includes(given.kind);
    return decorates ? given : identity;
  });
}

function reduce(a: Args): Value {
  const items = a.items('iterable');
  const initial = a.find('initial');
  const all = initial ? [initial, ...items] : items;
  if (!all.length) return a.fail('TypeError', 'reduce() of empty iterable with no initial value');
  return all.slice(1).reduce((total, item) => callWith(a.I, a.value('function'), [total, item], a.at), all[0]!);
}

/** `total_ordering`: the three missing comparisons from the one that is there. */
function totalOrdering(a: Args): Value {
  const type = a.known('cls');
  if (type.kind !== 'class') return type;
  const given = ['__lt__', '__le__', '__gt__', '__ge__'].find((name) => type.attributes.has(name));
  for (const [name, holds] of Object.entries(COMPARISONS)) {
    if (given === undefined || type.attributes.has(name)) continue;
    a.I.touch(type);
    type.attributes.set(name, derived(name, given, holds));
  }
  return type;
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  __lt__: (order) => order < 0,
  __le__: (order) => order <= 0,
  __gt__: (order) => order > 0,
  __ge__: (order) => order >= 0,
};

function derived(name: string, given: string, holds: (order: number) => boolean): NativeFunction {
  return native(name, ['self', 'other'], (I, a) => {
    const same = equal(I, a.value('self'), a.value('other'));
    const method = a.value('self');
    const result = method.kind === 'instance' ? method.type.attributes.get(given) : undefined;
    const answer = result && callWith(I, result, [a.value('self'), a.value('other')], a.at);
    if (same === undefined || answer?.kind !== 'bool')
      throw new NotKnown(new Unknown('compares values that are not known', a.at));
    const order = same ? 0 : answer.value === given.includes('l') ? -1 : 1;
    return holds(order);
  });
}

/** `cmp_to_key`: keys that compare by a function. */
const COMPARED: ClassValue = defineClass('cmp_to_key', {
  module: 'functools',
  methods: Object.entries({ ...COMPARISONS, __eq__: (order: number) => order === 0 }).map(([name, holds]) =>
    native(name, ['self', 'other'], (I, a) => {
      const [left, right] = [a.value('self'), a.value('other')].map(
        (value) => value.kind === 'instance' && (value.payload as Compared),
      );
      if (!left || !right) return false;
      const order = callWith(I, left.compare, [left.value, right.value], a.at);
      const sign = orderOf(I, order, I.bool(false, a.at));
      if (sign === undefined) throw new NotKnown(new Unknown('compares values that are not known', a.at));
      return holds(sign);
    }),
  ),
});

class Compared {
  constructor(
    readonly compare: Value,
    readonly value: Value,
  ) {}
}

const compareToKey = native('cmp_to_key', ['mycmp'], (_, a) => {
  const compare = a.value('mycmp');
  return native('key', ['obj'], (I, inner) => {
    const made = new Instance(COMPARED, inner.at, I.home);
    made.payload = new Compared(compare, inner.value('obj'));
    return made;
  });
});

class Dispatch {
  readonly cases: { readonly type: ClassValue; readonly callee: Value }[] = [];
  /** True if a case was added for a type that is only in an annotation. */
  unclear = false;
  constructor(readonly usual: Value) {}
}

function dispatchOf(value: Value): Dispatch {
  if (value.kind === 'instance' && value.payload instanceof Dispatch) return value.payload;
  throw new NotKnown(new Unknown('a function that is not known', value.at));
}

function addCase(dispatch: Dispatch, type: Value, callee: Value): Value {
  if (type.kind === 'class') dispatch.cases.push({ type, callee });
  else dispatch.unclear = true;
  return callee;
}

/** `@f.register` alone: for the type in the annotation of the first parameter. */
function addAnnotated(I: Interpreter, dispatch: Dispatch, callee: FunctionValue): Value {
  const annotation = callee.definition.params[0]?.annotation;
  const form = annotation && readType(I, annotation, callee.closure);
  const forms = form?.union ? form.args : form ? [form] : [];
  if (!forms.length) dispatch.unclear = true;
  for (const { head } of forms) {
    if (head?.kind === 'none') addCase(dispatch, typeOf(head), callee);
    else if (head) addCase(dispatch, head, callee);
    else dispatch.unclear = true;
  }
  return callee;
}

/** `singledispatch`: the function registered for the nearest class of the first argument. */
const SINGLE_DISPATCH: ClassValue = defineClass('singledispatch', {
  module: 'functools',
  construct: native('singledispatch', ['cls', 'func'], (I, a) => {
    const made = new Instance(SINGLE_DISPATCH, a.at, I.home);
    made.payload = new Dispatch(a.value('func'));
    return made;
  }).body,
  methods: [
    native('__call__', ['self', '*args', '**kwargs'], (I, a) => {
      const { cases, usual, unclear } = dispatchOf(a.value('self'));
      const type = typeOf(a.rest[0] ?? I.none(a.at));
      if (unclear || type.kind === 'unknown') return new Unknown('which function is called depends on a type', a.at);
      const found = type.mro.flatMap((base) => cases.filter((candidate) => candidate.type === base).slice(-1))[0];
      return callValue(I, found?.callee ?? usual, { ...a.call, args: a.rest, kwargs: a.keywords });
    }),
    native('register', ['self', 'cls', 'func=None'], (_, a) => {
      const dispatch = dispatchOf(a.value('self'));
      const [given, func] = [a.value('cls'), a.some('func')];
      if (given.kind === 'function') return addAnnotated(a.I, dispatch, given);
      if (func) return addCase(dispatch, given, func);
      return native('decorate', ['func'], (__, inner) => addCase(dispatch, given, inner.value('func')));
    }),
  ],
});

const wraps = native('wraps', ['wrapped', '**options'], (_, a) => {
  const wrapped = a.value('wrapped');
  return native('decorate', ['wrapper'], (I, inner) => wrap(I, inner.value('wrapper'), wrapped, inner.at));
});

/** What `functools.wraps` keeps of the wrapped function: how it is called, and its documentation. */
const KEPT = ['__name__', '__qualname__', '__doc__'];

function wrap(I: Interpreter, wrapper: Value, wrapped: Value, at: Origin): Value {
  if (wrapper.kind !== 'function' && wrapper.kind !== 'instance') return wrapper;
  I.touch(wrapper);
  wrapper.attributes.set('__wrapped__', wrapped);
  if (wrapped.kind !== 'function' && wrapped.kind !== 'native') return wrapper;
  for (const name of KEPT) {
    const value = findAttribute(I, wrapped, name, at);
    if (value) wrapper.attributes.set(name, value);
  }
  for (const [name, value] of wrapped.attributes) if (!name.startsWith('_')) wrapper.attributes.set(name, value);
  return wrapper;
}

/** `cache`, `lru_cache`: with or without arguments, a copy of the function that remembers what it gave. */
function caching(name: string): NativeFunction {
  const cached = (value: Value): Value => {
    if (value.kind !== 'function') return value;
    const { definition, closure, defaults, module, at, home, owner } = value;
    const copy = new FunctionValue(value.name, definition, closure, defaults, module, at, home, owner);
    copy.isCached = true;
    copy.attributes.set('__wrapped__', value);
    for (const [key, attribute] of value.attributes) copy.attributes.set(key, attribute);
    return copy;
  };
  const decorate = native('decorate', ['function'], (_, a) => cached(a.value('function')));
  return native(name, ['function?', '**options'], (_, a) => {
    const given = a.find('function');
    return given && given.kind !== 'int' && given.kind !== 'none' ? cached(given) : decorate;
  });
}

export const FUNCTOOLS_MODULE = moduleOf([
  PARTIAL,
  wraps,
  SINGLE_DISPATCH,
  caching('lru_cache'),
  caching('cache'),
  native('update_wrapper', ['wrapper', 'wrapped', '**options'], (I, a) =>
    wrap(I, a.value('wrapper'), a.value('wrapped'), a.at),
  ),
  native(
    'cached_property',
    ['function'],
    (_, a) => new PropertyValue(a.value('function'), a.at, undefined, undefined, true),
  ),
  native('reduce', ['function', 'iterable', 'initial?'], (_, a) => reduce(a)),
  native('total_ordering', ['cls'], (_, a) => totalOrdering(a)),
  compareToKey,
]);
