// The fields of classes made by attrs: `field(…)`, defaults, and what a class inherits.

import { type ClassValue, Instance, type NativeFunction, type Value } from '../values';
import { annotatedType } from './annotations';
import type { Args } from './arguments';
import { defineClass, native } from './define';
import { fieldInstance, type NamedField } from './fieldMethods';

export interface Field extends NamedField {
  /** Its name as an argument: without leading underscores, unless an alias is given. */
  readonly argument: string;
  readonly options: Options;
  readonly keywordOnly: boolean;
}

/** A default that is made for each object. */
export class Factory {
  constructor(
    readonly make: Value,
    readonly takesSelf: boolean,
  ) {}
}

/** What `attr.ib(…)` or `field(…)` gives. */
class Options {
  /** Set by `@x.default`. */
  method: Value | undefined;
  constructor(
    readonly fallback: Value | undefined,
    readonly converter: Value | undefined,
    readonly flags: ReadonlyMap<string, boolean>,
    readonly alias: string | undefined,
  ) {}
}

export class Fields {
  constructor(readonly list: readonly Field[]) {}
}

export const MARK = '__attrs_attrs__';
export const FIELDS_TYPE = defineClass('Attributes', { module: 'attr' });

export function payloadOf<T>(value: Value | undefined, type: new (...args: never[]) => T): T | undefined {
  return value?.kind === 'instance' && value.payload instanceof type ? value.payload : undefined;
}

const FIELD_TYPE: ClassValue = defineClass('_CountingAttr', {
  module: 'attr._make',
  methods: [
    native('default', ['self', 'method'], (_, a) => {
      const options = payloadOf(a.value('self'), Options);
      if (options) options.method = a.value('method');
      return a.value('method');
    }),
    native('validator', ['self', 'method'], (_, a) => a.value('method')),
  ],
});

export const FACTORY_TYPE: ClassValue = defineClass('Factory', {
  module: 'attr._make',
  construct: native('Factory', ['cls', 'factory', 'takes_self=False'], (_, a) =>
    fieldInstance(a, FACTORY_TYPE, new Factory(a.value('factory'), a.truthy('takes_self'))),
  ).body,
});

export const NOTHING = new Instance(defineClass('NothingType', { module: 'attr' }), FIELD_TYPE.at, FIELD_TYPE.home);

const FLAGS = ['init', 'repr', 'eq', 'kw_only'] as const;

/** `attr.ib(…)`, `field(…)`. */
export function fieldFunction(name: string): NativeFunction {
  return native(name, ['default?', '*', 'converter=None', 'factory=None', 'alias=None', '**options'], (_, a) => {
    const given = a.find('default');
    const factory = a.some('factory');
    const fallback = factory
      ? fieldInstance(a, FACTORY_TYPE, new Factory(factory, false))
      : given === NOTHING
        ? undefined
        : given;
    return fieldInstance(a, FIELD_TYPE, new Options(fallback, a.some('converter'), flagsOf(a), a.textOr('alias')));
  });
}

function flagsOf(a: Args): ReadonlyMap<string, boolean> {
  const flags = new Map<string, boolean>();
  for (const name of FLAGS) {
    const value = a.keywords.get(name);
    if (value && value.kind !== 'none') flags.set(name, a.isTrue(value));
  }
  return flags;
}

export function fieldsOf(type: ClassValue): readonly Field[] | undefined {
  for (const base of type.mro) {
    const own = base.kind === 'class' ? payloadOf(base.attributes.get(MARK), Fields) : undefined;
    if (own) return own.list;
  }
  return undefined;
}

/** Whether annotated names are fields: as asked for, or (`define`) unless a `field()` has no annotation. */
function usesAnnotations(a: Args, type: ClassValue, usual: boolean | undefined): boolean {
  const asked = a.keywords.get('auto_attribs');
  if (asked && asked.kind !== 'none') return a.isTrue(asked);
  if (usual !== undefined) return usual;
  return ![...type.attributes].some(([name, value]) => payloadOf(value, Options) && !type.annotated.includes(name));
}

function ownNames(a: Args, type: ClassValue, usual: boolean | undefined): string[] {
  if (!usesAnnotations(a, type, usual))
    return [...type.attributes].flatMap(([name, value]) => (payloadOf(value, Options) ? [name] : []));
  return type.annotated.filter((name) => {
    const { head } = annotatedType(a.I, type, name);
    return !(head?.kind === 'class' && head.name === 'ClassVar');
  });
}

export function collectFields(a: Args, type: ClassValue, usual: boolean | undefined): Field[] {
  const fields = new Map<string, Field>();
  for (const base of [...type.mro].reverse()) {
    const inherited = base.kind === 'class' && base !== type ? payloadOf(base.attributes.get(MARK), Fields) : undefined;
    for (const field of inherited?.list ?? []) fields.set(field.name, field);
  }
  const keywordOnly = isOn(a, 'kw_only', false);
  for (const name of ownNames(a, type, usual)) {
    // As in attrs, a field that is declared again comes last.
    fields.delete(name);
    fields.set(name, fieldOf(type, name, keywordOnly));
  }
  return [...fields.values()];
}

function fieldOf(type: ClassValue, name: string, keywordOnly: boolean): Field {
  const given = type.attributes.get(name);
  const options = payloadOf(given, Options) ?? new Options(given, undefined, new Map(), undefined);
  type.attributes.delete(name);
  return {
    name,
    options,
    shown: options.flags.get('repr') ?? true,
    compared: options.flags.get('eq') ?? true,
    argument: options.alias ?? name.replace(/^_+/, ''),
    keywordOnly: keywordOnly || (options.flags.get('kw_only') ?? false),
  };
}

export function isOn(a: Args, name: string, usual: boolean): boolean {
  const value = a.keywords.get(name);
  return value && value.kind !== 'none' ? a.isTrue(value) : usual;
}

export function takesArgument(field: Field): boolean {
  return field.options.flags.get('init') ?? true;
}
