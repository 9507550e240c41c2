// `object.__dict__`: the attributes of an object as a dict; writes to it are writes to the object.

import type { Origin } from '../text/span';
import type { Interpreter } from './interpreter';
import { type DictEntry, DictValue, type Instance, LIBRARY_HOME, StrValue, Unknown, type Value } from './values';

/** Entries of a dict that write through to an object. */
class AttributeEntries extends Map<string, DictEntry> {
  constructor(
    private readonly I: Interpreter,
    private readonly object: Instance,
    entries: Iterable<readonly [string, DictEntry]>,
  ) {
    super();
    for (const [key, entry] of entries) super.set(key, entry);
  }
  override set(key: string, entry: DictEntry): this {
    this.I.touch(this.object);
    if (entry.key.kind === 'str') this.object.attributes.set(entry.key.value, entry.value);
    return super.set(key, entry);
  }
  override delete(key: string): boolean {
    const entry = this.get(key);
    this.I.touch(this.object);
    if (entry?.key.kind === 'str') this.object.attributes.delete(entry.key.value);
    return super.delete(key);
  }
}

/** Unknown for objects of library classes: a model does not keep all their attributes. */
export function attributeDict(I: Interpreter, object: Instance, at: Origin): Value {
  const modelled = object.type.mro.some(
    (type) => type.kind === 'unknown' || (type.home === LIBRARY_HOME && type.name !== 'object'),
  );
  if (modelled) return new Unknown('the attributes of an object', at);
  const entries = [...object.attributes].map(
    ([name, value]) => [`s${name}`, { key: new StrValue(name, at), value }] as const,
  );
  const dict = new DictValue(new Map(), at, I.home, object.assumed);
  dict.entries = new AttributeEntries(I, object, entries);
  return dict;
}
