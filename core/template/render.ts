// Renders a template as far as it is known what its names mean; the rest stays as it is written, with the reason.

import type { Arguments, Expression, Statement } from './nodes';
import { parseTemplate } from './template';

/** A value of a template. A moment is an instant in milliseconds since 1970, shown in UTC as Airflow does. */
export type Rendered =
  | string
  | number
  | boolean
  | null
  | readonly Rendered[]
  | ReadonlyMap<string, Rendered>
  | Moment
  | Duration
  | Callable;

export class Moment {
  constructor(readonly at: number) {}
}

export class Duration {
  constructor(readonly seconds: number) {}
}

/** A function or a filter; it throws `NotKnown` for arguments that it cannot answer. */
export class Callable {
  constructor(readonly call: (args: readonly Rendered[], named: ReadonlyMap<string, Rendered>) => Rendered) {}
}

/** A value cannot be told from the text alone. */
export class NotKnown extends Error {}

export interface Names {
  /** What a name means. @throws NotKnown */
  value(name: string): Rendered;
  /** A filter. @throws NotKnown */
  filter(name: string): Callable;
}

export interface RenderedText {
  readonly text: string;
  /** Why parts of it stay as they are written, each once. */
  readonly unknown: readonly string[];
}

/** The text of a template, as far as it is known. A template that Jinja refuses stays as it is. */
export function renderKnown(text: string, names: Names): RenderedText {
  const { body, problem, read } = parseTemplate(text);
  if (problem || !read) return { text, unknown: [problem?.message ?? 'it is nested too deeply'] };
  const rendering = new Rendering(text, names);
  return { text: rendering.body(body, text.length), unknown: [...rendering.unknown] };
}

class Rendering {
  readonly unknown = new Set<string>();

  constructor(
    private readonly source: string,
    private readonly names: Names,
  ) {}

  body(statements: readonly Statement[], end: number): string {
    const isPlain = statements.every(({ kind }) => kind === 'Data' || kind === 'Output');
    if (isPlain) return statements.map((one) => this.statement(one)).join('');
    this.unknown.add('it has tags, which are followed only when it is run');
    return this.source.slice(0, end);
  }

  private statement(statement: Statement): string {
    if (statement.kind === 'Data') return statement.text;
    if (statement.kind !== 'Output') return '';
    try {
      return statement.values.map((value) => asText(this.value(value))).join('');
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      this.unknown.add(error.message);
      return this.source.slice(statement.start, statement.end);
    }
  }

  private value(node: Expression): Rendered {
    switch (node.kind) {
      case 'Constant':
        return node.value;
      case 'Name':
        return this.names.value(node.name);
      case 'Tuple':
      case 'List':
        return node.items.map((item) => this.value(item));
      case 'Dict':
        return new Map(node.pairs.map(([key, value]) => [asText(this.value(key)), this.value(value)]));
      case 'Attribute':
        return memberOf(this.value(node.base), node.name);
      case 'Item':
        return memberOf(this.value(node.base), this.value(node.index));
      case 'Call':
        return this.call(this.value(node.callee), [], node.args);
      case 'Filter':
        if (!node.base) break;
        return this.call(this.names.filter(node.name), [this.value(node.base)], node.args);
      case 'Operation':
        if (node.operator === 'concat') return node.operands.map((one) => asText(this.value(one))).join('');
        if (node.operator === 'negative') return -Number(this.value(node.operands[0]!));
    }
    throw new NotKnown('it is worked out only when it is run');
  }

  private call(callee: Rendered, first: readonly Rendered[], { positional, keywords, unpacked }: Arguments): Rendered {
    if (!(callee instanceof Callable) || unpacked.length > 0) throw new NotKnown('it calls what is not known');
    const named = new Map(keywords.map(({ name, value }) => [name, this.value(value)] as const));
    return callee.call([...first, ...positional.map((one) => this.value(one))], named);
  }
}

/** A value as a template writes it: as Python's `str`. */
export function asText(value: Rendered): string {
  if (typeof value === 'string') return value;
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value instanceof Moment) return isoFormat(value.at, ' ');
  if (typeof value === 'number') return String(value);
  throw new NotKnown('it writes out a value of several parts');
}

/** As Python's `isoformat`: `2026-01-01T00:00:00+00:00`. */
export function isoFormat(at: number, between = 'T'): string {
  const [date, time = ''] = new Date(at).toISOString().split('T');
  return `${date}${between}${time
    .replace('.000Z', 'Z')
    .replace(/(\.\d{3})Z/, '$1000Z')
    .replace('Z', '+00:00')}`;
}

/** Python's `strftime` in UTC. @throws NotKnown for what differs between systems and languages */
export function strftime(at: number, format: string): string {
  const date = new Date(at);
  const two = (number: number, width = 2): string => String(number).padStart(width, '0');
  const day = Math.floor((at - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
  const parts: Readonly<Record<string, string>> = {
    ...{ Y: two(date.getUTCFullYear(), 4), m: two(date.getUTCMonth() + 1), d: two(date.getUTCDate()) },
    ...{ H: two(date.getUTCHours()), M: two(date.getUTCMinutes()), S: two(date.getUTCSeconds()), j: two(day, 3) },
    ...{ y: two(date.getUTCFullYear() % 100), f: two(date.getUTCMilliseconds() * 1000, 6), '%': '%' },
    ...{ F: isoFormat(at).slice(0, 10), T: isoFormat(at).slice(11, 19), w: String(date.getUTCDay()) },
  };
  return format.replace(/%(.)/g, (_, letter: string) => {
    const part = parts[letter];
    if (part === undefined) throw new NotKnown(`%${letter} of strftime is worked out only when it is run`);
    return part;
  });
}

function memberOf(base: Rendered, key: Rendered): Rendered {
  if (base instanceof Map) {
    const found = base.get(String(key));
    if (found !== undefined) return found;
  }
  if (Array.isArray(base) && typeof key === 'number') {
    const found = base.at(key);
    if (found !== undefined) return found as Rendered;
  }
  if (base instanceof Moment && typeof key === 'string') return momentMember(base, key);
  throw new NotKnown(`'${String(key)}' is known only when it is run`);
}

function momentMember({ at }: Moment, name: string): Rendered {
  const date = new Date(at);
  const shifted = (sign: 1 | -1) =>
    new Callable((args, named) => {
      const [delta] = args;
      if (delta instanceof Duration) return new Moment(at + sign * delta.seconds * 1000);
      return new Moment(at + sign * durationOf(named).seconds * 1000);
    });
  const members: Readonly<Record<string, Rendered>> = {
    ...{ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() },
    ...{ hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds() },
    strftime: new Callable(([format]) => strftime(at, asText(format ?? ''))),
    isoformat: new Callable(() => isoFormat(at)),
    to_date_string: new Callable(() => isoFormat(at).slice(0, 10)),
    ...{ add: shifted(1), subtract: shifted(-1), int_timestamp: Math.floor(at / 1000) },
  };
  const found = members[name];
  if (found === undefined) throw new NotKnown(`'${name}' of a date is worked out only when it is run`);
  return found;
}

const SECONDS: Readonly<Record<string, number>> = {
  weeks: 604_800,
  days: 86_400,
  hours: 3600,
  minutes: 60,
  seconds: 1,
};

/** A timedelta of named parts. @throws NotKnown for months and years, which a calendar has to say */
export function durationOf(named: ReadonlyMap<string, Rendered>): Duration {
  let seconds = 0;
  for (const [name, count] of named) {
    const each = SECONDS[name];
    if (each === undefined || typeof count !== 'number')
      throw new NotKnown(`'${name}' is worked out only when it is run`);
    seconds += each * count;
  }
  return new Duration(seconds);
}
