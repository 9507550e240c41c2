// Slices: reading, writing and deleting `value[lower:upper:step]`.

import type { Origin } from '../text/span';
import type { Interpreter } from './interpreter';
import { iterate } from './iterate';
import { BytesValue, type ListValue, type SliceValue, type StrValue, TupleValue, Unknown, type Value } from './values';

type Bounds = readonly (number | null | undefined)[];

/** `value[lower:upper:step]`. */
export function slice(
  I: Interpreter,
  value: ListValue | TupleValue | StrValue | BytesValue,
  range: SliceValue,
  at: Origin,
): Value {
  const bounds = boundsOf(range);
  if (!bounds || ('open' in value && value.open)) return new Unknown('a slice that is not known', at);
  const elements = value.kind === 'str' ? [...value.value] : value.kind === 'bytes' ? [...value.value] : value.items;
  const picked = indices(elements.length, bounds).map((i) => elements[i]!);
  I.spend(picked.length);
  if (value.kind === 'str') return I.str((picked as string[]).join(''), value.at, value);
  if (value.kind === 'bytes') return new BytesValue((picked as string[]).join(''), at, value.assumed);
  return value.kind === 'list'
    ? I.list(picked as Value[], at)
    : new TupleValue(picked as Value[], at, I.taint([value]));
}

/** Undefined where a bound is not known. */
function boundsOf({ lower, upper, step }: SliceValue): Bounds | undefined {
  const bounds = [lower, upper, step].map((bound) => {
    if (bound === undefined || bound.kind === 'none') return null;
    return bound.kind === 'int' ? bound.value : undefined;
  });
  return bounds.includes(undefined) ? undefined : bounds;
}

/** The positions that `[lower:upper:step]` picks of a sequence of this length. */
export function indices(length: number, [lower, upper, step]: Bounds): number[] {
  const by = step ?? 1;
  if (by === 0) return [];
  const clamp = (bound: number, low: number, high: number) =>
    Math.max(low, Math.min(high, bound < 0 ? bound + length : bound));
  const [low, high] = by > 0 ? [0, length] : [-1, length - 1];
  const start = lower === null || lower === undefined ? (by > 0 ? 0 : length - 1) : clamp(lower, low, high);
  const end = upper === null || upper === undefined ? (by > 0 ? length : -1) : clamp(upper, low, high);
  const picked: number[] = [];
  for (let i = start; by > 0 ? i < end : i > end; i += by) picked.push(i);
  return picked;
}

/** `list[lower:upper:step] = value`; the list becomes open where that is not known. The caller has touched the list. */
export function setSlice(I: Interpreter, list: ListValue, range: SliceValue, value: Value, at: Origin): void {
  const bounds = boundsOf(range);
  const { items, open } = iterate(I, value, at);
  const whole = bounds?.every((bound) => bound === null);
  if (!bounds || (list.open && !whole)) {
    list.open ??= new Unknown('elements were replaced in a way that is not followed', at);
    return;
  }
  const step = bounds[2] ?? 1;
  if (step !== 1) {
    for (const [n, position] of indices(list.items.length, bounds).entries())
      if (items[n]) list.items[position] = items[n];
    return;
  }
  const [start, end] = span(list.items.length, bounds);
  I.spend(list.items.length + items.length);
  list.items = [...list.items.slice(0, start), ...items, ...list.items.slice(end)];
  list.open = open;
}

/** `del list[lower:upper:step]`. The caller has touched the list. */
export function deleteSlice(list: ListValue, range: SliceValue, at: Origin): void {
  const bounds = boundsOf(range);
  if (!bounds || list.open) {
    list.open ??= new Unknown('elements were deleted in a way that is not followed', at);
    return;
  }
  const gone = new Set(indices(list.items.length, bounds));
  list.items = list.items.filter((_, position) => !gone.has(position));
}

/** Where a slice of step 1 begins and ends. */
function span(length: number, [lower, upper]: Bounds): readonly [start: number, end: number] {
  const place = (bound: number | null | undefined, otherwise: number) =>
    Math.max(
      0,
      Math.min(length, bound === null || bound === undefined ? otherwise : bound < 0 ? bound + length : bound),
    );
  const start = place(lower, 0);
  return [start, Math.max(start, place(upper, length))];
}
