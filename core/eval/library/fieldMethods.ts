// What dataclasses, attrs and pydantic have in common: methods made from the fields of a class (comparison, order, text), and what fields are kept in.

import { orderOf } from '../comparison';
import { equal } from '../equality';
import type { Call, Interpreter } from '../interpreter';
import { keyOf } from '../keys';
import { type ClassValue, Instance, LIBRARY, type NativeFunction, TupleValue, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { makeTuple, native } from './define';
import { pythonRepr } from './repr';

/** What such a method asks of a field. */
export interface NamedField {
  readonly name: string;
  readonly shown: boolean;
  readonly compared: boolean;
}

/** What a class keeps of its fields, or what stands for one in its body: an instance with this data. */
export function fieldInstance(a: Args, type: ClassValue, payload: unknown): Instance {
  const instance = new Instance(type, a.at, a.I.home);
  instance.payload = payload;
  return instance;
}

/** As a dict key, an object of a (frozen) dataclass equals another one with equal fields. */
export class ByFields {
  constructor(
    private readonly self: Instance,
    private readonly fields: readonly NamedField[],
  ) {}
  get key(): string | undefined {
    return keyOf(new TupleValue(compared(this.self, this.fields), LIBRARY));
  }
}

function compared(self: Value, fields: readonly NamedField[]): Value[] {
  if (self.kind !== 'instance') return [];
  return fields.filter((field) => field.compared).map((field) => self.attributes.get(field.name) ?? missing(self));
}

/** Refuses what `__init__` has no field for: keywords that it does not know, too many positional arguments. */
export function refuseOthers(
  I: Interpreter,
  call: Call,
  known: ReadonlySet<string>,
  positional: number,
  type: ClassValue,
): void {
  const extra = [...call.kwargs.keys()].find((name) => !known.has(name));
  if (extra !== undefined)
    I.fail('TypeError', `${type.name}() got an unexpected keyword argument '${extra}'`, call.at, ...call.args);
  if (call.args.length - 1 > positional)
    I.fail('TypeError', `${type.name}() takes ${positional} positional arguments`, call.at);
}

export function missing(self: Instance): Unknown {
  return new Unknown('the object has no such attribute', self.at);
}

export function equality(fields: readonly NamedField[]): NativeFunction {
  return native('__eq__', ['self', 'other'], (I, a) => {
    const [left, right] = [a.value('self'), a.known('other')];
    if (left.kind !== 'instance' || right.kind !== 'instance' || left.type !== right.type) return false;
    const answer = equal(I, made(a, compared(left, fields)), made(a, compared(right, fields)));
    if (answer === undefined) throw new NotKnown(new Unknown('compares values that are not known', a.at));
    return answer;
  });
}

function ordering(name: string, fields: readonly NamedField[], holds: (order: number) => boolean): NativeFunction {
  return native(name, ['self', 'other'], (I, a) => {
    const order = orderOf(I, made(a, compared(a.value('self'), fields)), made(a, compared(a.known('other'), fields)));
    if (order === undefined) throw new NotKnown(new Unknown('compares values that are not known', a.at));
    return holds(order);
  });
}

export function textual(fields: readonly NamedField[]): NativeFunction {
  return native('__repr__', ['self'], (I, a) => {
    const self = a.value('self');
    if (self.kind !== 'instance') return undefined;
    const parts = fields
      .filter((field) => field.shown)
      .map((field) => [field.name, pythonRepr(I, self.attributes.get(field.name) ?? missing(self))] as const);
    if (parts.some(([, text]) => text === undefined)) return new Unknown('the text of the object is not known', a.at);
    return `${self.type.name}(${parts.map(([name, text]) => `${name}=${text}`).join(', ')})`;
  });
}

/** `__lt__` and its kin. */
export function orderings(fields: readonly NamedField[]): readonly NativeFunction[] {
  return [
    ordering('__lt__', fields, (sign) => sign < 0),
    ordering('__le__', fields, (sign) => sign <= 0),
    ordering('__gt__', fields, (sign) => sign > 0),
    ordering('__ge__', fields, (sign) => sign >= 0),
  ];
}

function made(a: Args, items: readonly Value[]): TupleValue {
  return makeTuple(a.I, items, a.at);
}
