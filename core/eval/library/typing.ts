// The modules typing, typing_extensions, collections.abc, abc and numbers: harmless at run time, except where code asks them.

import { assume } from '../assumed';
import { findAttribute } from '../attributes';
import { equal } from '../equality';
import { getItem } from '../subscript';
import {
  BoolValue,
  ClassValue,
  LIBRARY,
  type NativeFunction,
  PropertyValue,
  StaticMethod,
  Unknown,
  type Value,
} from '../values';
import type { Args } from './arguments';
import { defineClass, makeList, makeTuple, moduleOf, native } from './define';
import { isInstance } from './instanceChecks';
import { NAMED_TUPLE } from './namedTuples';
import { RANGE } from './range';
import { TYPES } from './types';

/** Gives the argument back: decorators that change nothing. */
function identity(name: string): NativeFunction {
  return native(name, ['value', '*rest', '**options'], (_, a) => a.value('value'));
}

/** A name that stands in annotations and as a base class, and does nothing by itself. */
function annotation(name: string): ClassValue {
  return defineClass(name, { module: 'typing' });
}

type Check = (a: Args, value: Value) => boolean | Value;

/** `Base.register(Other)`: who is registered is not kept; `isinstance` then asks what the object can do. */
const REGISTER = native('register', ['cls', 'subclass'], (_, a) => a.value('subclass'));

/** An abstract class that values belong to by what they can do. */
function abstract(name: string, check: Check): ClassValue {
  const type = defineClass(name, { module: 'collections.abc', classMethods: [REGISTER] });
  type.attributes.set(
    '__instancecheck__',
    native('__instancecheck__', ['value'], (_, a) => check(a, a.value('value'))),
  );
  return type;
}

/** Instances of one of these, or of a class that derives from the abstract one. */
function oneOf(...types: readonly ClassValue[]): Check {
  return (a, value) => {
    let answer: boolean | Value = false;
    for (const type of types) {
      const one = isInstance(a, value, type);
      if (one === true) return true;
      if (one !== false) answer = one;
    }
    return answer;
  };
}

/** Objects that have a special method. */
function having(...methods: readonly string[]): Check {
  return (a, value) => {
    if (value.kind === 'unknown') return new Unknown(value.because, value.at);
    if (value.kind === 'iterator') return methods.every((name) => name === '__iter__' || name === '__next__');
    const found = methods.map((name) => findAttribute(a.I, value, name, a.at));
    const unclear = found.find((method) => method?.kind === 'unknown');
    return unclear ?? !found.includes(undefined);
  };
}

const callable: Check = (a, value) =>
  ['function', 'native', 'method', 'class'].includes(value.kind) ? true : having('__call__')(a, value);
const hashable: Check = (_, value) =>
  value.kind === 'unknown' ? new Unknown(value.because, value.at) : !['list', 'dict', 'set'].includes(value.kind);

const { DICT, LIST, TUPLE, STR, BYTES, SET, FROZENSET } = TYPES;
const RANGE_LIKE = oneOf(LIST, TUPLE, STR, BYTES, RANGE);

/** What `Mapping` adds to a class that has `__getitem__`, `__iter__` and `__len__`. */
const MAPPING_METHODS: readonly NativeFunction[] = [
  native('get', ['self', 'key', 'default=None'], (I, a) => {
    const keys = a.items('self');
    const known = keys.some((key) => equal(I, key, a.value('key')) === true);
    if (known) return getItem(I, a.value('self'), a.value('key'), a.at);
    return assume(a.value('default'), 'the class of the mapping may make up values');
  }),
  native('__contains__', ['self', 'key'], (I, a) =>
    a.items('self').some((key) => equal(I, key, a.value('key')) === true),
  ),
  native('keys', ['self'], (I, a) => makeList(I, [...a.items('self')], a.at)),
  native('values', ['self'], (I, a) =>
    makeList(
      I,
      a.items('self').map((key) => getItem(I, a.value('self'), key, a.at)),
      a.at,
    ),
  ),
  native('items', ['self'], (I, a) => {
    const pairs = a.items('self').map((key) => makeTuple(I, [key, getItem(I, a.value('self'), key, a.at)], a.at));
    return makeList(I, pairs, a.at);
  }),
];

function withMethods(type: ClassValue, methods: readonly NativeFunction[]): ClassValue {
  for (const method of methods) type.attributes.set(method.name, method);
  return type;
}

const ABSTRACT: readonly ClassValue[] = [
  withMethods(abstract('Mapping', oneOf(DICT)), MAPPING_METHODS),
  withMethods(abstract('MutableMapping', oneOf(DICT)), MAPPING_METHODS),
  abstract('Sequence', RANGE_LIKE),
  abstract('MutableSequence', oneOf(LIST)),
  abstract('Set', oneOf(SET, FROZENSET)),
  abstract('MutableSet', oneOf(SET)),
  abstract('Iterable', having('__iter__')),
  abstract('Iterator', having('__iter__', '__next__')),
  abstract('Generator', (_, value) => value.kind === 'iterator' && value.typeName === 'generator'),
  abstract('Collection', having('__iter__', '__len__', '__contains__')),
  abstract('Container', having('__contains__')),
  abstract('Sized', having('__len__')),
  abstract('Reversible', having('__reversed__')),
  abstract('Callable', callable),
  abstract('Hashable', hashable),
];
const PLAIN_ABSTRACT =
  'Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator KeysView ValuesView ItemsView MappingView ByteString Buffer';

export const COLLECTIONS_ABC_MODULE = moduleOf([...ABSTRACT, ...PLAIN_ABSTRACT.split(' ').map(annotation)]);

/** `class X(TypedDict)`: calling it makes a plain dict. */
const TYPED_DICT: ClassValue = defineClass('TypedDict', {
  module: 'typing',
  construct: native('TypedDict', ['cls', 'typename', 'fields=None', '**options'], (I, a) =>
    typedDict(new ClassValue(a.text('typename'), [], a.at, I.home, '__main__')),
  ).body,
});
TYPED_DICT.onSubclass = (_, derived) => {
  typedDict(derived);
};

function typedDict(type: ClassValue): ClassValue {
  type.construct = (I, call) => I.environment.machine.call(I, TYPES.DICT, { ...call, args: call.args.slice(1) });
  return type;
}

/** `NewType('Id', int)`: at run time, a function that gives its argument back. */
const newType = native('NewType', ['name', 'tp'], (_, a) => identity(a.text('name')));

const typeVariable = (name: string): NativeFunction =>
  native(name, ['name', '*bounds', '**options'], (I, a) => new ClassValue(a.text('name'), [], a.at, I.home, 'typing'));

const ANNOTATIONS =
  'Any Optional Union Literal Final ClassVar Annotated NoReturn Never Self LiteralString TypeAlias Concatenate TypeGuard TypeIs Required NotRequired ReadOnly Unpack Generic Protocol Text AnyStr Type IO TextIO BinaryIO Pattern Match SupportsInt SupportsFloat SupportsAbs SupportsIndex ContextManager AsyncContextManager ForwardRef DefaultDict OrderedDict Counter Deque ChainMap';
const DECORATORS = 'overload final no_type_check runtime_checkable runtime override dataclass_transform deprecated';

/** `@deprecated("…")` and `@dataclass_transform()` are called first. */
const FACTORIES = ['deprecated', 'dataclass_transform'];

export const TYPING_MODULE = moduleOf(
  [
    ...ABSTRACT,
    ...ANNOTATIONS.split(' ').map(annotation),
    ...PLAIN_ABSTRACT.split(' ').map(annotation),
    ...DECORATORS.split(' ')
      .filter((name) => !FACTORIES.includes(name))
      .map(identity),
    ...FACTORIES.map((name) => native(name, ['*args', '**options'], () => identity(name))),
    ...['TypeVar', 'ParamSpec', 'TypeVarTuple'].map(typeVariable),
    NAMED_TUPLE,
    TYPED_DICT,
    newType,
    native('cast', ['typ', 'val'], (_, a) => a.value('val')),
    native('assert_type', ['val', 'typ'], (_, a) => a.value('val')),
    identity('reveal_type'),
    ...['get_type_hints', 'get_origin', 'get_args'].map((name) =>
      native(name, ['*args', '**options'], (_, a) => new Unknown('asks for type annotations', a.at)),
    ),
  ],
  {
    TYPE_CHECKING: new BoolValue(false, LIBRARY),
    List: LIST,
    Dict: DICT,
    Tuple: TUPLE,
    Set: SET,
    FrozenSet: FROZENSET,
    AbstractSet: ABSTRACT.find((type) => type.name === 'Set')!,
  },
);

export const ABC_MODULE = moduleOf([
  defineClass('ABC', { module: 'abc', classMethods: [REGISTER] }),
  defineClass('ABCMeta', { module: 'abc' }),
  identity('abstractmethod'),
  native('abstractproperty', ['function'], (_, a) => new PropertyValue(a.value('function'), a.at)),
  native('abstractclassmethod', ['function'], (_, a) => new StaticMethod(a.value('function'), true, a.at)),
  native('abstractstaticmethod', ['function'], (_, a) => new StaticMethod(a.value('function'), false, a.at)),
]);

export const NUMBERS_MODULE = moduleOf([
  abstract('Number', oneOf(TYPES.INT, TYPES.FLOAT)),
  abstract('Complex', oneOf(TYPES.INT, TYPES.FLOAT)),
  abstract('Real', oneOf(TYPES.INT, TYPES.FLOAT)),
  abstract('Rational', oneOf(TYPES.INT)),
  abstract('Integral', oneOf(TYPES.INT)),
]);
