// Making pydantic models: values by name or alias, conversion, defaults, validators.

import type { Origin } from '../../text/span';
import { assume } from '../assumed';
import { callWith } from '../calls';
import { type Interpreter, PythonRaise } from '../interpreter';
import { same } from '../join';
import { truth } from '../truth';
import { type ClassValue, type DictValue, type FunctionValue, Instance, Unknown, type Value } from '../values';
import { COPY_MODULE } from './copying';
import { GETENV } from './environ';
import { EXCEPTIONS } from './exceptions';
import { defaultOf, type Marked, type Model, type ModelField, modelOf } from './pydanticFields';
import { textDict } from './types';
import { convert, type Models, Refused, type Validation } from './validation';

/** What a model is made from. */
export interface Given {
  readonly values: ReadonlyMap<string, Value>;
  /** Why there may be more, if so. */
  readonly open: Unknown | undefined;
  /** Settings take what is not given from the environment. */
  readonly fromEnvironment: boolean;
  readonly at: Origin;
}

/** How the classes of one family of models are told, and made from dicts. */
export function modelsOf(base: () => ClassValue): Models {
  const models: Models = {
    isModel: (type) => type !== base() && type.mro.includes(base()),
    make: (I, type, dict, at) => {
      const instance = new Instance(type, at, I.home, I.taint([dict]));
      fill(I, models, instance, { ...contentOf(dict), fromEnvironment: false, at });
      return instance;
    },
  };
  return models;
}

function contentOf(dict: DictValue): Pick<Given, 'values' | 'open'> {
  const entries = [...dict.entries.values()];
  const values = entries.flatMap(({ key, value }) => (key.kind === 'str' ? [[key.value, value] as const] : []));
  return { values: new Map(values), open: dict.open };
}

/** Sets the fields of an instance. Throws Refused where pydantic certainly raises a ValidationError. */
export function fill(I: Interpreter, models: Models, instance: Instance, given: Given): void {
  const model = modelOf(I, instance.type);
  const before = prepared(I, model, instance.type, given);
  const validation: Validation = { I, models, at: given.at };
  I.touch(instance);
  for (const field of model.fields) {
    instance.attributes.set(field.name, fieldValue(validation, model, field, instance, before));
  }
  takeRest(I, model, instance, before);
  for (const [name, options] of model.privates) {
    const value = defaultOf(I, options, DEEP_COPY, given.at);
    if (value) instance.attributes.set(name, value);
  }
  finish(I, model, instance, given.at);
}

const DEEP_COPY = COPY_MODULE.get('deepcopy')!;

/** Runs the validators that see the whole input. */
function prepared(I: Interpreter, model: Model, type: ClassValue, given: Given): Given {
  let now = given;
  for (const marked of model.validators) {
    if (!marked.ofModel || marked.mode !== 'before') continue;
    const dict = textDict(I, now.values, given.at);
    dict.open = now.open;
    const result = run(I, marked, type, dict, new Map(), given.at);
    now =
      result.kind === 'dict'
        ? { ...given, ...contentOf(result) }
        : { ...given, values: new Map(), open: new Unknown('a validator changes the input', given.at) };
  }
  return now;
}

function isOn(I: Interpreter, model: Model, ...names: readonly string[]): boolean {
  const setting = model.setting(...names);
  return setting !== undefined && truth(I, setting) === true;
}

function keysOf(I: Interpreter, model: Model, field: ModelField): readonly string[] {
  const generator = field.options.aliases.length ? undefined : model.setting('alias_generator');
  const generated =
    generator && generator.kind !== 'none'
      ? callWith(I, generator, [I.str(field.name, generator.at)], generator.at)
      : undefined;
  const aliases = generated?.kind === 'str' ? [generated.value] : field.options.aliases;
  const byName =
    !aliases.length || isOn(I, model, 'populate_by_name', 'allow_population_by_field_name', 'validate_by_name');
  return byName ? [...aliases, field.name] : aliases;
}

function fieldValue(v: Validation, model: Model, field: ModelField, instance: Instance, given: Given): Value {
  const keys = keysOf(v.I, model, field);
  const key = keys.find((each) => given.values.has(each));
  const value = key === undefined ? undefined : given.values.get(key);
  if (value) return validated(v, model, field, instance, value);
  if (given.open) return new Unknown(given.open.because, given.open.at);
  const fallback = defaultOf(v.I, field.options, DEEP_COPY, given.at);
  if (given.fromEnvironment) return setting(v, model, field, instance, fallback);
  if (fallback) return fallback;
  const { form } = field;
  const isOptional = form.union || (form.head?.kind === 'class' && ['Optional', 'Union'].includes(form.head.name));
  if (isOptional) return new Unknown(`pydantic 1 and 2 differ in a field without a value: ${field.name}`, given.at);
  throw new Refused(`${field.name}: Field required`);
}

/** The environment variable of a settings field, else its default: both are assumed. */
function setting(
  v: Validation,
  model: Model,
  field: ModelField,
  instance: Instance,
  fallback: Value | undefined,
): Value {
  const prefix = model.setting('env_prefix');
  const name =
    field.options.variable ?? field.options.aliases[0] ?? `${prefix?.kind === 'str' ? prefix.value : ''}${field.name}`;
  for (const variable of [name, name.toUpperCase()]) {
    if (!v.I.environment.variables.has(variable)) continue;
    const value = callWith(v.I, GETENV, [v.I.str(variable, v.at)], v.at);
    return validated(v, model, field, instance, value);
  }
  const because = `the default of the setting ${name.toUpperCase()}`;
  return fallback
    ? assume(fallback, because)
    : new Unknown(`the environment variable ${name.toUpperCase()} is not known`, v.at);
}

function validated(v: Validation, model: Model, field: ModelField, instance: Instance, given: Value): Value {
  const own = model.validators.filter(
    (one) => !one.ofModel && (one.names.includes(field.name) || one.names.includes('*')),
  );
  if (own.some((one) => one.mode === 'unclear')) return new Unknown(`a validator may change ${field.name}`, given.at);
  const step = (value: Value, mode: Marked['mode']) =>
    own
      .filter((one) => one.mode === mode)
      .reduce((now, one) => run(v.I, one, instance.type, now, instance.attributes, v.at), value);
  const value = stripped(v.I, model, step(given, 'before'));
  return step(
    plainMember(
      v.I,
      model,
      place(field.name, () => convert(v, field.form, value)),
    ),
    'after',
  );
}

function stripped(I: Interpreter, model: Model, value: Value): Value {
  const isText = value.kind === 'str' && isOn(I, model, 'str_strip_whitespace', 'anystr_strip_whitespace');
  return isText && value.value.trim() !== value.value ? I.str(value.value.trim(), value.at, value) : value;
}

function plainMember(I: Interpreter, model: Model, value: Value): Value {
  const member = value.kind === 'instance' ? value.attributes.get('_value_') : undefined;
  return member && isOn(I, model, 'use_enum_values') ? member : value;
}

/** Names the field in what is refused. */
function place<T>(name: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof Refused ? new Refused(`${name}: ${error.message}`) : error;
  }
}

/** What a validator of the user's makes of a value; its ValueError refuses the value. */
function run(
  I: Interpreter,
  marked: Marked,
  type: ClassValue,
  value: Value,
  soFar: ReadonlyMap<string, Value>,
  at: Origin,
): Value {
  const callee = marked.callee.kind === 'static' ? marked.callee.callee : marked.callee;
  if (callee.kind !== 'function') return new Unknown('a validator may change the value', at);
  const wantsClass = marked.callee.kind === 'static' ? marked.callee.passesClass : takesClass(callee);
  const first = wantsClass ? [type, value] : [value];
  const more = positionals(callee)
    .slice(first.length)
    .map((name) => (name === 'values' ? textDict(I, soFar, at) : new Unknown('what pydantic tells a validator', at)));
  return guarded(() => callWith(I, callee, [...first, ...more], at));
}

function positionals(callee: FunctionValue): string[] {
  return callee.definition.params
    .filter((param) => param.form === 'normal' || param.form === 'positional-only')
    .map((param) => param.name.name);
}

function takesClass(callee: FunctionValue): boolean {
  return ['cls', 'self', 'klass'].includes(positionals(callee)[0] ?? '');
}

/** A ValueError or AssertionError of a validator becomes part of pydantic's ValidationError. */
function guarded(make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof PythonRaise) || !error.certain || error.exception.kind !== 'instance') throw error;
    const { mro } = error.exception.type;
    const refuses = ['ValueError', 'AssertionError', 'TypeError'].some((name) => mro.includes(EXCEPTIONS.get(name)!));
    throw refuses ? new Refused('a validator refuses the value') : error;
  }
}

/** Keys that are no fields: left out, kept or refused, as the model says. */
function takeRest(I: Interpreter, model: Model, instance: Instance, given: Given): void {
  const extra = model.setting('extra');
  const text =
    extra?.kind === 'str' ? extra.value : extra?.kind === 'instance' ? extra.attributes.get('_value_') : undefined;
  const mode = typeof text === 'string' ? text : text?.kind === 'str' ? text.value : 'ignore';
  if (mode === 'ignore' || given.fromEnvironment) return;
  const known = new Set(model.fields.flatMap((field) => [...keysOf(I, model, field), field.name]));
  for (const [name, value] of given.values) {
    if (known.has(name)) continue;
    if (mode === 'forbid') throw new Refused(`${name}: Extra inputs are not permitted`);
    instance.attributes.set(name, value);
  }
}

/** Validators of the finished model. */
function finish(I: Interpreter, model: Model, instance: Instance, at: Origin): void {
  for (const marked of model.validators) {
    if (!marked.ofModel || marked.mode === 'before') continue;
    const result =
      marked.mode === 'after' && marked.callee.kind === 'function' && positionals(marked.callee).length === 1
        ? guarded(() => callWith(I, marked.callee, [instance], at))
        : undefined;
    if (!result || !same(result, instance)) forget(model, instance, at);
  }
}

/** Whoever made these changes, none of the fields is known any more. */
export function forget(
  model: Model,
  instance: Instance,
  at: Origin,
  because = 'a validator may change the fields',
): void {
  for (const { name } of model.fields) instance.attributes.set(name, new Unknown(because, at));
}
