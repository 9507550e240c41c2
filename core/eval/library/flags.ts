// `enum.auto`, and the operators of flags.

import { callWith } from '../calls';
import { orderOf } from '../comparison';
import type { Interpreter } from '../interpreter';
import { binary } from '../operators';
import { type ClassValue, Instance, IntValue, type NativeFunction, StrValue, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { defineClass, native } from './define';

/** `enum.auto`. */
export const AUTO = defineClass('auto', { module: 'enum' });

function isKind(type: ClassValue, name: string): boolean {
  return type.mro.some((base) => base.kind === 'class' && base.module === 'enum' && base.name === name);
}

/** The value of a member: what `auto()` stands for, or the value itself. */
export function resolveAuto(
  I: Interpreter,
  type: ClassValue,
  name: string,
  raw: Value,
  before: readonly Value[],
): Value {
  if (raw.kind !== 'instance' || raw.type !== AUTO) return raw;
  const own = type.mro
    .map((base) => base.kind === 'class' && base.attributes.get('_generate_next_value_'))
    .find((found) => found);
  if (own) {
    const args = [
      new StrValue(name, raw.at),
      new IntValue(1, raw.at),
      new IntValue(before.length, raw.at),
      I.list([...before], raw.at),
    ];
    return callWith(I, own.kind === 'static' ? own.callee : own, args, raw.at);
  }
  if (isKind(type, 'StrEnum')) return new StrValue(name.toLowerCase(), raw.at);
  const last = before
    .filter((value) => value.kind === 'int')
    .sort((left, right) => orderOf(I, left, right) ?? 0)
    .at(-1);
  const highest = last?.kind === 'int' ? last.value : 0;
  if (!isKind(type, 'Flag')) return new IntValue(highest + 1, raw.at);
  return new IntValue(highest ? 2 ** (Math.floor(Math.log2(highest)) + 1) : 1, raw.at);
}

function bits(value: Value): Value {
  const own = value.kind === 'instance' ? value.attributes.get('value') : value;
  if (!own || own.kind === 'unknown') throw new NotKnown(new Unknown('a flag that is not known', value.at));
  return own;
}

/** The member with these bits, or a nameless one. */
function member(a: Args, value: Value): Value {
  const self = a.value('self');
  if (self.kind !== 'instance' || value.kind !== 'int') return new Unknown('a flag that is not known', a.at);
  for (const candidate of self.type.attributes.values()) {
    const own =
      candidate.kind === 'instance' && candidate.type === self.type ? candidate.attributes.get('value') : undefined;
    if (own?.kind === 'int' && own.value === value.value) return candidate;
  }
  const made = new Instance(self.type, a.at, a.I.home);
  made.attributes.set('value', value);
  return made;
}

function operator(name: string, symbol: '&' | '|' | '^'): NativeFunction {
  return native(name, ['self', 'other'], (I, a) =>
    member(a, binary(I, symbol, bits(a.value('self')), bits(a.value('other')), a.at)),
  );
}

export const FLAG_METHODS: readonly NativeFunction[] = [
  operator('__or__', '|'),
  operator('__and__', '&'),
  operator('__xor__', '^'),
  native('__bool__', ['self'], (_, a) => (bits(a.value('self')) as IntValue).value !== 0),
  native('__eq__', ['self', 'other'], (_, a) => {
    const [left, right] = [a.value('self'), a.known('other')];
    if (left.kind !== 'instance' || right.kind !== 'instance' || left.type !== right.type) return false;
    return (bits(left) as IntValue).value === (bits(right) as IntValue).value;
  }),
];
