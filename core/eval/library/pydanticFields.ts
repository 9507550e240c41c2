// The fields, validators and settings of a pydantic model, as its class and its bases declare them.

import type { ClassDef } from '../../syntax/ast';
import { callWith } from '../calls';
import type { Interpreter } from '../interpreter';
import { truth } from '../truth';
import type { ClassValue, Instance, NativeFunction, Value } from '../values';
import { annotatedType, type TypeForm } from './annotations';
import type { Args } from './arguments';
import { defineClass, native } from './define';
import { fieldInstance } from './fieldMethods';
import { underlying } from './underlying';

/** What `Field(…)` gives. */
export class FieldOptions {
  constructor(
    readonly fallback: Value | undefined,
    readonly factory: Value | undefined = undefined,
    /** Keys under which the value is given in place of its name. */
    readonly aliases: readonly string[] = [],
    /** The key under which it is written `by_alias`. */
    readonly written: string | undefined = undefined,
    /** The environment variable it is read from, for settings. */
    readonly variable: string | undefined = undefined,
  ) {}
}

/** A function under `@validator` and its kin. */
export class Marked {
  constructor(
    readonly callee: Value,
    readonly names: readonly string[],
    readonly mode: 'before' | 'after' | 'unclear',
    readonly ofModel: boolean,
  ) {}
}

/** Marks a method that decides what is written out. */
export class Serializer {}

export interface ModelField {
  readonly name: string;
  readonly form: TypeForm;
  readonly options: FieldOptions;
}

export interface Model {
  readonly fields: readonly ModelField[];
  readonly privates: ReadonlyMap<string, FieldOptions>;
  readonly validators: readonly Marked[];
  readonly isSerialized: boolean;
  /** What `model_config` or `class Config` says, the nearest class first. */
  setting(...names: readonly string[]): Value | undefined;
}

const FIELD_INFO = defineClass('FieldInfo', { module: 'pydantic.fields' });
const PRIVATE_INFO = defineClass('ModelPrivateAttr', { module: 'pydantic.fields' });
const VALIDATOR = defineClass('validator', { module: 'pydantic' });
const CHOICES = defineClass('AliasChoices', { module: 'pydantic' });

class Choices {
  constructor(readonly names: readonly string[]) {}
}

function texts(a: Args, values: readonly (Value | undefined)[]): string[] {
  return values.flatMap((value) => {
    if (value?.kind === 'str') return [value.value];
    if (value?.kind === 'instance' && value.payload instanceof Choices) return [...value.payload.names];
    if (value === undefined || value.kind === 'none') return [];
    return a.giveUp('the alias of a field is not known');
  });
}

function optionsOf(a: Args): FieldOptions {
  const fallback = a.find('default');
  const { keywords } = a;
  return new FieldOptions(
    fallback?.kind === 'ellipsis' ? undefined : fallback,
    a.some('default_factory'),
    texts(a, [keywords.get('validation_alias') ?? keywords.get('alias')]),
    texts(a, [keywords.get('serialization_alias') ?? keywords.get('alias')])[0],
    texts(a, [keywords.get('env')])[0],
  );
}

const SIGNATURE = ['default?', '*', 'default_factory=None', '**options'];

export const FIELD: NativeFunction = native('Field', SIGNATURE, (_, a) => fieldInstance(a, FIELD_INFO, optionsOf(a)));
export const PRIVATE: NativeFunction = native('PrivateAttr', SIGNATURE, (_, a) =>
  fieldInstance(a, PRIVATE_INFO, optionsOf(a)),
);
export const ALIAS_CHOICES: NativeFunction = native('AliasChoices', ['*names'], (_, a) =>
  fieldInstance(a, CHOICES, new Choices(texts(a, a.rest))),
);

/** `@validator('a', 'b', pre=True)`, `@field_validator('a', mode='before')`. */
function fieldMark(name: string): NativeFunction {
  return native(name, ['*names', '**options'], (_, a) => {
    const names = texts(a, a.rest);
    const mode = a.keywords.has('each_item') ? 'unclear' : modeOf(a);
    return native(name, ['function'], (__, inner) =>
      fieldInstance(inner, VALIDATOR, new Marked(inner.value('function'), names, mode, false)),
    );
  });
}

function modeOf(a: Args): Marked['mode'] {
  const pre = a.keywords.get('pre');
  if (pre) return truth(a.I, pre) ? 'before' : 'after';
  const mode = a.keywords.get('mode');
  const text = mode?.kind === 'str' ? mode.value : mode ? 'unclear' : 'after';
  return text === 'before' || text === 'after' ? text : 'unclear';
}

/** `@model_validator(mode='after')`; `@root_validator`, with or without a call, whose second run gets all the values. */
function modelMark(name: string, mode: (a: Args) => Marked['mode']): NativeFunction {
  return native(name, ['function=None', '**options'], (_, a) => {
    const mark = (inner: Args, callee: Value) => fieldInstance(inner, VALIDATOR, new Marked(callee, [], mode(a), true));
    const given = a.some('function');
    return given ? mark(a, given) : native(name, ['function'], (__, inner) => mark(inner, inner.value('function')));
  });
}

function serializer(name: string): NativeFunction {
  const mark = (a: Args) => fieldInstance(a, VALIDATOR, new Serializer());
  return native(name, ['*args', '**options'], (_, a) =>
    a.rest[0]?.kind === 'function' ? mark(a) : native(name, ['function'], (__, inner) => mark(inner)),
  );
}

export const DECORATORS: readonly NativeFunction[] = [
  fieldMark('validator'),
  fieldMark('field_validator'),
  modelMark('model_validator', modeOf),
  modelMark('root_validator', (a) => (modeOf(a) === 'before' ? 'before' : 'unclear')),
  serializer('field_serializer'),
  serializer('model_serializer'),
  native(
    'computed_field',
    ['function=None', '**options'],
    (_, a) => a.some('function') ?? native('computed_field', ['function'], (__, inner) => inner.value('function')),
  ),
];

/** True for objects of pydantic's models. */
export function isModelObject(value: Instance): boolean {
  return value.type.mro.some((type) => type.kind === 'class' && type.module === 'pydantic.main');
}

const models = new WeakMap<ClassValue, Model>();

/** The model that a class is; its annotations are read when it is first used. */
export function modelOf(I: Interpreter, type: ClassValue): Model {
  const known = models.get(type);
  if (known) return known;
  const model = readModel(I, type);
  models.set(type, model);
  return model;
}

function readModel(I: Interpreter, type: ClassValue): Model {
  const classes = type.mro.filter((base): base is ClassValue => base.kind === 'class' && base.bodyScope !== undefined);
  const fields = new Map<string, ModelField>();
  const privates = new Map<string, FieldOptions>();
  const validators = new Map<string, Marked>();
  let isSerialized = false;
  for (const base of [...classes].reverse()) {
    for (const name of base.annotated) readField(I, base, name, fields, privates);
    for (const [name, value] of base.attributes) {
      const payload = value.kind === 'instance' ? value.payload : undefined;
      if (payload instanceof Marked) validators.set(name, payload);
      if (payload instanceof Serializer) isSerialized = true;
      if (payload instanceof FieldOptions && name.startsWith('_')) privates.set(name, payload);
    }
  }
  const setting = (...names: readonly string[]) => readSetting(I, classes, names);
  return { fields: [...fields.values()], privates, validators: [...validators.values()], isSerialized, setting };
}

function readField(
  I: Interpreter,
  type: ClassValue,
  name: string,
  fields: Map<string, ModelField>,
  privates: Map<string, FieldOptions>,
): void {
  const form = annotatedType(I, type, name);
  if (name === 'model_config' || (form.head?.kind === 'class' && form.head.name === 'ClassVar')) return;
  const given = type.attributes.get(name);
  const options = given && fieldOptions(given);
  if (name.startsWith('_')) {
    privates.set(name, options ?? new FieldOptions(given));
    return;
  }
  fields.set(name, withMetadata(I, type, { name, form, options: options ?? new FieldOptions(given) }));
}

function fieldOptions(value: Value): FieldOptions | undefined {
  return value.kind === 'instance' && value.payload instanceof FieldOptions ? value.payload : undefined;
}

/** `Annotated[str, Field(alias='x')]`; other metadata stays with the type. */
function withMetadata(I: Interpreter, type: ClassValue, field: ModelField): ModelField {
  const { bodyScope } = type;
  if (!field.form.metadata.length || !bodyScope) return field;
  const values = field.form.metadata.map((node) => I.environment.machine.evaluate(I, node, bodyScope));
  const found = values.flatMap((value) => fieldOptions(value) ?? [])[0];
  const isPlain = values.every((value) => value.kind === 'str' || fieldOptions(value) !== undefined);
  const form = isPlain ? { ...field.form, metadata: [] } : field.form;
  if (!found) return { ...field, form };
  const fallback = field.options.fallback ?? found.fallback;
  return {
    ...field,
    form,
    options: new FieldOptions(fallback, found.factory, found.aliases, found.written, found.variable),
  };
}

function readSetting(I: Interpreter, classes: readonly ClassValue[], names: readonly string[]): Value | undefined {
  for (const type of classes) {
    const config = type.attributes.get('model_config');
    const dict = config && underlying(config);
    for (const name of names) {
      const inDict = dict?.kind === 'dict' ? dict.entries.get(`s${name}`)?.value : undefined;
      const old = type.attributes.get('Config');
      const found = keyword(I, type, name) ?? inDict ?? (old?.kind === 'class' ? old.attributes.get(name) : undefined);
      if (found) return found;
    }
  }
  return undefined;
}

/** `class Task(BaseModel, extra='forbid')`. */
function keyword(I: Interpreter, type: ClassValue, name: string): Value | undefined {
  const node = type.at as Partial<ClassDef>;
  const given = node.kind === 'ClassDef' ? node.bases?.find((base) => base.name?.name === name) : undefined;
  return given && type.bodyScope && I.environment.machine.evaluate(I, given.value, type.bodyScope);
}

/** The default of a field, made anew where its factory or a mutable default says so. */
export function defaultOf(I: Interpreter, options: FieldOptions, copy: Value, at: Value['at']): Value | undefined {
  if (options.factory) return callWith(I, options.factory, [], at);
  const { fallback } = options;
  if (fallback === undefined) return undefined;
  return ['list', 'dict', 'set'].includes(fallback.kind) ? callWith(I, copy, [fallback], at) : fallback;
}
