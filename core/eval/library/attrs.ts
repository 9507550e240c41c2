// The modules attrs and attr (attrs 25): classes made from their fields.

import { findAttribute } from '../attributes';
import { callValue, callWith } from '../calls';
import type { Call, Interpreter } from '../interpreter';
import { makeDict } from '../keys';
import { type ClassValue, Instance, NativeFunction, Unknown, type Value } from '../values';
import type { Args } from './arguments';
import {
  collectFields,
  FACTORY_TYPE,
  Factory,
  FIELDS_TYPE,
  type Field,
  Fields,
  fieldFunction,
  fieldsOf,
  isOn,
  MARK,
  NOTHING,
  payloadOf,
  takesArgument,
} from './attrsFields';
import { defineClass, makeTuple, moduleOf, native } from './define';
import { exceptionClass } from './exceptions';
import { ByFields, equality, fieldInstance, missing, orderings, refuseOthers, textual } from './fieldMethods';
import { TYPES, textDict } from './types';

function initialize(fields: readonly Field[], isCompared: boolean): NativeFunction {
  const inOrder = fields.filter((field) => takesArgument(field) && !field.keywordOnly);
  return new NativeFunction('__init__', (I, call) => {
    const self = call.args[0];
    if (self?.kind !== 'instance') return I.fail('TypeError', '__init__() needs an object', call.at);
    I.touch(self);
    hook(I, self, '__attrs_pre_init__', call);
    for (const field of fields) {
      const value = fieldValue(I, call, self, field, inOrder.indexOf(field));
      if (value) self.attributes.set(field.name, converted(I, field, value, call));
    }
    const known = new Set(fields.filter(takesArgument).map((field) => field.argument));
    refuseOthers(I, call, known, inOrder.length, self.type);
    if (isCompared) self.payload ??= new ByFields(self, fields);
    hook(I, self, '__attrs_post_init__', call);
    return I.none(call.at);
  });
}

function hook(I: Interpreter, self: Instance, name: string, call: Call): void {
  const method = findAttribute(I, self, name, call.at);
  if (method && method.kind !== 'unknown') callWith(I, method, [], call.at);
}

function converted(I: Interpreter, field: Field, value: Value, call: Call): Value {
  const { converter } = field.options;
  return converter ? callWith(I, converter, [value], call.at) : value;
}

/** Undefined: the field is left without a value. */
function fieldValue(I: Interpreter, call: Call, self: Instance, field: Field, position: number): Value | undefined {
  const isArgument = takesArgument(field);
  const given = isArgument
    ? ((position >= 0 ? call.args[position + 1] : undefined) ?? call.kwargs.get(field.argument))
    : undefined;
  if (given && given !== NOTHING) return given;
  if (call.open && isArgument) return new Unknown(call.open.because, call.open.at);
  const { fallback, method } = field.options;
  if (method) return callWith(I, method, [self], call.at);
  const factory = payloadOf(fallback, Factory);
  if (factory) return callWith(I, factory.make, factory.takesSelf ? [self] : [], call.at);
  if (fallback || !isArgument) return fallback;
  return I.fail(
    'TypeError',
    `${self.type.name}() missing required argument: '${field.argument}'`,
    call.at,
    ...call.args,
  );
}

/** `define` runs converters on later assignments, too. */
function convertingAssignment(fields: readonly Field[]): NativeFunction {
  return native('__setattr__', ['self', 'name', 'value'], (I, a) => {
    const self = a.value('self');
    if (self.kind !== 'instance') return undefined;
    const field = fields.find((each) => each.name === a.text('name'));
    const value = a.value('value');
    I.touch(self);
    self.attributes.set(a.text('name'), field ? converted(I, field, value, a.call) : value);
    return undefined;
  });
}

const ATTRIBUTE = defineClass('Attribute', { module: 'attr' });

interface Usual {
  /** Undefined: found out from the class. */
  readonly annotations: boolean | undefined;
  readonly ordered: boolean;
  readonly convertsLater: boolean;
}

function decorate(a: Args, target: Value, usual: Usual): Value {
  if (target.kind !== 'class') return target;
  a.I.touch(target);
  const own = new Set(target.attributes.keys());
  const fields = collectFields(a, target, usual.annotations);
  target.attributes.set(MARK, fieldInstance(a, FIELDS_TYPE, new Fields(fields)));
  const add = (method: NativeFunction, wanted: boolean) => {
    if (wanted && !(own.has(method.name) && method.name !== '__init__')) target.attributes.set(method.name, method);
  };
  const isCompared = isOn(a, 'eq', isOn(a, 'cmp', true));
  add(initialize(fields, isCompared), isOn(a, 'init', !own.has('__init__') || !usual.convertsLater));
  add(textual(fields), isOn(a, 'repr', true));
  add(equality(fields), isCompared);
  for (const method of orderings(fields)) add(method, isOn(a, 'order', usual.ordered && isCompared));
  add(convertingAssignment(fields), usual.convertsLater && fields.some((field) => field.options.converter));
  return target;
}

function decorator(name: string, usual: Usual): NativeFunction {
  return native(name, ['maybe_cls=None', '**options'], (_, a) => {
    if (a.keywords.has('these')) return new Unknown('the fields of the class are given from outside', a.at);
    const target = a.some('maybe_cls');
    return target
      ? decorate(a, target, usual)
      : native(name, ['cls'], (__, inner) => decorate(a, inner.value('cls'), usual));
  });
}

/** `asdict` and `astuple` go into objects, lists, tuples, sets and dicts; tuples become lists. */
function unfold(a: Args, value: Value, make: (self: Instance, fields: readonly Field[]) => Value): Value {
  a.I.spend();
  const fields = value.kind === 'instance' ? fieldsOf(value.type) : undefined;
  if (value.kind === 'instance' && fields) return make(value, fields);
  if ((value.kind === 'list' || value.kind === 'tuple') && !value.open)
    return a.I.list(
      value.items.map((item) => unfold(a, item, make)),
      a.at,
    );
  if (value.kind === 'set') return new Unknown('the order of a set is not known', a.at);
  if (value.kind !== 'dict') return value;
  const pairs = [...value.entries.values()].map((entry) => [entry.key, unfold(a, entry.value, make)] as const);
  const dict = makeDict(a.I, pairs, a.at);
  dict.open ??= value.open;
  return dict;
}

function refuseFilters(a: Args): void {
  const given = ['filter', 'value_serializer', 'dict_factory', 'retain_collection_types', 'recurse', 'tuple_factory'];
  if (given.some((name) => a.keywords.has(name))) a.giveUp('an option of attrs that is not modelled');
}

function asDict(a: Args): Value {
  refuseFilters(a);
  const make = (self: Instance, fields: readonly Field[]): Value =>
    textDict(
      a.I,
      fields.map(({ name }) => [name, unfold(a, self.attributes.get(name) ?? missing(self), make)] as const),
      a.at,
    );
  return unfold(a, attrsObject(a, 'inst'), make);
}

function asTuple(a: Args): Value {
  refuseFilters(a);
  const make = (self: Instance, fields: readonly Field[]): Value =>
    makeTuple(
      a.I,
      fields.map(({ name }) => unfold(a, self.attributes.get(name) ?? missing(self), make)),
      a.at,
    );
  return unfold(a, attrsObject(a, 'inst'), make);
}

function attrsObject(a: Args, name: string): Instance {
  const value = a.whole(name);
  if (value.kind === 'instance' && fieldsOf(value.type)) return value;
  return a.raise('TypeError', `${a.name}() should be called on attrs instances`);
}

function evolve(a: Args): Value {
  const self = attrsObject(a, 'inst');
  const kept = (fieldsOf(self.type) ?? [])
    .filter(takesArgument)
    .map((field) => [field.argument, self.attributes.get(field.name) ?? missing(self)] as const);
  const kwargs = new Map([...kept, ...a.keywords]);
  return callValue(a.I, self.type, { args: [], kwargs, open: undefined, at: a.at });
}

function attributesOf(a: Args): readonly (readonly [string, Instance])[] {
  const type = a.known('cls');
  const fields = type.kind === 'class' ? fieldsOf(type) : undefined;
  if (!fields) return a.raise('TypeError', 'Passed object must be an attrs class');
  return fields.map((field) => {
    const attribute = new Instance(ATTRIBUTE, a.at, a.I.home);
    attribute.attributes.set('name', a.I.str(field.name, a.at));
    attribute.attributes.set('alias', a.I.str(field.argument, a.at));
    for (const name of ['default', 'type', 'metadata', 'converter', 'validator'])
      attribute.attributes.set(name, new Unknown('what attrs knows of a field', a.at));
    return [field.name, attribute] as const;
  });
}

/** `fields(cls)` is a tuple whose elements also have names. */
const FIELDS_TUPLE = native('fields', ['cls'], (I, a) => {
  const found = attributesOf(a);
  const type = defineClass('Attributes', {
    module: 'attr',
    bases: [TYPES.TUPLE],
    attributes: Object.fromEntries(found),
  });
  const items = found.map(([, attribute]) => attribute);
  return callValue(I, type, { args: [I.list(items, a.at)], kwargs: new Map(), open: undefined, at: a.at });
});

const FUNCTIONS: readonly (NativeFunction | ClassValue)[] = [
  FACTORY_TYPE,
  ATTRIBUTE,
  FIELDS_TUPLE,
  fieldFunction('field'),
  native('asdict', ['inst', '**options'], (_, a) => asDict(a)),
  native('astuple', ['inst', '**options'], (_, a) => asTuple(a)),
  native('evolve', ['inst', '**changes'], (_, a) => evolve(a)),
  native('assoc', ['inst', '**changes'], (_, a) => evolve(a)),
  native('fields_dict', ['cls'], (I, a) => textDict(I, attributesOf(a), a.at)),
  native('has', ['cls'], (_, a) => {
    const type = a.known('cls');
    return type.kind === 'class' && fieldsOf(type) !== undefined;
  }),
  native('validate', ['inst'], () => undefined),
];

const NEW: Usual = { annotations: undefined, ordered: false, convertsLater: true };
const OLD: Usual = { annotations: false, ordered: true, convertsLater: false };

const NEW_DECORATORS = ['define', 'mutable', 'frozen'].map((name) => decorator(name, NEW));

export const ATTRS_MODULE = moduleOf([...FUNCTIONS, ...NEW_DECORATORS], { NOTHING });

export const ATTR_MODULE = moduleOf(
  [
    ...FUNCTIONS,
    ...NEW_DECORATORS,
    ...['s', 'attrs', 'attributes'].map((name) => decorator(name, OLD)),
    ...['ib', 'attr', 'attrib'].map(fieldFunction),
    decorator('dataclass', { ...OLD, annotations: true }),
    native('make_class', ['*args', '**options'], (_, a) => new Unknown('makes a class at run time', a.at)),
  ],
  { NOTHING },
);

export const ATTRS_EXCEPTIONS_MODULE = moduleOf([
  exceptionClass('FrozenInstanceError', 'attr.exceptions', 'AttributeError'),
  exceptionClass('NotAnAttrsClassError', 'attr.exceptions', 'ValueError'),
]);
