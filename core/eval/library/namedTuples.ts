// `collections.namedtuple` and `typing.NamedTuple`.

import type { Interpreter } from '../interpreter';
import {
  ClassValue,
  Instance,
  IntValue,
  LIBRARY,
  type NativeFunction,
  StaticMethod,
  StrValue,
  TupleValue,
  Unknown,
  type Value,
} from '../values';
import { type Args, bind, NotKnown, parseSignature } from './arguments';
import { defineClass, native, property } from './define';
import { pythonRepr } from './repr';
import { TYPES, textDict } from './types';
import { underlying, wrap } from './underlying';

function itemsOf(value: Value): readonly Value[] {
  const plain = underlying(value);
  if (plain.kind === 'tuple') return plain.items;
  throw new NotKnown(new Unknown('a named tuple that is not known', value.at));
}

function fieldsOf(value: Value): readonly string[] {
  const type = value.kind === 'instance' ? value.type : value.kind === 'class' ? value : undefined;
  const fields = type?.mro
    .flatMap((base) => (base.kind === 'class' ? [base.attributes.get('_fields')] : []))
    .find((found) => found);
  return fields?.kind === 'tuple' ? fields.items.map((field) => (field as StrValue).value) : [];
}

const METHODS: readonly NativeFunction[] = [
  native('_asdict', ['self'], (I, a) => {
    const items = itemsOf(a.value('self'));
    return textDict(
      I,
      fieldsOf(a.value('self')).map((name, index) => [name, items[index]!] as const),
      a.at,
    );
  }),
  native('_replace', ['self', '**changes'], (_, a) => {
    const self = a.value('self');
    const items = itemsOf(self).map((item, index) => a.keywords.get(fieldsOf(self)[index]!) ?? item);
    return instance(a, self.kind === 'instance' ? self.type : TYPES.TUPLE, items);
  }),
  native('__repr__', ['self'], (I, a) => {
    const self = a.value('self');
    const texts = itemsOf(self).map((item) => pythonRepr(I, item));
    if (texts.includes(undefined)) return new Unknown('the text is not known', a.at);
    const name = self.kind === 'instance' ? self.type.name : 'tuple';
    return `${name}(${fieldsOf(self)
      .map((field, index) => `${field}=${texts[index]}`)
      .join(', ')})`;
  }),
];

function instance(a: Args, type: ClassValue, items: readonly Value[]): Instance {
  return wrap(new Instance(type, a.at, a.I.home, a.I.taint(a.used)), new TupleValue(items, a.at, a.I.taint(a.used)));
}

/** Gives a class the fields of a named tuple: attributes, construction, text. */
export function addFields(type: ClassValue, fields: readonly string[], defaults: ReadonlyMap<string, Value>): void {
  const signature = parseSignature(['cls', ...fields.map((field) => (defaults.has(field) ? `${field}?` : field))]);
  const build = (a: Args): Value => {
    const cls = a.value('cls');
    return instance(
      a,
      cls.kind === 'class' ? cls : type,
      fields.map((field) => a.find(field) ?? defaults.get(field)!),
    );
  };
  type.construct = (I, call) => {
    try {
      return build(bind(I, type.name, signature, call));
    } catch (thrown) {
      if (thrown instanceof NotKnown) return thrown.value;
      throw thrown;
    }
  };
  for (const [index, field] of fields.entries()) {
    type.attributes.set(
      field,
      property((_, self) => itemsOf(self)[index]),
    );
  }
  const names = new TupleValue(
    fields.map((field) => new StrValue(field, LIBRARY)),
    LIBRARY,
  );
  for (const name of ['_fields', '__match_args__']) type.attributes.set(name, names);
  for (const method of METHODS) if (!type.attributes.has(method.name)) type.attributes.set(method.name, method);
  const make = native('_make', ['cls', 'iterable'], (_, a) => instance(a, type, a.items('iterable')));
  type.attributes.set('_make', new StaticMethod(make, true, LIBRARY));
}

/** Field names as `namedtuple` takes them: a list, or a text with spaces or commas. */
function fieldNames(a: Args): string[] {
  const given = a.known('field_names');
  if (given.kind === 'str')
    return given.value
      .replaceAll(',', ' ')
      .split(/\s+/)
      .filter((name) => name !== '');
  return a.items('field_names').map((item) => {
    const name = a.read(item);
    return name.kind === 'str' ? name.value : a.raise('TypeError', 'Type names and field names must be strings');
  });
}

/** `namedtuple(…)`. */
export const NAMEDTUPLE = native(
  'namedtuple',
  ['typename', 'field_names', '*', 'rename=False', 'defaults=None', 'module=None'],
  (I, a) => {
    const fields = fieldNames(a);
    const defaults = a.some('defaults') ? a.items('defaults') : [];
    const type = new ClassValue(a.text('typename'), [TYPES.TUPLE], a.at, I.home, '__main__');
    addFields(
      type,
      fields,
      new Map(defaults.map((value, index) => [fields[fields.length - defaults.length + index]!, value])),
    );
    return type;
  },
);

/** `class X(NamedTuple)`: its annotated names are the fields. */
function derive(_: Interpreter, derived: ClassValue): void {
  if (!derived.bases.includes(NAMED_TUPLE)) return;
  const defaults = new Map(
    derived.annotated.flatMap((name) =>
      derived.attributes.has(name) ? [[name, derived.attributes.get(name)!] as const] : [],
    ),
  );
  addFields(derived, derived.annotated, defaults);
}

/** `typing.NamedTuple`, as a base class or called with a list of fields. */
export const NAMED_TUPLE: ClassValue = defineClass('NamedTuple', {
  module: 'typing',
  bases: [TYPES.TUPLE],
  construct: native('NamedTuple', ['cls', 'typename', 'fields'], (I, a) => {
    const names = a.items('fields').map((item) => {
      const [name] = a.elements(item).items;
      return name?.kind === 'str' ? name.value : a.raise('TypeError', 'fields must be pairs of a name and a type');
    });
    const type = new ClassValue(a.text('typename'), [TYPES.TUPLE], a.at, I.home, '__main__');
    addFields(type, names, new Map());
    return type;
  }).body,
});
NAMED_TUPLE.onSubclass = derive;

/** A struct-like constant of a library, such as `sys.version_info`. */
export function constantTuple(name: string, fields: Readonly<Record<string, number | string>>): Instance {
  const type = new ClassValue(name, [TYPES.TUPLE], LIBRARY, 0, 'sys');
  addFields(type, Object.keys(fields), new Map());
  const items = Object.values(fields).map((value) =>
    typeof value === 'number' ? new IntValue(value, LIBRARY) : new StrValue(value, LIBRARY),
  );
  return wrap(new Instance(type, LIBRARY, 0), makeConstant(items));
}

function makeConstant(items: readonly Value[]): TupleValue {
  return new TupleValue(items, LIBRARY);
}
