// Methods of dict.

import { overOptions } from '../join';
import { dictGet, dictSet, keyOf } from '../keys';
import { type DictEntry, DictValue, type NativeFunction, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { makeTuple, native } from './define';
import { iteratePairs } from './pairs';
import { change } from './sequences';
import { makeView, type ViewKind } from './views';

/** The dict behind `self`. */
export function dictOf(a: Args): DictValue {
  const value = a.known('self');
  return value.kind === 'dict' ? value : a.raise('TypeError', `${a.name}() needs a dict`);
}

function changing(a: Args): DictValue {
  const dict = dictOf(a);
  a.I.touch(dict);
  return dict;
}

function copyOf(a: Args, dict: DictValue): DictValue {
  a.I.spend(dict.entries.size);
  const copy = new DictValue(new Map(dict.entries), a.at, a.I.home, a.I.taint([dict]));
  copy.open = dict.open;
  copy.missing = dict.missing;
  return copy;
}

function view(name: ViewKind): NativeFunction {
  return native(name, ['self'], (_, a) => makeView(a, name, dictOf(a)));
}

/** `dict.get`: what it can be, where the key is not known or the dict may hold more. */
function get(a: Args, key: Value): Value {
  const dict = dictOf(a);
  const found = dictGet(dict, key);
  if (found) return found;
  if (key.kind === 'unknown') return overOptions(a.I, key, (option) => get(a, option)) ?? oneOf(a, dict, key);
  if (dict.open) throw new NotKnown(dict.open);
  return keyOf(key) === undefined ? new Unknown('looks up a key that is not known', a.at) : a.value('default');
}

function oneOf(a: Args, dict: DictValue, key: Unknown): Unknown {
  const values = [...dict.entries.values()].map((entry) => entry.value);
  const few = !dict.open && values.length < 8;
  return new Unknown(key.because, key.at, few ? { options: [...values, a.value('default')] } : {});
}

function pop(a: Args): Value {
  const dict = changing(a);
  const key = a.value('key');
  const text = keyOf(key);
  const entry = text === undefined ? undefined : dict.entries.get(text);
  if (entry && text !== undefined) {
    dict.entries.delete(text);
    return entry.value;
  }
  if (text === undefined) throw new NotKnown(key.kind === 'unknown' ? key : new Unknown('the key is not known', a.at));
  if (dict.open) return new Unknown(dict.open.because, dict.open.at);
  return a.find('default') ?? a.fail('KeyError', 'the key is not in the dict');
}

/** Adds the pairs of a dict, an iterable of pairs and keywords. */
export function update(
  a: Args,
  dict: DictValue,
  source: Value | undefined,
  keywords: ReadonlyMap<string, Value>,
): void {
  a.I.touch(dict);
  if (source) {
    const { pairs, open } = iteratePairs(a, source);
    for (const [key, value] of pairs) dictSet(a.I, dict, key, value);
    if (open) dict.open ??= open;
  }
  for (const [name, value] of keywords) dictSet(a.I, dict, a.I.str(name, a.at), value);
}

function setDefault(a: Args): Value {
  const dict = dictOf(a);
  const key = a.value('key');
  const found = dictGet(dict, key);
  if (found) return found;
  if (keyOf(key) === undefined)
    throw new NotKnown(key.kind === 'unknown' ? key : new Unknown('the key is not known', a.at));
  if (dict.open) return new Unknown(dict.open.because, dict.open.at);
  dictSet(a.I, dict, key, a.value('default'));
  return a.value('default');
}

function popItem(a: Args): Value {
  const dict = changing(a);
  if (dict.open) throw new NotKnown(dict.open);
  const last = [...dict.entries].at(a.find('last') && !a.truthy('last') ? 0 : -1);
  if (!last) return a.fail('KeyError', 'popitem(): dictionary is empty');
  dict.entries.delete(last[0]);
  return pairOf(a, last[1]);
}

function pairOf(a: Args, entry: DictEntry): Value {
  return makeTuple(a.I, [entry.key, entry.value], a.at, [entry.value]);
}

export const DICT_METHODS: readonly NativeFunction[] = [
  view('keys'),
  view('values'),
  view('items'),
  native('get', ['self', 'key', 'default=None'], (_, a) => get(a, a.value('key'))),
  native('copy', ['self'], (_, a) => copyOf(a, dictOf(a))),
  change('pop', ['key', 'default?'], (_, a) => pop(a)),
  change('popitem', ['last?'], (_, a) => popItem(a)),
  change('setdefault', ['key', 'default=None'], (_, a) => setDefault(a)),
  change('update', ['other=None', '**more'], (_, a) => {
    update(a, dictOf(a), a.some('other'), a.keywords);
    return undefined;
  }),
  change('clear', [], (_, a) => {
    const dict = changing(a);
    dict.entries = new Map();
    if (!dict.open?.mayBeLess) dict.open = undefined;
    return undefined;
  }),
];

/** `dict.fromkeys`, a class method. */
export const fromKeys = native('fromkeys', ['cls', 'iterable', 'value=None'], (I, a) => {
  const dict = new DictValue(new Map(), a.at, I.home, I.taint(a.used));
  const { items, open } = a.elements(a.value('iterable'));
  for (const item of items) dictSet(I, dict, item, a.value('value'));
  dict.open ??= open;
  return dict;
});

/** What an OrderedDict has on top of a dict. */
export const ORDERED_METHODS: readonly NativeFunction[] = [
  change('move_to_end', ['key', 'last=True'], (_, a) => {
    const dict = changing(a);
    const key = keyOf(a.known('key'));
    const entry = key === undefined ? undefined : dict.entries.get(key);
    if (key === undefined || !entry) return a.fail('KeyError', 'the key is not in the dict');
    dict.entries.delete(key);
    dict.entries = new Map(a.truthy('last') ? [...dict.entries, [key, entry]] : [[key, entry], ...dict.entries]);
    return undefined;
  }),
];
