// From the evaluator's values to plain data, for the arguments of DAGs and tasks.

import { changingBy } from '../../eval/library/changing';
import { underlying } from '../../eval/library/underlying';
import type {
  DictEntry,
  DictValue,
  Instance,
  ListValue,
  SetValue,
  TupleValue,
  Unknown,
  Value,
} from '../../eval/values';
import type { PlainValue } from '../../ir/plainValue';
import { type Origin, originOf } from '../../text/span';
import { actual, DagModel, DecoratorModel, GroupModel, TaskModel, XComModel } from './model';
import { momentOf, secondsOf } from './moments';
import { triggerRuleText } from './triggerRules';

/** Deeper values, and more items than these in one argument, are left out. */
const DEEPEST = 6;
const MOST_ITEMS = 400;

/** Makes plain values; each value once, however many tasks were given it. */
export class PlainValues {
  private readonly known = new Map<Value, PlainValue>();
  private items = 0;

  /** A whole argument. */
  of(value: Value): PlainValue {
    this.items = 0;
    return this.plain(value, 0);
  }

  private plain(value: Value, depth: number): PlainValue {
    const known = this.known.get(value);
    if (known) return known;
    const made = this.make(value, depth);
    if (depth === 0) this.known.set(value, made);
    return made;
  }

  private make(value: Value, depth: number): PlainValue {
    // The two fields are written out in every literal: spreading an object into each takes several times longer.
    const at = originOf(value.at);
    const { assumed } = value;
    switch (value.kind) {
      case 'none':
        return { at, assumed, kind: 'none' };
      case 'bool':
        return { at, assumed, kind: 'bool', value: value.value };
      case 'int':
      case 'float':
        return { at, assumed, kind: 'number', value: value.value, integer: value.kind === 'int' };
      case 'str':
        return { at, assumed, kind: 'text', value: value.value };
      case 'bytes':
        return { at, assumed, kind: 'bytes' };
      case 'list':
      case 'tuple':
      case 'set':
        return this.collection(value, at, depth);
      case 'dict':
        return this.dict(value, at, depth);
      case 'function':
        return { at: originOf(value.definition), assumed, kind: 'function', name: value.name, decorated: false };
      case 'unknown':
        return { at, assumed, kind: 'unknown', because: value.because, truthy: value.truthy, changes: changes(value) };
      case 'instance':
        return this.instance(value, at, depth);
      default:
        return { at, assumed, kind: 'object', type: typeText(value) };
    }
  }

  private collection(value: ListValue | TupleValue | SetValue, at: Origin, depth: number): PlainValue {
    const { assumed, kind: form } = value;
    const items = value.kind === 'set' ? [...value.items.values()] : value.items;
    const taken = this.takes(items.length, depth);
    const complete = (taken || items.length === 0) && !value.open;
    const plain = taken ? items.map((item) => this.plain(item, depth + 1)) : [];
    return { at, assumed, kind: 'collection', form, items: plain, complete };
  }

  private dict(dict: DictValue, at: Origin, depth: number): PlainValue {
    const { assumed } = dict;
    const given = [...dict.entries.values()];
    const taken = this.takes(given.length, depth);
    const complete = (taken || given.length === 0) && !dict.open;
    const entry = ({ key, value }: DictEntry) => ({
      key: this.plain(key, depth + 1),
      value: this.plain(value, depth + 1),
    });
    return { at, assumed, kind: 'dict', entries: taken ? given.map(entry) : [], complete };
  }

  private takes(count: number, depth: number): boolean {
    this.items += count;
    return depth < DEEPEST && this.items <= MOST_ITEMS;
  }

  private instance(value: Instance, at: Origin, depth: number): PlainValue {
    const { assumed } = value;
    const data = underlying(value);
    if (data !== value) {
      const plain = this.plain(data, depth);
      return { ...plain, at, assumed: assumed ?? plain.assumed };
    }
    const rule = triggerRuleText(value);
    if (rule !== undefined) return { at, assumed, kind: 'text', value: rule };
    const seconds = secondsOf(value);
    if (seconds !== undefined) return { at, assumed, kind: 'duration', seconds };
    const moment = momentOf(value);
    if (moment) return { at, assumed, kind: 'moment', value: moment };
    return modelled(value, at) ?? { at, assumed, kind: 'object', type: value.type.name };
  }
}

/** What makes the value another one at each parse; of one of a few values nothing is said. */
function changes({ because, options }: Unknown): 'time' | 'chance' | undefined {
  return options ? undefined : changingBy(because);
}

/** The parts of a DAG, by their ids. */
function modelled({ payload, assumed }: Instance, at: Origin): PlainValue | undefined {
  if (payload instanceof TaskModel) return { at, assumed, kind: 'task', id: actual(payload).id };
  if (payload instanceof GroupModel) return { at, assumed, kind: 'group', id: payload.id };
  if (payload instanceof XComModel)
    return { at, assumed, kind: 'result', tasks: payload.tasks.map((task) => actual(task).id), key: payload.key };
  if (payload instanceof DagModel) return { at, assumed, kind: 'object', type: 'DAG' };
  if (payload instanceof DecoratorModel && payload.callable.kind === 'function') {
    const { definition, name } = payload.callable;
    return { at: originOf(definition), assumed, kind: 'function', name, decorated: true };
  }
  return undefined;
}

function typeText(value: Value): string {
  if (value.kind === 'class') return 'type';
  return value.kind === 'native' || value.kind === 'method' ? 'function' : value.kind;
}
