// Writing pydantic models out: as dicts, and as JSON.

import { callValue } from '../calls';
import { makeDict } from '../keys';
import { type DictValue, type Instance, LIBRARY, ListValue, StrValue, TupleValue, type Value } from '../values';
import type { Args } from './arguments';
import { native } from './define';
import { dumpJson } from './jsonWriter';
import { isModelObject, type Model, modelOf } from './pydanticFields';
import { textDict } from './types';

interface DumpStyle {
  readonly byAlias: boolean;
  readonly withoutNone: boolean;
  readonly include: ReadonlySet<string> | undefined;
  readonly exclude: ReadonlySet<string>;
}

function isSet(a: Args, name: string): boolean {
  const value = a.keywords.get(name);
  return value !== undefined && a.isTrue(value);
}

function namesIn(a: Args, name: string): ReadonlySet<string> | undefined {
  const value = a.keywords.get(name);
  if (!value || value.kind === 'none') return undefined;
  const plain = a.read(value);
  if (plain.kind === 'dict') return a.giveUp('parts of fields are left out');
  const names = a.elements(plain).items.map((item) => a.read(item));
  return new Set(names.map((item) => (item.kind === 'str' ? item.value : a.giveUp('names that are not known'))));
}

export function styleOf(a: Args): DumpStyle {
  const unclear = ['exclude_unset', 'exclude_defaults', 'context', 'round_trip'].find((name) => isSet(a, name));
  if (unclear) return a.giveUp(`${unclear} of pydantic is not modelled`);
  return {
    byAlias: isSet(a, 'by_alias'),
    withoutNone: isSet(a, 'exclude_none'),
    include: namesIn(a, 'include'),
    exclude: namesIn(a, 'exclude') ?? new Set(),
  };
}

/** The attributes of a model that are data, in order. */
export function dataOf(model: Model, self: Instance): (readonly [string, Value])[] {
  const own = [...self.attributes].filter(([name]) => !name.startsWith('_'));
  const order = model.fields.map((field) => field.name);
  return own.sort(([a], [b]) => rank(order, a) - rank(order, b));
}

function rank(order: readonly string[], name: string): number {
  const index = order.indexOf(name);
  return index < 0 ? order.length : index;
}

export function dumpModel(a: Args, self: Instance, style: DumpStyle): DictValue {
  const model = modelOf(a.I, self.type);
  if (model.isSerialized) return a.giveUp('a serializer of the model decides what is written');
  const inner: DumpStyle = { ...style, include: undefined, exclude: new Set() };
  const pairs = dataOf(model, self).filter(
    ([name, value]) =>
      !style.exclude.has(name) && (style.include?.has(name) ?? true) && !(style.withoutNone && value.kind === 'none'),
  );
  const written = new Map(model.fields.map((field) => [field.name, field.options.written ?? field.name]));
  return textDict(
    a.I,
    pairs.map(([name, value]) => [style.byAlias ? (written.get(name) ?? name) : name, dump(a, value, inner)] as const),
    a.at,
  );
}

function dump(a: Args, value: Value, style: DumpStyle): Value {
  a.I.spend();
  if (value.kind === 'instance' && isModelObject(value)) return dumpModel(a, value, style);
  const items = (list: readonly Value[]) => list.map((item) => dump(a, item, style));
  switch (value.kind) {
    case 'list': {
      const list = new ListValue(items(value.items), value.at, a.I.home, value.assumed);
      list.open = value.open;
      return list;
    }
    case 'tuple':
      return new TupleValue(items(value.items), value.at, value.assumed, value.open);
    case 'dict': {
      const pairs = [...value.entries.values()].map((entry) => [entry.key, dump(a, entry.value, style)] as const);
      const dict = makeDict(a.I, pairs, value.at);
      dict.open ??= value.open;
      return dict;
    }
    default:
      return value;
  }
}

export function selfOf(a: Args): Instance {
  const self = a.whole('self');
  return self.kind === 'instance' ? self : a.raise('TypeError', `${a.name}() needs a model`);
}

const COMPACT = [',', ':'].map((text) => new StrValue(text, LIBRARY));

/** The JSON text, written as pydantic 2 does: without blanks, unless an indent is asked for. */
export function toJson(a: Args): Value {
  const data = dumpModel(a, selfOf(a), styleOf(a));
  const indent = a.keywords.get('indent');
  const separators: Value = new TupleValue(COMPACT, LIBRARY);
  const options = new Map<string, Value>([
    ['ensure_ascii', a.I.bool(false, a.at)],
    ...(indent && indent.kind !== 'none' ? [['indent', indent] as const] : [['separators', separators] as const]),
  ]);
  return callValue(a.I, DUMPS, { args: [data], kwargs: options, open: undefined, at: a.at });
}

const DUMPS = native(
  'dumps',
  ['obj', '*', 'ensure_ascii=True', 'indent=None', 'separators=None', 'sort_keys=False', 'default=None', 'cls=None'],
  (_, a) => dumpJson(a, a.value('obj')),
);
