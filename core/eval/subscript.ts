// `value[index]`: reading, writing and deleting.

import type { Origin } from '../text/span';
import { findAttribute } from './attributes';
import { callWith } from './calls';
import type { Interpreter } from './interpreter';
import { overOptions } from './join';
import { dictGet, dictSet, keyOf } from './keys';
import { pythonRepr } from './library/repr';
import { underlying } from './library/underlying';
import { metaMethod } from './metaclass';
import { deleteSlice, setSlice, slice } from './slices';
import {
  type BytesValue,
  type DictValue,
  type ListValue,
  type StrValue,
  type TupleValue,
  Unknown,
  type Value,
} from './values';

/** `value[index]`, total. */
export function getItem(I: Interpreter, value: Value, index: Value, at: Origin): Value {
  I.spend();
  switch (value.kind) {
    case 'dict':
      return dictItem(I, value, index, at);
    case 'list':
    case 'tuple':
    case 'str':
    case 'bytes':
      return sequenceItem(I, value, index, at);
    case 'instance':
      return bySpecialMethod(I, value, '__getitem__', [index], at);
    case 'class':
      return classItem(I, value, index, at);
    case 'native':
      return value;
    case 'unknown':
      return overOptions(I, value, (option) => getItem(I, option, index, at)) ?? partOfUnknown(I, value, index, at);
    default:
      return I.fail('TypeError', `'${value.kind}' object is not subscriptable`, at, value);
  }
}

function partOfUnknown(I: Interpreter, value: Unknown, index: Value, at: Origin): Unknown {
  const key = value.path === undefined ? undefined : pythonRepr(I, index);
  return new Unknown(value.because, at, key === undefined ? {} : { path: `${value.path}[${key}]` });
}

/** `List[int]`, `Enum['NAME']`. */
function classItem(I: Interpreter, value: Extract<Value, { kind: 'class' }>, index: Value, at: Origin): Value {
  const members = findAttribute(I, value, '__members__', at);
  if (members?.kind === 'dict') return dictItem(I, members, index, at);
  const byMeta = metaMethod(value, '__getitem__', at);
  if (byMeta) return callWith(I, byMeta, [index], at);
  const own = findAttribute(I, value, '__class_getitem__', at);
  if (own?.kind === 'function') return callWith(I, own, [value, index], at);
  return own?.kind === 'method' && own.callee.kind === 'function' ? callWith(I, own, [index], at) : value;
}

function bySpecialMethod(I: Interpreter, value: Value, name: string, args: readonly Value[], at: Origin): Value {
  const method = findAttribute(I, value, name, at);
  if (!method) return I.fail('TypeError', 'the object cannot be subscripted', at, value);
  return method.kind === 'unknown' ? new Unknown(method.because, at) : callWith(I, method, args, at);
}

function dictItem(I: Interpreter, dict: DictValue, key: Value, at: Origin): Value {
  const found = dictGet(dict, key);
  if (found) return found;
  if (key.kind === 'unknown')
    return overOptions(I, key, (option) => dictItem(I, dict, option, at)) ?? new Unknown(key.because, at);
  if (dict.missing) {
    const made = callWith(I, dict.missing, [], at);
    dictSet(I, dict, key, made);
    return made;
  }
  if (dict.open || keyOf(key) === undefined) return new Unknown(dict.open?.because ?? 'the key is not known', at);
  return I.fail('KeyError', key.kind === 'str' ? key.value : (pythonRepr(I, key) ?? '?'), at, dict, key);
}

type Sequence = ListValue | TupleValue | StrValue | BytesValue;

function sequenceItem(I: Interpreter, value: Sequence, given: Value, at: Origin): Value {
  const index = underlying(given);
  if (index.kind === 'slice') return slice(I, value, index, at);
  if (index.kind === 'unknown')
    return overOptions(I, index, (option) => sequenceItem(I, value, option, at)) ?? anyItem(value, index, at);
  const position = index.kind === 'int' || index.kind === 'bool' ? Number(index.value) : undefined;
  if (position === undefined) return I.fail('TypeError', 'list indices must be integers or slices', at, value, index);
  const open = 'open' in value ? value.open : undefined;
  if (open && position < 0) return new Unknown(open.because, at);
  const elements = value.kind === 'str' ? [...value.value] : value.kind === 'bytes' ? value.value : value.items;
  const element = elements[position < 0 ? elements.length + position : position];
  if (element === undefined)
    return open
      ? new Unknown(open.because, at)
      : I.fail('IndexError', `${value.kind} index out of range`, at, value, index);
  if (typeof element !== 'string') return open?.mayBeLess ? perhaps(element, open, at) : element;
  return value.kind === 'str' ? I.str(element, value.at, value) : new Unknown('a byte', at);
}

/** An element of a container from which some may be missing. */
function perhaps(element: Value, open: Unknown, at: Origin): Unknown {
  return new Unknown(open.because, at, { options: [element, new Unknown(open.because, at)] });
}

/** An element nobody knows which: one of them. */
function anyItem(value: Sequence, index: Unknown, at: Origin): Value {
  const items = value.kind === 'list' || value.kind === 'tuple' ? value.items : [];
  const options = items.length > 0 && items.length <= 8 && !('open' in value && value.open) ? items : undefined;
  return new Unknown(index.because, at, { options });
}

/** `container[index] = value`. */
export function setItem(I: Interpreter, container: Value, index: Value, value: Value, at: Origin): void {
  I.spend();
  if (container.kind === 'dict') {
    dictSet(I, container, index, value);
  } else if (container.kind === 'list') {
    setListItem(I, container, underlying(index), value, at);
  } else if (container.kind === 'instance') {
    const method = findAttribute(I, container, '__setitem__', at);
    if (method && method.kind !== 'unknown') callWith(I, method, [index, value], at);
  } else if (container.kind === 'unknown') {
    overOptions(I, container, (option) => {
      setItem(I, option, index, value, at);
      return option;
    });
  }
}

function setListItem(I: Interpreter, list: ListValue, index: Value, value: Value, at: Origin): void {
  I.touch(list);
  if (index.kind === 'int') {
    const position = index.value < 0 ? list.items.length + index.value : index.value;
    if (position >= 0 && position < list.items.length) list.items[position] = value;
    else if (!list.open) I.fail('IndexError', 'list assignment index out of range', at, list, index);
    return;
  }
  if (index.kind === 'slice') setSlice(I, list, index, value, at);
  else list.open = new Unknown('elements were replaced in a way that is not followed', at);
}

/** `del container[index]`. */
export function deleteItem(I: Interpreter, container: Value, index: Value, at: Origin): void {
  if (container.kind === 'dict') {
    const key = keyOf(index);
    I.touch(container);
    if (key === undefined) container.open = new Unknown('an unknown key was deleted', at);
    else container.entries.delete(key);
  } else if (container.kind === 'list') {
    deleteListItem(I, container, underlying(index), at);
  } else if (container.kind === 'instance') {
    const method = findAttribute(I, container, '__delitem__', at);
    if (method && method.kind !== 'unknown') callWith(I, method, [index], at);
  }
}

function deleteListItem(I: Interpreter, list: ListValue, index: Value, at: Origin): void {
  I.touch(list);
  if (index.kind === 'slice') deleteSlice(list, index, at);
  else if (index.kind !== 'int' || (list.open && index.value < 0))
    list.open = new Unknown('an element was deleted that is not known', at);
  else if (index.value < list.items.length && index.value >= -list.items.length) list.items.splice(index.value, 1);
  else if (!list.open) I.fail('IndexError', 'list assignment index out of range', at, list, index);
}
