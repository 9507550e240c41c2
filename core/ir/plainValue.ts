// A value that a task or DAG was given, as plain data: as far as it is known, with the place where it is written.

import type { Origin } from '../text/span';

/** A moment as the author wrote it: an instant, and the zone it was given in (undefined: none given). */
export interface DateTimeFact {
  /** ISO text of the wall clock, without zone. */
  readonly wallClock: string;
  readonly zone: string | undefined;
}

interface Written {
  /** Where the value is written; perhaps in another file, perhaps (with an empty uri) nowhere. */
  readonly at: Origin;
  /** Why the value is only assumed (a default, a Variables file …): never the reason for an error. */
  readonly assumed?: string | undefined;
}

export type PlainValue = Written &
  (
    | { readonly kind: 'none' }
    | { readonly kind: 'bool'; readonly value: boolean }
    | { readonly kind: 'number'; readonly value: number; readonly integer: boolean }
    | { readonly kind: 'text'; readonly value: string }
    | { readonly kind: 'bytes' }
    | {
        readonly kind: 'collection';
        readonly form: 'list' | 'tuple' | 'set';
        readonly items: readonly PlainValue[];
        /** False: there may be more items than these. */
        readonly complete: boolean;
      }
    | {
        readonly kind: 'dict';
        readonly entries: readonly { readonly key: PlainValue; readonly value: PlainValue }[];
        readonly complete: boolean;
      }
    | { readonly kind: 'moment'; readonly value: DateTimeFact }
    | { readonly kind: 'duration'; readonly seconds: number }
    /** `at` is the `def` or the lambda; `decorated`: a TaskFlow function, not yet called. */
    | { readonly kind: 'function'; readonly name: string; readonly decorated: boolean }
    | { readonly kind: 'task'; readonly id: string }
    | { readonly kind: 'group'; readonly id: string }
    /** What tasks return, known at run time only: `task.output`, the result of a TaskFlow call. */
    | { readonly kind: 'result'; readonly tasks: readonly string[]; readonly key: string | undefined }
    /** An instance of a class that has no kind of its own here, a class or a module. `type`: the short class name. */
    | { readonly kind: 'object'; readonly type: string }
    | {
        readonly kind: 'unknown';
        readonly because: string;
        readonly truthy: boolean;
        /** Another value each time the file is read: by the clock, or at random. */
        readonly changes?: 'time' | 'chance' | undefined;
      }
  );

/** A named argument of a DAG or a task. */
export interface Argument {
  readonly value: PlainValue;
  /** The place of the argument in the checked file, or what leads to it there. */
  readonly at: Origin;
  /** Said in the call itself, or by the default arguments in force. */
  readonly from: 'call' | 'default_args';
}

/** The value's text, if it is one, for certain. */
export function certainText(value: PlainValue | undefined): string | undefined {
  return value?.kind === 'text' && value.assumed === undefined ? value.value : undefined;
}

/** The value under a text key of a dict. */
export function entryOf(value: PlainValue | undefined, key: string): PlainValue | undefined {
  if (value?.kind !== 'dict') return undefined;
  return value.entries.findLast((entry) => entry.key.kind === 'text' && entry.key.value === key)?.value;
}

/** The values within a value that hold no others, in their order, however deep in lists and dicts (keys left out). */
export function leavesOf(value: PlainValue): readonly PlainValue[] {
  const found: PlainValue[] = [];
  addLeaves(value, found);
  return found;
}

function addLeaves(value: PlainValue, to: PlainValue[]): void {
  if (value.kind === 'collection') for (const item of value.items) addLeaves(item, to);
  else if (value.kind === 'dict') for (const entry of value.entries) addLeaves(entry.value, to);
  else to.push(value);
}

/** Every text within a value, however deep in lists and dicts (keys left out). */
export function textsIn(value: PlainValue): readonly PlainText[] {
  return leavesOf(value).filter((leaf) => leaf.kind === 'text');
}

type PlainText = PlainValue & { readonly kind: 'text' };
