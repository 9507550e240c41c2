// The module types.

import { equal } from '../equality';
import { type ClassValue, DictValue, Instance, Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { defineClass, moduleOf, native } from './define';
import { pythonRepr } from './repr';
import { TYPES, textDict, typeOf } from './types';
import { wrap } from './underlying';

/** The attributes of the object, in order. */
function attributesOf(value: Value): ReadonlyMap<string, Value> {
  return value.kind === 'instance' ? value.attributes : new Map();
}

/** `types.SimpleNamespace`, and `argparse.Namespace` alike. */
export const SIMPLE_NAMESPACE: ClassValue = defineClass('SimpleNamespace', {
  module: 'types',
  methods: [
    native('__init__', ['self', '**attributes'], (I, a) => {
      const self = a.value('self');
      if (self.kind !== 'instance') return undefined;
      I.touch(self);
      for (const [name, value] of a.keywords) self.attributes.set(name, value);
      return undefined;
    }),
    native('__repr__', ['self'], (I, a) => {
      const parts = [...attributesOf(a.value('self'))].map(([name, value]) => [name, pythonRepr(I, value)] as const);
      if (parts.some(([, text]) => text === undefined)) return new Unknown('the text is not known', a.at);
      return `namespace(${parts.map(([name, text]) => `${name}=${text}`).join(', ')})`;
    }),
    native('__eq__', ['self', 'other'], (I, a) => {
      const [left, right] = [a.value('self'), a.known('other')].map((value) => textDict(I, attributesOf(value), a.at));
      return equal(I, left!, right!) ?? new Unknown('compares values that are not known', a.at);
    }),
  ],
});

/** `MappingProxyType`: reads through to the dict. */
const MAPPING_PROXY: ClassValue = defineClass('mappingproxy', {
  module: 'types',
  bases: [TYPES.DICT],
  construct: native('mappingproxy', ['cls', 'mapping'], (_, a) => proxied(a)).body,
});

function proxied(a: Args): Value {
  const mapping = a.known('mapping');
  if (!(mapping instanceof DictValue)) return mapping;
  return wrap(new Instance(MAPPING_PROXY, a.at, a.I.home, mapping.assumed), mapping);
}

function kind(name: string, example: ClassValue | Unknown): readonly [string, Value] {
  return [name, example];
}

const FUNCTION_TYPE = typeOf(native('f', [], () => undefined));

export const TYPES_MODULE = moduleOf(
  [
    SIMPLE_NAMESPACE,
    ...['GenericAlias', 'UnionType', 'TracebackType', 'FrameType', 'CodeType'].map((name) =>
      defineClass(name, { module: 'types' }),
    ),
  ],
  {
    MappingProxyType: MAPPING_PROXY,
    ...Object.fromEntries([kind('BuiltinFunctionType', FUNCTION_TYPE), kind('BuiltinMethodType', FUNCTION_TYPE)]),
  },
);
