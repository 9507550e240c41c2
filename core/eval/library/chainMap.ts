// `collections.ChainMap`: looks a key up in one dict after the other.

import { dictGet, makeDict } from '../keys';
import { getItem, setItem } from '../subscript';
import { type ClassValue, type DictValue, Instance, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { defineClass, makeList, native, property } from './define';
import { DICT_METHODS } from './dicts';
import { dunders } from './dunders';
import { underlying } from './underlying';

class Maps {
  constructor(readonly maps: readonly Value[]) {}
}

function mapsOf(value: Value): readonly Value[] {
  if (value.kind === 'instance' && value.payload instanceof Maps) return value.payload.maps;
  throw new NotKnown(new Unknown('a ChainMap that is not known', value.at));
}

/** All maps as one dict: the first one wins, the last one's keys come first. */
function merged(a: Args): DictValue {
  const dict = makeDict(a.I, [], a.at);
  for (const map of [...mapsOf(a.value('self'))].reverse()) {
    const plain = underlying(map);
    if (plain.kind !== 'dict') throw new NotKnown(new Unknown('a ChainMap over something that is not known', a.at));
    for (const [key, entry] of plain.entries) dict.entries.set(key, entry);
    dict.open ??= plain.open;
  }
  return dict;
}

/** A method of dict, on all maps together. */
function reading(name: string) {
  const method = [...DICT_METHODS, ...dunders('dict')].find((candidate) => candidate.name === name)!;
  return native(name, ['self', '*args'], (I, a) => method.body(I, { ...a.call, args: [merged(a), ...a.rest] }));
}

export const CHAIN_MAP: ClassValue = defineClass('ChainMap', {
  module: 'collections',
  construct: native('ChainMap', ['cls', '*maps'], (I, a) => {
    const made = new Instance(CHAIN_MAP, a.at, I.home);
    made.payload = new Maps(a.rest.length ? a.rest : [makeDict(I, [], a.at)]);
    return made;
  }).body,
  methods: [
    ...['get', 'keys', 'values', 'items', '__iter__', '__len__', '__contains__', '__eq__'].map(reading),
    native('__getitem__', ['self', 'key'], (I, a) => {
      const found = dictGet(merged(a), a.value('key'));
      return found ?? getItem(I, merged(a), a.value('key'), a.at);
    }),
    native('__setitem__', ['self', 'key', 'value'], (I, a) => {
      setItem(I, underlying(mapsOf(a.value('self'))[0]!), a.value('key'), a.value('value'), a.at);
      return undefined;
    }),
    native('new_child', ['self', 'm=None'], (I, a) => {
      const made = new Instance(CHAIN_MAP, a.at, I.home);
      made.payload = new Maps([a.some('m') ?? makeDict(I, [], a.at), ...mapsOf(a.value('self'))]);
      return made;
    }),
  ],
  attributes: { maps: property((I, self, at) => makeList(I, [...mapsOf(self)], at)) },
});
