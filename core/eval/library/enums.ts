// The module enum.

import type { Origin } from '../../text/span';
import { findAttribute } from '../attributes';
import { callWith } from '../calls';
import { equal } from '../equality';
import type { Call, Interpreter } from '../interpreter';
import { keyOf } from '../keys';
import {
  ClassValue,
  type DictEntry,
  DictValue,
  Instance,
  IntValue,
  LIBRARY,
  type NativeFunction,
  StaticMethod,
  StrValue,
  Unknown,
  type Value,
} from '../values';
import { type Args, NotKnown } from './arguments';
import { defineClass, moduleOf, native } from './define';
import { AUTO, FLAG_METHODS, resolveAuto } from './flags';
import { pythonRepr, pythonStr } from './repr';
import { TYPES } from './types';
import { isData, underlying, wrap } from './underlying';

function memberValue(self: Value): Value {
  const value = self.kind === 'instance' ? self.attributes.get('value') : undefined;
  if (!value) throw new NotKnown(new Unknown('an enum member that is not known', self.at));
  return value;
}

function fullName(self: Value): string {
  const name = self.kind === 'instance' ? self.attributes.get('name') : undefined;
  if (self.kind !== 'instance' || name?.kind !== 'str')
    throw new NotKnown(new Unknown('an enum member that is not known', self.at));
  return `${self.type.name}.${name.value}`;
}

function asValue(a: Args): string | Value {
  return pythonStr(a.I, memberValue(a.value('self'))) ?? new Unknown('the text of an enum member is not known', a.at);
}

/** `Enum`: deriving from it turns the attributes of the new class into members. */
export const ENUM: ClassValue = defineClass('Enum', {
  module: 'enum',
  construct: (I, call) => functional(I, call),
  methods: [
    native('__str__', ['self'], (_, a) => fullName(a.value('self'))),
    native(
      '__format__',
      ['self', 'spec'],
      (I, a) => pythonStr(I, a.value('self')) ?? new Unknown('the text is not known', a.at),
    ),
    native('__repr__', ['self'], (I, a) => {
      const text = pythonRepr(I, memberValue(a.value('self')));
      return text === undefined
        ? new Unknown('the text is not known', a.at)
        : `<${fullName(a.value('self'))}: ${text}>`;
    }),
  ],
});
ENUM.onSubclass = (I, derived) => makeMembers(I, derived);

const SHOWS_VALUE = [
  native('__str__', ['self'], (_, a) => asValue(a)),
  native('__format__', ['self', 'spec'], (_, a) => asValue(a)),
];

export const INT_ENUM = defineClass('IntEnum', { module: 'enum', bases: [TYPES.INT, ENUM], methods: SHOWS_VALUE });
export const STR_ENUM = defineClass('StrEnum', { module: 'enum', bases: [TYPES.STR, ENUM], methods: SHOWS_VALUE });
const FLAG = defineClass('Flag', { module: 'enum', bases: [ENUM], methods: FLAG_METHODS });
const INT_FLAG = defineClass('IntFlag', { module: 'enum', bases: [TYPES.INT, FLAG], methods: SHOWS_VALUE });

/** Members by name. Aliases are found, but looping passes them over, as in Python. */
class Members extends Map<string, DictEntry> {
  private readonly aliases = new Map<string, DictEntry>();
  override get(key: string): DictEntry | undefined {
    return super.get(key) ?? this.aliases.get(key);
  }
  override has(key: string): boolean {
    return super.has(key) || this.aliases.has(key);
  }
  addAlias(key: string, entry: DictEntry): void {
    this.aliases.set(key, entry);
  }
}

/** Attributes of the class body that are no members: descriptors, `__x__` and `_x_`. */
function isMember(name: string, value: Value): boolean {
  if (/^__.*__$/.test(name) || /^_.*_$/.test(name)) return false;
  return !['function', 'native', 'static', 'property', 'method', 'class'].includes(value.kind);
}

function makeMembers(I: Interpreter, type: ClassValue): void {
  const given = [...type.attributes].filter(([name, value]) => isMember(name, value));
  const entries = new Members();
  const members = new DictValue(entries, type.at, I.home);
  const values = new Map<Value, Value>();
  for (const [name, raw] of given) {
    const value = values.get(raw) ?? resolveAuto(I, type, name, raw, [...values.values()]);
    values.set(raw, value);
    const same = [...members.entries.values()].find((entry) => equal(I, memberValue(entry.value), value) === true);
    if (same) addAlias(type, entries, name, same.value);
    else addMember(type, members, name, makeMember(I, type, name, value));
  }
  finish(type, members);
}

function addMember(type: ClassValue, members: DictValue, name: string, member: Value): void {
  const key = new StrValue(name, member.at);
  members.entries.set(keyOf(key)!, { key, value: member });
  type.attributes.set(name, member);
}

function addAlias(type: ClassValue, members: Members, name: string, member: Value): void {
  const key = new StrValue(name, member.at);
  members.addAlias(keyOf(key)!, { key, value: member });
  type.attributes.set(name, member);
}

/** What a class with members gets: look-up by value and by name. */
function finish(type: ClassValue, members: DictValue): void {
  if (members.entries.size === 0) return;
  type.attributes.set('__members__', members);
  type.construct = (I, call) => byValue(I, type, members, call);
  type.attributes.set('__contains__', new StaticMethod(contains(members), false, LIBRARY));
}

function contains(members: DictValue): NativeFunction {
  return native('__contains__', ['item'], (I, a) => {
    const item = a.known('item');
    const all = [...members.entries.values()].map((entry) => entry.value);
    return all.includes(a.value('item')) || all.some((member) => equal(I, memberValue(member), item) === true);
  });
}

function makeMember(I: Interpreter, type: ClassValue, name: string, value: Value): Instance {
  const args = value.kind === 'tuple' ? value.items : [value];
  const member = ownNew(I, type, args, value.at) ?? new Instance(type, value.at, I.home, value.assumed);
  const inner = member.attributes.get('_value_') ?? value;
  fillMember(member, name, inner);
  const init = type.mro.find((base) => base.kind === 'class' && base.attributes.get('__init__')?.kind === 'function');
  const method = init && findAttribute(I, member, '__init__', value.at);
  if (method) callWith(I, method, args, value.at);
  const changed = member.attributes.get('_value_');
  if (changed && changed !== inner) member.attributes.set('value', changed);
  return member;
}

/** A `__new__` of the user's own. */
function ownNew(I: Interpreter, type: ClassValue, args: readonly Value[], at: Origin): Instance | undefined {
  for (const base of type.mro) {
    const maker = base.kind === 'class' ? base.attributes.get('__new__') : undefined;
    const callee = maker?.kind === 'static' ? maker.callee : maker;
    if (callee?.kind !== 'function') continue;
    const made = callWith(I, callee, [type, ...args], at);
    return made.kind === 'instance' && made.type === type ? made : undefined;
  }
  return undefined;
}

function fillMember(member: Instance, name: string, value: Value): void {
  const text = new StrValue(name, member.at);
  for (const key of ['name', '_name_']) member.attributes.set(key, text);
  for (const key of ['value', '_value_']) member.attributes.set(key, value);
  const mixed = member.type.mro.some((base) => Object.values(TYPES).some((data) => data === base));
  const plain = underlying(value);
  if (mixed && isData(plain) && member.payload === undefined) wrap(member, plain);
}

/** `Color(1)`. */
function byValue(I: Interpreter, type: ClassValue, members: DictValue, call: Call): Value {
  const value = call.args[1];
  if (!value || call.open) return call.open ?? I.fail('TypeError', `${type.name}() needs a value`, call.at);
  const all = [...members.entries.values()].map((entry) => entry.value);
  const found = all.find((member) => member === value || equal(I, memberValue(member), value) === true);
  if (found) return found;
  if (value.kind === 'unknown')
    return new Unknown(value.because, value.at, { options: all.length <= 8 ? all : undefined, truthy: true });
  const missing = findAttribute(I, type, '_missing_', call.at);
  const replaced = missing && callWith(I, missing, [value], call.at);
  if (replaced && replaced.kind !== 'none') return replaced;
  return I.fail('ValueError', `${pythonRepr(I, value) ?? 'the value'} is not a valid ${type.name}`, call.at, value);
}

/** `Enum('Color', 'RED GREEN')`. */
function functional(I: Interpreter, call: Call): Value {
  const [base, name, names] = call.args;
  if (base?.kind !== 'class' || name?.kind !== 'str' || !names)
    return new Unknown('an enum that is not known', call.at);
  const type = new ClassValue(name.value, [base], call.at, I.home, '__main__');
  const plain = underlying(names);
  if (plain.kind === 'dict') {
    for (const { key, value } of plain.entries.values()) if (key.kind === 'str') type.attributes.set(key.value, value);
  } else {
    for (const [index, text] of memberNames(plain).entries())
      type.attributes.set(text, new IntValue(index + 1, call.at));
  }
  makeMembers(I, type);
  return type;
}

function memberNames(names: Value): readonly string[] {
  if (names.kind === 'str') return names.value.split(/[\s,]+/).filter((name) => name !== '');
  if (names.kind !== 'list' && names.kind !== 'tuple') return [];
  return names.items.flatMap((item) => (item.kind === 'str' ? [item.value] : []));
}

const decorator = (name: string): NativeFunction => native(name, ['cls', '*args'], (_, a) => a.value('cls'));

export const ENUM_MODULE = moduleOf([
  ENUM,
  INT_ENUM,
  STR_ENUM,
  AUTO,
  FLAG,
  INT_FLAG,
  defineClass('ReprEnum', { module: 'enum', bases: [ENUM] }),
  defineClass('EnumMeta', { module: 'enum' }),
  defineClass('EnumType', { module: 'enum' }),
  decorator('unique'),
  decorator('global_enum'),
  native('verify', ['*args'], () => decorator('verify')),
  native('nonmember', ['value'], (_, a) => a.value('value')),
  native('member', ['value'], (_, a) => a.value('value')),
]);
