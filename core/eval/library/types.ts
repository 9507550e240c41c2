// The builtin classes, and which class a value belongs to.

import { findAttribute } from '../attributes';
import { callValue } from '../calls';
import type { Call, Interpreter } from '../interpreter';
import { makeDict, makeSet } from '../keys';
import { LargeInt, wholeNumber } from '../largeIntegers';
import { metaclassOf } from '../metaclass';
import {
  BytesValue,
  type ClassValue,
  DictValue,
  Instance,
  LIBRARY,
  NativeFunction,
  StaticMethod,
  Unknown,
  type Value,
} from '../values';
import type { Args } from './arguments';
import { byteValues } from './bytes';
import { parseFloatText, parseIntText, parseLargeIntText } from './conversions';
import { type Body, defineClass, harmless, makeFloat, makeList, makeTuple, native, pure } from './define';
import { fromKeys, update } from './dicts';
import { type DataKind, dunders } from './dunders';
import { decode } from './encoding';
import { fromBytes } from './intFromBytes';
import { methodsOf } from './methods';
import { pythonRepr, pythonStr } from './repr';
import { change } from './sequences';
import { elementsAsSet } from './sets';
import { makeTranslation } from './stringParts';
import { isData, underlying, wrap } from './underlying';

/** `object`. */
export const OBJECT = defineClass('object', {
  module: 'builtins',
  methods: [
    harmless('__init__'),
    native('__setattr__', ['self', 'name', 'value'], (I, a) => {
      const self = a.value('self');
      if (self.kind !== 'instance') return undefined;
      I.touch(self);
      self.attributes.set(a.text('name'), a.value('value'));
      return undefined;
    }),
    native('__hash__', ['self'], (_, a) => new Unknown('hashes differ from run to run', a.at)),
  ],
  classMethods: [harmless('__init_subclass__')],
  staticMethods: [
    native('__new__', ['cls', '*args', '**kwargs'], (I, a) => {
      const cls = a.known('cls');
      return cls.kind === 'class'
        ? new Instance(cls, a.at, I.home, I.assumed)
        : a.fail('TypeError', 'object.__new__(X): X is not a type');
    }),
  ],
});

interface DataParts {
  readonly kind: DataKind;
  readonly signature: readonly string[];
  readonly make: Body;
  readonly bases?: readonly ClassValue[];
  /** For containers: fills an empty one, as `__init__` does. */
  readonly fill?: NativeFunction;
}

/** A class whose instances are plain values; derived classes wrap such a value. */
function dataClass(name: string, parts: DataParts): ClassValue {
  const make = pure(name, parts.signature, parts.make);
  const type = defineClass(name, {
    module: 'builtins',
    bases: parts.bases ?? [OBJECT],
    methods: [...methodsOf(parts.kind), ...dunders(parts.kind), ...(parts.fill ? [parts.fill] : [])],
  });
  const wrapped = (I: Interpreter, call: Call) => wrapNew(I, call, make, parts.fill !== undefined);
  type.attributes.set('__new__', new StaticMethod(new NativeFunction('__new__', wrapped), false, LIBRARY));
  type.construct = (I, call) => {
    const rest = { ...call, args: call.args.slice(1) };
    return call.args[0] === type ? make.body(I, rest) : derive(I, call, type);
  };
  return type;
}

/** `str.__new__(cls, …)`: an instance of a derived class around a plain value. Containers start empty. */
function wrapNew(I: Interpreter, call: Call, make: NativeFunction, startsEmpty: boolean): Value {
  const [type, ...args] = call.args;
  if (type?.kind !== 'class') return new Unknown('makes an object of a class that is not known', call.at);
  const value = make.body(I, startsEmpty ? { ...call, args: [], kwargs: new Map() } : { ...call, args });
  if (!isData(value)) return value;
  return wrap(new Instance(type, call.at, I.home, I.taint([value])), value);
}

/** `Derived(…)`, where a user's class is derived from builtin data: `__new__`, then `__init__`. */
function derive(I: Interpreter, call: Call, base: ClassValue): Value {
  const [type, ...args] = call.args;
  const maker = findAttribute(I, type!, '__new__', call.at) ?? base.attributes.get('__new__')!;
  const made = callValue(I, maker, call);
  if (made.kind !== 'instance') return made;
  const init = findAttribute(I, made, '__init__', call.at);
  if (init?.kind === 'method') callValue(I, init, { ...call, args });
  return made;
}

function textOf(I: Interpreter, a: Args): Value | string {
  const given = a.find('object');
  if (!given) return '';
  if (given instanceof LargeInt) return a.I.str(String(given.exact), a.at, given);
  if (given.kind === 'unknown') return new Unknown(given.because, given.at, { text: given.text, truthy: given.truthy });
  const encoding = a.textOr('encoding');
  const plain = underlying(given);
  const text = encoding !== undefined && plain.kind === 'bytes' ? decode(plain.value, encoding) : pythonStr(I, given);
  return text ?? new Unknown('the text of this value is not known', given.at);
}

function intOf(a: Args): Value | number {
  const given = a.find('x');
  if (!given) return 0;
  if (given instanceof LargeInt) return given;
  const plain = a.known('x');
  if (plain.kind === 'str')
    return parseIntText(plain.value, a.int('base')) ?? largeInt(a, plain.value) ?? badNumber(a, 'int', plain.value);
  if (plain.kind === 'instance')
    return bySpecial(a, plain, '__int__') ?? bySpecial(a, plain, '__index__') ?? a.int('x');
  return Math.trunc(a.number('x'));
}

function largeInt(a: Args, text: string): Value | undefined {
  const exact = parseLargeIntText(text, a.int('base'));
  return exact === undefined ? tooLong(a, text) : wholeNumber(exact, a.at, a.I.taint(a.used));
}

/** A number with more digits than are computed. */
function tooLong(a: Args, text: string): Unknown | undefined {
  const isNumber = text.trim().length > 1000 && parseIntText(text.trim().slice(0, 9), a.int('base')) !== undefined;
  return isNumber ? new Unknown('the number is too large to be computed exactly', a.at) : undefined;
}

function floatOf(a: Args): Value {
  const given = a.find('x');
  if (!given) return makeFloat(a.I, 0, a.at);
  const plain = a.known('x');
  if (plain.kind === 'instance')
    return bySpecial(a, plain, '__float__') ?? a.fail('TypeError', 'float() needs a number');
  const value = plain.kind === 'str' ? parseFloatText(plain.value) : a.number('x');
  return value === undefined
    ? badNumber(a, 'float', plain.kind === 'str' ? plain.value : '')
    : makeFloat(a.I, value, a.at, a.used);
}

function badNumber(a: Args, type: string, text: string): Value {
  const shown = pythonRepr(a.I, a.value('x')) ?? `'${text}'`;
  const because =
    type === 'int' ? `invalid literal for int() with base ${a.int('base')}` : 'could not convert string to float';
  return a.fail('ValueError', `${because}: ${shown}`);
}

/** The result of a special method of the user's. */
function bySpecial(a: Args, value: Value, name: string): Value | undefined {
  const method = findAttribute(a.I, value, name, a.at);
  return method && method.kind !== 'unknown'
    ? callValue(a.I, method, { ...a.call, args: [], kwargs: new Map() })
    : undefined;
}

function bytesOf(a: Args): Value {
  const given = a.find('source');
  if (!given) return new BytesValue('', a.at);
  const plain = a.known('source');
  if (plain.kind === 'bytes') return plain;
  if (plain.kind === 'str') return bySpecial(a, plain, 'encode') ?? plain;
  if (plain.kind === 'int') return new BytesValue('\0'.repeat(Math.max(0, plain.value)), a.at, a.I.taint(a.used));
  const codes = a.items('source').map((item) => a.read(item));
  return codes.every((code) => code.kind === 'int')
    ? new BytesValue(String.fromCharCode(...codes.map((code) => code.value)), a.at, a.I.taint(a.used))
    : a.fail('TypeError', 'bytes() needs integers');
}

function listOf(a: Args): Value {
  const source = a.find('iterable');
  if (!source) return a.I.list([], a.at);
  const plain = underlying(source);
  const { items, open } = plain.kind === 'bytes' ? { items: byteValues(plain), open: undefined } : a.elements(source);
  const list = makeList(a.I, [...items], a.at, a.used);
  if (list.kind === 'list') list.open = open;
  return list;
}

function tupleOf(a: Args): Value {
  const list = listOf(a);
  if (list.kind !== 'list') return list;
  const tuple = makeTuple(a.I, list.items, a.at, a.used);
  return list.open ? list.open : tuple;
}

function setOf(a: Args, frozen: boolean): Value {
  const source = a.find('iterable');
  return source ? elementsAsSet(a, source, frozen) : makeSet(a.I, [], a.at, frozen);
}

function dictOf(a: Args): Value {
  const dict = new DictValue(new Map(), a.at, a.I.home, a.I.taint(a.used));
  update(a, dict, a.some('source'), a.keywords);
  return dict;
}

const ITERABLE = ['iterable?'];

/** `list.__init__` and kin, for classes derived from containers. */
const FILL_LIST = change('__init__', ITERABLE, (I, a) => {
  const self = a.known('self');
  const made = listOf(a);
  if (self.kind !== 'list' || made.kind !== 'list') return undefined;
  I.touch(self);
  self.items = made.items;
  self.open = made.open;
  return undefined;
});
const FILL_SET = change('__init__', ITERABLE, (I, a) => {
  const self = a.known('self');
  const made = setOf(a, false);
  if (self.kind !== 'set' || made.kind !== 'set') return undefined;
  I.touch(self);
  self.items = made.items;
  self.open = made.open;
  return undefined;
});
const FILL_DICT = change('__init__', ['source=None', '**more'], (_, a) => {
  const self = a.known('self');
  if (self.kind === 'dict') update(a, self, a.some('source'), a.keywords);
  return undefined;
});

const INT = dataClass('int', { kind: 'int', signature: ['x?', 'base=10'], make: (_, a) => intOf(a) });
INT.attributes.set('from_bytes', new StaticMethod(fromBytes, true, LIBRARY));
const STR = dataClass('str', {
  kind: 'str',
  signature: ['object?', 'encoding=None', 'errors=None'],
  make: (I, a) => textOf(I, a),
});
STR.attributes.set('maketrans', new StaticMethod(makeTranslation, false, LIBRARY));
const DICT = dataClass('dict', {
  kind: 'dict',
  signature: ['source=None', '**more'],
  make: (_, a) => dictOf(a),
  fill: FILL_DICT,
});
DICT.attributes.set('fromkeys', new StaticMethod(fromKeys, true, LIBRARY));
const LIST = dataClass('list', { kind: 'list', signature: ITERABLE, make: (_, a) => listOf(a), fill: FILL_LIST });
const TUPLE = dataClass('tuple', { kind: 'tuple', signature: ITERABLE, make: (_, a) => tupleOf(a) });
const SET = dataClass('set', { kind: 'set', signature: ITERABLE, make: (_, a) => setOf(a, false), fill: FILL_SET });
const FROZENSET = dataClass('frozenset', { kind: 'set', signature: ITERABLE, make: (_, a) => setOf(a, true) });
const FLOAT = dataClass('float', { kind: 'float', signature: ['x?'], make: (_, a) => floatOf(a) });
const BYTES = dataClass('bytes', {
  kind: 'bytes',
  signature: ['source?', "encoding='utf-8'", 'errors?'],
  make: (_, a) => bytesOf(a),
});
const BOOL = dataClass('bool', {
  kind: 'bool',
  signature: ['x?'],
  bases: [INT],
  make: (_, a) => (a.find('x') ? a.truthy('x') : false),
});

/** The builtin data classes by name. */
export const TYPES = { INT, STR, DICT, LIST, TUPLE, SET, FROZENSET, FLOAT, BYTES, BOOL } as const;

function plainClass(name: string): ClassValue {
  return defineClass(name, { module: 'builtins', bases: [OBJECT] });
}

/** `type`; what calling it does is in `classes.ts`. */
export const TYPE = plainClass('type');

const BY_KIND: Partial<Record<Value['kind'], ClassValue>> = {
  none: plainClass('NoneType'),
  ellipsis: plainClass('ellipsis'),
  bool: BOOL,
  int: INT,
  float: FLOAT,
  str: STR,
  bytes: BYTES,
  list: LIST,
  tuple: TUPLE,
  dict: DICT,
  slice: plainClass('slice'),
  function: plainClass('function'),
  native: plainClass('builtin_function_or_method'),
  method: plainClass('method'),
  module: plainClass('module'),
};

const ITERATORS = new Map<string, ClassValue>(
  ['generator', 'enumerate', 'zip', 'map', 'filter', 'iterator', 'reversed'].map((name) => [name, plainClass(name)]),
);

/** The class of a value, as `type(value)` gives it. */
export function typeOf(value: Value): ClassValue | Unknown {
  if (value.kind === 'instance') return value.type;
  if (value.kind === 'class') return metaclassOf(value) ?? TYPE;
  if (value.kind === 'set') return value.frozen ? FROZENSET : SET;
  if (value.kind === 'iterator') return ITERATORS.get(value.typeName) ?? ITERATORS.get('iterator')!;
  if (value.kind === 'unknown') return new Unknown(value.because, value.at);
  return BY_KIND[value.kind] ?? new Unknown('the class of this object is not modelled', value.at);
}

/** Makes a dict with text keys, for models that give one. */
export function textDict(I: Interpreter, entries: Iterable<readonly [string, Value]>, at: Value['at']): DictValue {
  return makeDict(
    I,
    [...entries].map(([key, value]) => [I.str(key, at), value] as const),
    at,
  );
}
