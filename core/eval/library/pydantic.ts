// The modules pydantic and pydantic_settings: models that are filled from plain data, as pydantic 2 does it.

import { findAttribute } from '../attributes';
import { callValue, callWith } from '../calls';
import { equal } from '../equality';
import type { Call, Interpreter } from '../interpreter';
import { truth } from '../truth';
import {
  type ClassValue,
  type DictValue,
  Instance,
  LIBRARY,
  NativeFunction,
  StrValue,
  TupleValue,
  Unknown,
  type Value,
} from '../values';
import { annotatedType } from './annotations';
import type { Args } from './arguments';
import { DATACLASSES_MODULE } from './dataclasses';
import { defineClass, harmless, moduleOf, native, property } from './define';
import { exceptionClass } from './exceptions';
import { NotJson, placing, readJson } from './jsonReader';
import { OUTSIDE, pathText, readText } from './paths';
import { dataOf, dumpModel, selfOf, styleOf, toJson } from './pydanticDump';
import { ALIAS_CHOICES, DECORATORS, FIELD, modelOf, PRIVATE } from './pydanticFields';
import { fill, forget, modelsOf } from './pydanticModels';
import { pythonRepr } from './repr';
import { TYPES, textDict } from './types';
import { convert, Refused } from './validation';

const VALIDATION_ERROR = exceptionClass('ValidationError', 'pydantic_core._pydantic_core', 'ValueError');
const MODELS = modelsOf(() => BASE_MODEL);

function initialize(I: Interpreter, call: Call): Value {
  const [self, ...rest] = call.args;
  if (self?.kind !== 'instance') return I.fail('TypeError', '__init__() needs an object', call.at);
  if (rest.length) return I.fail('TypeError', 'BaseModel.__init__() takes 1 positional argument', call.at);
  const fromEnvironment = self.type.mro.includes(BASE_SETTINGS);
  fillOrFail(I, self, call, fromEnvironment);
  const after = findAttribute(I, self, 'model_post_init', call.at);
  if (after && after.kind !== 'unknown') callWith(I, after, [I.none(call.at)], call.at);
  return I.none(call.at);
}

function fillOrFail(I: Interpreter, self: Instance, call: Call, fromEnvironment: boolean): void {
  try {
    fill(I, MODELS, self, { values: call.kwargs, open: call.open, fromEnvironment, at: call.at });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const failed = I.fail(VALIDATION_ERROR, `${self.type.name}: ${error.message}`, call.at, ...call.kwargs.values());
    forget(modelOf(I, self.type), self, call.at, failed.because);
  }
}

/** Makes a model from the dict that an argument is. */
function parsed(a: Args, value: Value): Value {
  const type = a.value('cls');
  if (value.kind === 'instance' && type.kind === 'class' && value.type.mro.includes(type)) return value;
  const dict = a.read(value);
  if (dict.kind === 'instance') return a.giveUp('makes a model from the attributes of an object');
  if (dict.kind !== 'dict') return a.fail(VALIDATION_ERROR, 'Input should be a valid dictionary');
  const kwargs = new Map<string, Value>();
  for (const { key, value: inner } of dict.entries.values()) if (key.kind === 'str') kwargs.set(key.value, inner);
  return a.I.assuming(dict.assumed, () => callValue(a.I, type, { args: [], kwargs, open: dict.open, at: a.at }));
}

function fromJson(a: Args, text: string, uri: string | undefined): Value {
  try {
    return readJson(a.I, text, placing(uri, a.at));
  } catch (error) {
    if (error instanceof NotJson) return a.raise(VALIDATION_ERROR, `Invalid JSON: ${error.message}`);
    throw error;
  }
}

function fromFile(a: Args): Value {
  const found = readText(a.I, pathText(a, 'path'));
  if (!found) return a.giveUp(OUTSIDE);
  return a.I.assuming(found.place.assumed, () => parsed(a, fromJson(a, found.content, undefined)));
}

const PARSERS: readonly NativeFunction[] = [
  ...['parse_obj', 'model_validate', 'validate'].map((name) =>
    native(name, ['cls', 'obj', '**options'], (_, a) => parsed(a, a.value('obj'))),
  ),
  ...['parse_raw', 'model_validate_json'].map((name) =>
    native(name, ['cls', 'text', '**options'], (_, a) => parsed(a, fromJson(a, a.text('text'), undefined))),
  ),
  native('parse_file', ['cls', 'path', '**options'], (_, a) => fromFile(a)),
  ...['from_orm', 'schema', 'model_json_schema', 'schema_json', 'construct', 'model_construct'].map((name) =>
    native(name, ['cls', '*args', '**options'], (_, a) => new Unknown(`${name} of pydantic is not modelled`, a.at)),
  ),
  ...['model_rebuild', 'update_forward_refs'].map(harmless),
];

function copied(a: Args): Value {
  const self = selfOf(a);
  const update = a.keywords.get('update');
  const copy = new Instance(self.type, a.at, a.I.home, a.I.taint([self]));
  for (const [name, value] of self.attributes) copy.attributes.set(name, value);
  const changes = update && update.kind !== 'none' ? a.read(update) : undefined;
  if (changes?.kind === 'dict')
    for (const { key, value } of changes.entries.values())
      if (key.kind === 'str') copy.attributes.set(key.value, value);
  return copy;
}

function shown(a: Args, separator: string): Value | string {
  const self = selfOf(a);
  const parts = dataOf(modelOf(a.I, self.type), self).map(([name, value]) => [name, pythonRepr(a.I, value)] as const);
  if (parts.some(([, text]) => text === undefined)) return new Unknown('the text of the object is not known', a.at);
  return parts.map(([name, text]) => `${name}=${text}`).join(separator);
}

const METHODS: readonly NativeFunction[] = [
  new NativeFunction('__init__', initialize),
  ...['dict', 'model_dump'].map((name) =>
    native(name, ['self', '**options'], (_, a) => {
      const mode = a.keywords.get('mode');
      if (mode?.kind === 'str' && mode.value === 'json') {
        const text = toJson(a);
        return text.kind === 'str' ? fromJson(a, text.value, undefined) : text;
      }
      return dumpModel(a, selfOf(a), styleOf(a));
    }),
  ),
  ...['json', 'model_dump_json'].map((name) => native(name, ['self', '**options'], (_, a) => toJson(a))),
  ...['copy', 'model_copy'].map((name) => native(name, ['self', '**options'], (_, a) => copied(a))),
  native('__str__', ['self'], (_, a) => shown(a, ' ')),
  native('__repr__', ['self'], (_, a) => {
    const text = shown(a, ', ');
    return typeof text === 'string' ? `${selfOf(a).type.name}(${text})` : text;
  }),
  native('__eq__', ['self', 'other'], (I, a) => {
    const [left, right] = [selfOf(a), a.whole('other')];
    if (right.kind !== 'instance' || right.type !== left.type) return false;
    const data = [left, right].map((one) => textDict(I, dataOf(modelOf(I, one.type), one), a.at));
    return equal(I, data[0]!, data[1]!) ?? new Unknown('compares values that are not known', a.at);
  }),
  native('__iter__', ['self'], (I, a) => {
    const self = selfOf(a);
    const pairs = dataOf(modelOf(I, self.type), self);
    return I.iterator(
      pairs.map(([name, value]) => new TupleValue([I.str(name, a.at), value], a.at)),
      a.at,
      'generator',
    );
  }),
];

/** `model_fields` of a class: the fields by name; what a field knows of itself is not told. */
function fieldsByName(I: Interpreter, type: ClassValue): DictValue {
  const classes = type.mro.filter((base): base is ClassValue => base.kind === 'class').reverse();
  const names = classes.flatMap((base) => base.annotated.filter((name) => isField(I, base, name)));
  const about = new Unknown('what pydantic knows of a field', type.at);
  return textDict(
    I,
    names.map((name) => [name, about] as const),
    type.at,
  );
}

function isField(I: Interpreter, type: ClassValue, name: string): boolean {
  const { head } = annotatedType(I, type, name);
  return !name.startsWith('_') && name !== 'model_config' && !(head?.kind === 'class' && head.name === 'ClassVar');
}

const UNTOLD = property((_, self) => new Unknown('which fields were given is not kept', self.at));

const BASE_MODEL: ClassValue = defineClass('BaseModel', {
  module: 'pydantic.main',
  methods: METHODS,
  classMethods: PARSERS,
  attributes: { model_fields_set: UNTOLD, __fields_set__: UNTOLD },
});
BASE_MODEL.onSubclass = (I, derived) => {
  const fields = fieldsByName(I, derived);
  for (const name of ['model_fields', '__fields__']) derived.attributes.set(name, fields);
};

const BASE_SETTINGS: ClassValue = defineClass('BaseSettings', {
  module: 'pydantic_settings.main',
  bases: [BASE_MODEL],
});

/** `ConfigDict(extra='forbid')` is a dict. */
function configDict(name: string): NativeFunction {
  return native(name, ['**options'], (I, a) => textDict(I, a.keywords, a.at));
}

/** `constr(…)`, `conint(…)`: the type without its limits; `constr` may also change the text. */
function limited(name: string, type: ClassValue): NativeFunction {
  return native(name, ['*args', '**options'], (I, a) => {
    const changes = ['strip_whitespace', 'to_lower', 'to_upper'].some((option) => {
      const value = a.keywords.get(option);
      return value !== undefined && truth(I, value) !== false;
    });
    return changes ? new Unknown('a type that changes its text', a.at) : type;
  });
}

/** `pydantic.dataclasses.dataclass`: the standard one, whose arguments are converted. */
const DATACLASS = native('dataclass', ['cls=None', '**options'], (I, a) => {
  const decorate = (target: Value): Value => {
    const plain = callValue(I, DATACLASSES_MODULE.get('dataclass')!, {
      args: [target],
      kwargs: new Map([...a.keywords].filter(([name]) => name !== 'config')),
      open: undefined,
      at: a.at,
    });
    return plain.kind === 'class' ? converting(plain) : plain;
  };
  const target = a.some('cls');
  return target ? decorate(target) : native('decorate', ['cls'], (_, inner) => decorate(inner.value('cls')));
});

function converting(type: ClassValue): ClassValue {
  const init = type.attributes.get('__init__');
  if (init?.kind !== 'native') return type;
  const order = type.mro.flatMap((base) => (base.kind === 'class' ? [base] : [])).reverse();
  const owners = new Map(order.flatMap((base) => base.annotated.map((name) => [name, base] as const)));
  const names = [...owners.keys()];
  type.attributes.set(
    '__init__',
    new NativeFunction('__init__', (I, call) => {
      const change = (name: string | undefined, value: Value) => {
        const owner = name === undefined ? undefined : owners.get(name);
        return owner ? converted(I, owner, name!, value, call) : value;
      };
      const [self, ...args] = call.args;
      const kwargs = new Map([...call.kwargs].map(([name, value]) => [name, change(name, value)] as const));
      return init.body(I, {
        ...call,
        args: [self!, ...args.map((value, index) => change(names[index], value))],
        kwargs,
      });
    }),
  );
  return type;
}

function converted(I: Interpreter, owner: ClassValue, name: string, value: Value, call: Call): Value {
  try {
    return convert({ I, models: MODELS, at: call.at }, annotatedType(I, owner, name), value);
  } catch (error) {
    if (error instanceof Refused) return I.fail(VALIDATION_ERROR, `${name}: ${error.message}`, call.at, value);
    throw error;
  }
}

const { STR, INT, FLOAT, BOOL } = TYPES;

export const PYDANTIC_MODULE = moduleOf(
  [
    BASE_MODEL,
    BASE_SETTINGS,
    VALIDATION_ERROR,
    FIELD,
    PRIVATE,
    ALIAS_CHOICES,
    ...DECORATORS,
    configDict('ConfigDict'),
    limited('constr', STR),
    limited('conint', INT),
    limited('confloat', FLOAT),
    native('parse_obj_as', ['type', 'obj'], (_, a) => new Unknown('parse_obj_as of pydantic is not modelled', a.at)),
  ],
  {
    StrictStr: STR,
    EmailStr: STR,
    StrictInt: INT,
    PositiveInt: INT,
    NonNegativeInt: INT,
    NegativeInt: INT,
    StrictFloat: FLOAT,
    PositiveFloat: FLOAT,
    NonNegativeFloat: FLOAT,
    StrictBool: BOOL,
    Extra: extraModes(),
  },
);

/** `Extra.forbid` of pydantic 1. */
function extraModes(): ClassValue {
  const modes = ['allow', 'forbid', 'ignore'].map((name) => [name, new StrValue(name, LIBRARY)] as const);
  return defineClass('Extra', { module: 'pydantic', attributes: Object.fromEntries(modes) });
}

export const PYDANTIC_SETTINGS_MODULE = moduleOf([BASE_SETTINGS, configDict('SettingsConfigDict')]);
export const PYDANTIC_DATACLASSES_MODULE = moduleOf([DATACLASS]);
