// What is noted before an object changes: how to put it back, and that the change may not happen.

import type { Interpreter } from './interpreter';
import {
  type ClassValue,
  type DictValue,
  type FunctionValue,
  type Instance,
  type IteratorValue,
  type ListValue,
  type ModuleValue,
  type SetValue,
  Unknown,
  type Value,
} from './values';

export type Changeable =
  | ListValue
  | SetValue
  | DictValue
  | Instance
  | IteratorValue
  | ClassValue
  | FunctionValue
  | ModuleValue;

/** A container from before an undecided condition, changed under it: what it holds afterwards is in doubt. */
export function noteDoubtfulChange(I: Interpreter, object: Changeable): void {
  if (I.conditional === undefined || object.made > I.conditionalSince) return;
  if (object.kind !== 'list' && object.kind !== 'set' && object.kind !== 'dict') return;
  object.open ??= new Unknown(I.conditional, object.at, { mayBeLess: true });
}

/** Keeps what an object is now; the function that is returned makes it so again. */
export function restorer(object: Changeable): () => void {
  switch (object.kind) {
    case 'list': {
      const { items, open } = object;
      object.items = [...items];
      return () => Object.assign(object, { items, open });
    }
    case 'set': {
      const { items, open } = object;
      object.items = new Map(items);
      return () => Object.assign(object, { items, open });
    }
    case 'dict': {
      const { entries, open, perhaps } = object;
      object.entries = new Map(entries);
      return () => Object.assign(object, { entries, open, perhaps });
    }
    case 'iterator': {
      const { next } = object;
      return () => Object.assign(object, { next });
    }
    case 'instance': {
      const { attributes, payload } = object;
      object.attributes = new Map(attributes);
      return () => Object.assign(object, { attributes, payload });
    }
    case 'class':
    case 'function':
      return mapRestorer(object.attributes);
    case 'module':
      return mapRestorer(object.scope.vars);
  }
}

function mapRestorer(map: Map<string, Value>): () => void {
  const before = new Map(map);
  return () => {
    map.clear();
    for (const [name, value] of before) map.set(name, value);
  };
}
