// Reads JSON as Python's json module does, keeping where each value was written.

import type { Origin } from '../../text/span';
import type { Interpreter } from '../interpreter';
import { makeDict } from '../keys';
import { BoolValue, FloatValue, ListValue, NoneValue, Unknown, type Value } from '../values';
import { NotKnown } from './arguments';
import { makeInt } from './results';

/** Where texts come from: offsets count in the file, or everything stands at one place. */
export type Placing = (start: number, end: number) => Origin;

/** The offsets of a file, or the place of the call for text from elsewhere. */
export function placing(uri: string | undefined, at: Origin): Placing {
  return uri === undefined ? () => at : (start, end) => ({ uri, start, end });
}

/** Thrown where the text is no JSON. */
export class NotJson {
  constructor(readonly message: string) {}
}

const DEEPEST = 200;

const CONSTANTS: Readonly<Record<string, number | boolean | null>> = {
  null: null,
  true: true,
  false: false,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

const TOKEN =
  /[ \t\n\r]*(?:(?<number>-?(?:0|[1-9]\d*)(?<float>\.\d+)?(?<exponent>[eE][+-]?\d+)?(?![\w.]))|(?<word>-?[A-Za-z]+)|(?<text>"[^"\\]*(?:\\.[^"\\]*)*")|(?<mark>[[\]{},:]))/suy;

/** @throws NotJson */
export function readJson(I: Interpreter, text: string, place: Placing): Value {
  const reader = new Reader(I, text, place);
  const value = reader.value(0);
  reader.end();
  return value;
}

interface Token {
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly start: number;
  readonly end: number;
}

class Reader {
  private position = 0;
  private readonly token = new RegExp(TOKEN);
  constructor(
    private readonly I: Interpreter,
    private readonly source: string,
    private readonly place: Placing,
  ) {}

  value(depth: number): Value {
    this.I.spend();
    if (depth > DEEPEST)
      throw new NotKnown(new Unknown('the JSON is nested too deeply', this.place(this.position, this.position)));
    const token = this.next();
    const { number, word, text, mark } = token.groups;
    const at = this.place(token.start, token.end);
    if (text !== undefined) return this.I.str(this.decode(text), at);
    if (number !== undefined) return this.number(token, at);
    if (word !== undefined) return this.constant(word, at);
    if (mark === '[') return this.list(token.start, depth);
    if (mark === '{') return this.object(token.start, depth);
    throw new NotJson('Expecting value');
  }

  end(): void {
    if (this.source.slice(this.position).trim()) throw new NotJson('Extra data');
  }

  private next(): Token {
    this.token.lastIndex = this.position;
    const match = this.token.exec(this.source);
    if (!match) throw new NotJson('Expecting value');
    this.position = this.token.lastIndex;
    const groups = match.groups!;
    const length = (groups.number ?? groups.word ?? groups.text ?? groups.mark)!.length;
    return { groups, start: this.position - length, end: this.position };
  }

  private peek(mark: string): boolean {
    const before = this.position;
    if (this.next().groups.mark === mark) return true;
    this.position = before;
    return false;
  }

  private decode(text: string): string {
    try {
      return JSON.parse(text) as string;
    } catch {
      throw new NotJson('Invalid \\escape');
    }
  }

  private number({ groups }: Token, at: Origin): Value {
    const value = Number(groups.number);
    const isFloat = groups.float !== undefined || groups.exponent !== undefined;
    return isFloat ? new FloatValue(value, at, this.I.assumed) : makeInt(this.I, value, at);
  }

  private constant(word: string, at: Origin): Value {
    const value = Object.hasOwn(CONSTANTS, word) ? CONSTANTS[word] : undefined;
    if (value === undefined) throw new NotJson('Expecting value');
    if (value === null) return new NoneValue(at, this.I.assumed);
    return typeof value === 'number'
      ? new FloatValue(value, at, this.I.assumed)
      : new BoolValue(value, at, this.I.assumed);
  }

  private list(start: number, depth: number): Value {
    const items: Value[] = [];
    if (!this.peek(']')) {
      do items.push(this.value(depth + 1));
      while (this.peek(','));
      this.expect(']');
    }
    return new ListValue(items, this.place(start, this.position), this.I.home, this.I.assumed);
  }

  private object(start: number, depth: number): Value {
    const pairs: [Value, Value][] = [];
    if (!this.peek('}')) {
      do pairs.push(this.pair(depth));
      while (this.peek(','));
      this.expect('}');
    }
    return makeDict(this.I, pairs, this.place(start, this.position));
  }

  private pair(depth: number): [Value, Value] {
    const key = this.value(depth + 1);
    if (key.kind !== 'str') throw new NotJson('Expecting property name enclosed in double quotes');
    this.expect(':');
    return [key, this.value(depth + 1)];
  }

  private expect(mark: string): void {
    if (this.next().groups.mark !== mark) throw new NotJson(`Expecting '${mark}'`);
  }
}
