// The module dataclasses.

import type { Expr } from '../../syntax/ast';
import { findAttribute } from '../attributes';
import { callWith } from '../calls';
import type { Call, Interpreter } from '../interpreter';
import { type ClassValue, Instance, LIBRARY, NativeFunction, type TupleValue, Unknown, type Value } from '../values';
import { annotationOf } from './annotations';
import { type Args, NotKnown } from './arguments';
import { defineClass, makeTuple, moduleOf, native } from './define';
import { exceptionClass } from './exceptions';
import {
  ByFields,
  equality,
  fieldInstance,
  missing,
  type NamedField,
  orderings,
  refuseOthers,
  textual,
} from './fieldMethods';
import { textDict } from './types';
import { underlying } from './underlying';

/** One field of a dataclass. */
interface Field extends NamedField {
  readonly fallback: Value | undefined;
  readonly factory: Value | undefined;
  readonly init: boolean;
  readonly keywordOnly: boolean;
  /** Only handed to `__post_init__`. */
  readonly initOnly: boolean;
}

class Fields {
  constructor(readonly list: readonly Field[]) {}
}

/** Marks a class as a dataclass, and keeps its fields. */
const FIELDS = '__dataclass_fields__';
const FIELDS_TYPE = defineClass('fields', { module: 'dataclasses' });

function fieldsOf(type: ClassValue): readonly Field[] | undefined {
  for (const base of type.mro) {
    const own = base.kind === 'class' ? base.attributes.get(FIELDS) : undefined;
    if (own?.kind === 'instance' && own.payload instanceof Fields) return own.payload.list;
  }
  return undefined;
}

/** What `field(…)` gives. */
class FieldOptions {
  constructor(readonly a: Args) {}
}
const FIELD = defineClass('Field', { module: 'dataclasses' });

const fieldFunction = native(
  'field',
  [
    '*',
    'default?',
    'default_factory?',
    'init=True',
    'repr=True',
    'hash=None',
    'compare=True',
    'metadata=None',
    'kw_only?',
  ],
  (_, a) => fieldInstance(a, FIELD, new FieldOptions(a)),
);

/** `ClassVar` of `ClassVar[int]`, `typing.ClassVar` or `'ClassVar[int]'`. */
function annotationName(annotation: Expr | undefined): string {
  switch (annotation?.kind) {
    case 'Subscript':
      return annotationName(annotation.value);
    case 'Attribute':
      return annotation.name.name;
    case 'Name':
      return annotation.name;
    case 'String':
      return /(\w+)\s*(\[|$)/.exec(annotation.value)?.[1] ?? '';
    default:
      return '';
  }
}

function collectFields(type: ClassValue, keywordOnly: boolean): Field[] {
  const fields = new Map<string, Field>();
  for (const base of [...type.mro].reverse()) {
    if (base.kind !== 'class' || base === type) continue;
    for (const field of base.attributes.has(FIELDS) ? (fieldsOf(base) ?? []) : []) fields.set(field.name, field);
  }
  let onlyKeywords = keywordOnly;
  for (const name of type.annotated) {
    const annotation = annotationName(annotationOf(type, name));
    if (annotation === 'KW_ONLY') onlyKeywords = true;
    else if (annotation !== 'ClassVar') fields.set(name, ownField(type, name, onlyKeywords, annotation === 'InitVar'));
  }
  return [...fields.values()];
}

function ownField(type: ClassValue, name: string, keywordOnly: boolean, initOnly: boolean): Field {
  const given = type.attributes.get(name);
  if (given?.kind !== 'instance' || !(given.payload instanceof FieldOptions)) {
    return {
      name,
      fallback: given,
      factory: undefined,
      init: true,
      shown: !initOnly,
      compared: !initOnly,
      keywordOnly,
      initOnly,
    };
  }
  const { a } = given.payload;
  const fallback = a.find('default');
  if (fallback) type.attributes.set(name, fallback);
  else type.attributes.delete(name);
  const own = a.find('kw_only');
  return {
    name,
    fallback,
    factory: a.find('default_factory'),
    init: a.truthy('init'),
    shown: a.truthy('repr'),
    compared: a.truthy('compare'),
    keywordOnly: own ? a.isTrue(own) : keywordOnly,
    initOnly,
  };
}

function initialize(fields: readonly Field[], isCompared: boolean): NativeFunction {
  const inOrder = fields.filter((field) => field.init && !field.keywordOnly);
  return new NativeFunction('__init__', (I, call) => {
    const self = call.args[0];
    if (self?.kind !== 'instance') return I.fail('TypeError', '__init__() needs an object', call.at);
    I.touch(self);
    const handedOver: Value[] = [];
    for (const field of fields) {
      const value = fieldValue(I, call, field, inOrder.indexOf(field), self.type);
      if (field.initOnly) handedOver.push(value);
      else self.attributes.set(field.name, value);
    }
    const known = new Set(fields.filter((field) => field.init).map((field) => field.name));
    refuseOthers(I, call, known, inOrder.length, self.type);
    if (isCompared) self.payload ??= new ByFields(self, fields);
    const after = findAttribute(I, self, '__post_init__', call.at);
    if (after && after.kind !== 'unknown') callWith(I, after, handedOver, call.at);
    return I.none(call.at);
  });
}

function fieldValue(I: Interpreter, call: Call, field: Field, position: number, type: ClassValue): Value {
  const given = field.init
    ? ((position >= 0 ? call.args[position + 1] : undefined) ?? call.kwargs.get(field.name))
    : undefined;
  if (given) return given;
  if (call.open && field.init) return new Unknown(call.open.because, call.open.at);
  if (field.factory) return callWith(I, field.factory, [], call.at);
  if (field.fallback) return field.fallback;
  if (!field.init) return new Unknown(`the field ${field.name} has no value yet`, call.at);
  return I.fail('TypeError', `${type.name}() missing required argument: '${field.name}'`, call.at, ...call.args);
}

/** The names that positional patterns of a `match` stand for. */
function matchArguments(a: Args, fields: readonly Field[]): Value {
  const names = fields.filter((field) => field.init && !field.keywordOnly).map((field) => a.I.str(field.name, a.at));
  return makeTuple(a.I, names, a.at);
}

/** Turns a class into a dataclass. */
function decorate(a: Args, target: Value): Value {
  if (target.kind !== 'class') return target;
  const option = (name: string, usual: boolean) => (a.keywords.has(name) ? a.isTrue(a.keywords.get(name)!) : usual);
  const fields = collectFields(target, option('kw_only', false));
  a.I.touch(target);
  target.attributes.set(FIELDS, fieldInstance(a, FIELDS_TYPE, new Fields(fields)));
  const add = (method: NativeFunction, wanted: boolean) => {
    if (wanted && !target.attributes.has(method.name)) target.attributes.set(method.name, method);
  };
  add(initialize(fields, option('eq', true)), option('init', true));
  if (!target.attributes.has('__match_args__')) target.attributes.set('__match_args__', matchArguments(a, fields));
  add(textual(fields), option('repr', true));
  add(equality(fields), option('eq', true));
  const order = option('order', false);
  for (const method of orderings(fields)) add(method, order);
  return target;
}

const dataclass = native('dataclass', ['cls=None', '**options'], (_, a) => {
  const target = a.some('cls');
  return target ? decorate(a, target) : native('decorate', ['cls'], (__, inner) => decorate(a, inner.value('cls')));
});

function tuple(a: Args, items: readonly Value[]): TupleValue {
  return makeTuple(a.I, items, a.at);
}

/** `asdict` and `astuple` go into fields, lists, tuples and dicts. */
function unfold(a: Args, value: Value, make: (names: readonly string[], values: readonly Value[]) => Value): Value {
  a.I.spend();
  const fields = value.kind === 'instance' ? fieldsOf(value.type)?.filter((field) => !field.initOnly) : undefined;
  if (value.kind === 'instance' && fields) {
    const values = fields.map((field) => unfold(a, value.attributes.get(field.name) ?? missing(value), make));
    return make(
      fields.map((field) => field.name),
      values,
    );
  }
  const plain = underlying(value);
  if (plain.kind === 'list')
    return a.I.list(
      plain.items.map((item) => unfold(a, item, make)),
      a.at,
    );
  if (plain.kind === 'tuple' && plain === value)
    return tuple(
      a,
      plain.items.map((item) => unfold(a, item, make)),
    );
  if (plain.kind !== 'dict') return value;
  const entries = [...plain.entries.values()].map(({ key, value: inner }) => [key, unfold(a, inner, make)] as const);
  return entries.every(([key]) => key.kind === 'str')
    ? textDict(
        a.I,
        entries.map(([key, inner]) => [(key as { value: string }).value, inner] as const),
        a.at,
      )
    : value;
}

function objectFields(a: Args, value: Value): readonly Field[] {
  const type = value.kind === 'instance' ? value.type : value;
  const fields = type.kind === 'class' ? fieldsOf(type) : undefined;
  return fields ?? a.raise('TypeError', `${a.name}() should be called on dataclass instances`);
}

export const DATACLASSES_MODULE = moduleOf(
  [
    dataclass,
    fieldFunction,
    native('asdict', ['obj', '*', 'dict_factory=None'], (I, a) => {
      if (a.some('dict_factory')) throw new NotKnown(new Unknown('makes a dict by a function of its own', a.at));
      return unfold(a, a.known('obj'), (names, values) =>
        textDict(
          I,
          names.map((name, i) => [name, values[i]!] as const),
          a.at,
        ),
      );
    }),
    native('astuple', ['obj', '*', 'tuple_factory=None'], (_, a) =>
      unfold(a, a.known('obj'), (__, values) => tuple(a, values)),
    ),
    native('fields', ['obj'], (I, a) =>
      makeTuple(
        I,
        objectFields(a, a.known('obj'))
          .filter((field) => !field.initOnly)
          .map((field) => {
            const made = new Instance(FIELD, a.at, I.home);
            made.attributes.set('name', I.str(field.name, a.at));
            made.attributes.set('type', new Unknown('the annotation of a field', a.at));
            if (field.fallback) made.attributes.set('default', field.fallback);
            return made;
          }),
        a.at,
      ),
    ),
    native('replace', ['obj', '**changes'], (I, a) => {
      const obj = a.known('obj');
      const fields = objectFields(a, obj);
      if (obj.kind !== 'instance') return obj;
      const kept = fields
        .filter((field) => field.init && !field.initOnly)
        .map((field) => [field.name, obj.attributes.get(field.name)!] as const);
      return I.environment.machine.call(I, obj.type, {
        ...a.call,
        args: [],
        kwargs: new Map([...kept, ...a.keywords]),
      });
    }),
    native('is_dataclass', ['obj'], (_, a) => {
      const value = a.known('obj');
      const type = value.kind === 'instance' ? value.type : value;
      return type.kind === 'class' && fieldsOf(type) !== undefined;
    }),
    native('make_dataclass', ['*args', '**kwargs'], (_, a) => new Unknown('makes a dataclass at run time', a.at)),
    exceptionClass('FrozenInstanceError', 'dataclasses', 'AttributeError'),
    defineClass('InitVar', { module: 'dataclasses' }),
    FIELD,
  ],
  { KW_ONLY: defineClass('KW_ONLY', { module: 'dataclasses' }), MISSING: new Instance(FIELDS_TYPE, LIBRARY, 0) },
);
