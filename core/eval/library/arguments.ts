// Binds the arguments of a call to the parameters of a library function, and reads them as plain values.

import type { Origin } from '../../text/span';
import type { Call, Interpreter } from '../interpreter';
import { type Items, iterate } from '../iterate';
import { truth } from '../truth';
import { BoolValue, type ClassValue, IntValue, LIBRARY, NoneValue, StrValue, Unknown, type Value } from '../values';
import { underlying } from './underlying';

/** Thrown where a model meets something that cannot be known; the function's result is then this value. */
export class NotKnown {
  constructor(readonly value: Unknown) {}
}

/**
 * Parameters as text: `name` required, `name=default` (None, True, False, an int or a quoted text), `name?` may be
 * missing, `*name` and `**name` take the rest, `*` alone: what follows is keyword-only.
 */
export type Signature = readonly string[];

interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly fallback: Value | undefined;
  readonly keywordOnly: boolean;
}
export interface ParsedSignature {
  readonly parameters: readonly Parameter[];
  readonly positional: number;
  readonly takesRest: boolean;
  readonly takesKeywords: boolean;
}

export function parseSignature(signature: Signature): ParsedSignature {
  const parameters: Parameter[] = [];
  let keywordOnly = false;
  let takesRest = false;
  let takesKeywords = false;
  for (const text of signature) {
    if (text.startsWith('**')) takesKeywords = true;
    else if (text.startsWith('*')) {
      keywordOnly = true;
      takesRest ||= text.length > 1;
    } else parameters.push(parseParameter(text, keywordOnly));
  }
  const positional = parameters.filter((parameter) => !parameter.keywordOnly).length;
  return { parameters, positional, takesRest, takesKeywords };
}

function parseParameter(text: string, keywordOnly: boolean): Parameter {
  if (text.endsWith('?')) return { name: text.slice(0, -1), required: false, fallback: undefined, keywordOnly };
  const split = text.indexOf('=');
  if (split < 0) return { name: text, required: true, fallback: undefined, keywordOnly };
  return { name: text.slice(0, split), required: false, fallback: constant(text.slice(split + 1)), keywordOnly };
}

function constant(text: string): Value {
  if (text === 'None') return new NoneValue(LIBRARY);
  if (text === 'True' || text === 'False') return new BoolValue(text === 'True', LIBRARY);
  if (/^-?\d+$/.test(text)) return new IntValue(Number(text), LIBRARY);
  return new StrValue(text.replace(/^'(.*)'$/s, '$1'), LIBRARY);
}

/** The arguments of one call of a library function. Readers throw `NotKnown` where the value is not knowable. */
export class Args {
  /** What the result was made of, for `assumed`. */
  readonly used: Value[];
  constructor(
    readonly I: Interpreter,
    readonly name: string,
    readonly call: Call,
    private readonly values: ReadonlyMap<string, Value>,
    /** What `*rest` took. */
    readonly rest: readonly Value[],
    /** What `**keywords` took. */
    readonly keywords: ReadonlyMap<string, Value>,
  ) {
    this.used = [...call.args, ...call.kwargs.values()];
  }

  get at(): Origin {
    return this.call.at;
  }

  /** The argument or its default; undefined: neither given nor defaulted. */
  find(name: string): Value | undefined {
    return this.values.get(name);
  }

  /** The argument, if given and not None. */
  some(name: string): Value | undefined {
    const value = this.values.get(name);
    return value?.kind === 'none' ? undefined : value;
  }

  /** The argument, whatever it is. */
  value(name: string): Value {
    const value = this.values.get(name);
    if (value === undefined)
      throw new NotKnown(this.fail('TypeError', `${this.name}() is missing the argument '${name}'`));
    return value;
  }

  /** The argument as the builtin value it is or wraps (a subclass of str counts as its str). Throws on unknown. */
  known(name: string): Exclude<Value, Unknown> {
    return this.read(this.value(name));
  }

  /** The argument as it is, if it is known; a subclass of str stays one. */
  whole(name: string): Exclude<Value, Unknown> {
    const value = this.value(name);
    if (value.kind === 'unknown') throw new NotKnown(value);
    return value;
  }

  read(value: Value): Exclude<Value, Unknown> {
    const plain = underlying(value);
    if (plain.kind === 'unknown') throw new NotKnown(plain);
    return plain;
  }

  /** A text argument. */
  text(name: string): string {
    const value = this.known(name);
    return value.kind === 'str' ? value.value : this.wrong(value, 'str');
  }
  /** A text argument; undefined where it is missing or None. */
  textOr(name: string): string | undefined {
    return this.some(name) ? this.text(name) : undefined;
  }
  /** An integer argument (booleans count). */
  int(name: string): number {
    const value = this.known(name);
    if (value.kind === 'bool') return value.value ? 1 : 0;
    return value.kind === 'int' ? value.value : this.wrong(value, 'int');
  }
  intOr(name: string): number | undefined {
    return this.some(name) ? this.int(name) : undefined;
  }
  /** An integer or float argument. */
  number(name: string): number {
    const value = this.known(name);
    return value.kind === 'float' ? value.value : this.int(name);
  }

  /** The truth value of an argument. */
  truthy(name: string): boolean {
    return this.isTrue(this.value(name));
  }
  isTrue(value: Value): boolean {
    const answer = truth(this.I, value);
    if (answer === undefined) throw new NotKnown(unknownIn(value));
    return answer;
  }

  /** All elements of an iterable argument; it must be known that there are no others. */
  items(name: string): readonly Value[] {
    const { items, open } = this.elements(this.value(name));
    if (open) throw new NotKnown(open);
    return items;
  }
  /** The elements of an iterable, and why there may be more. */
  elements(value: Value): Items {
    const found = iterate(this.I, value, this.at);
    this.I.spend(found.items.length);
    return found;
  }

  /** The result of a call that Python refuses: raised inside a `try`, else a gap. */
  fail(exception: string | ClassValue, message: string): Unknown {
    return this.I.fail(exception, message, this.at, ...this.used);
  }

  /** Ends the call: Python would raise this. */
  raise(exception: string | ClassValue, message: string): never {
    throw new NotKnown(this.fail(exception, message));
  }

  /** Ends the call: the result cannot be known, and why, in words for the user. */
  giveUp(because: string): never {
    throw new NotKnown(new Unknown(because, this.at));
  }

  private wrong(value: Value, wanted: string): never {
    return this.raise('TypeError', `${this.name}() needs ${wanted}, not ${value.kind}`);
  }
}

function unknownIn(value: Value): Unknown {
  if (value.kind === 'unknown') return value;
  const open = 'open' in value ? value.open : undefined;
  return open ?? new Unknown('depends on something that is not known', value.at);
}

const NO_KEYWORDS: ReadonlyMap<string, Value> = new Map();

/** Binds a call. Throws NotKnown where it does not fit, or where `*x` of something unknown may add arguments. */
export function bind(I: Interpreter, name: string, signature: ParsedSignature, call: Call): Args {
  if (call.open) throw new NotKnown(call.open);
  const fail = (message: string): never => {
    throw new NotKnown(I.fail('TypeError', `${name}() ${message}`, call.at, ...call.args));
  };
  const values = new Map<string, Value>();
  const { parameters, positional } = signature;
  if (call.args.length > positional && !signature.takesRest) {
    fail(`takes ${positional} positional arguments but ${call.args.length} were given`);
  }
  for (const [index, parameter] of parameters.entries()) {
    const given = (parameter.keywordOnly ? undefined : call.args[index]) ?? call.kwargs.get(parameter.name);
    const value = given ?? parameter.fallback;
    if (value !== undefined) values.set(parameter.name, value);
    else if (parameter.required) fail(`missing required argument: '${parameter.name}'`);
  }
  let keywords = NO_KEYWORDS;
  if (call.kwargs.size > 0) {
    const extra = [...call.kwargs].filter(([key]) => !parameters.some((parameter) => parameter.name === key));
    if (extra.length && !signature.takesKeywords) fail(`got an unexpected keyword argument '${extra[0]![0]}'`);
    keywords = new Map(extra);
  }
  return new Args(I, name, call, values, call.args.slice(positional), keywords);
}
