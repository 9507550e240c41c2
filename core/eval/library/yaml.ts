// The module yaml (PyYAML): loading, with PyYAML's own reading of plain scalars.

import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, type YAMLMap } from 'yaml';
import type { Origin } from '../../text/span';
import type { Interpreter } from '../interpreter';
import { dictSet } from '../keys';
import { DictValue, ListValue, type NativeFunction, Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { defineClass, moduleOf, native, unknowable } from './define';
import { exceptionClass } from './exceptions';
import { assumedOf, sourceOf } from './json';
import { type Placing, placing } from './jsonReader';
import { plainScalar, taggedScalar } from './yamlScalars';

/** Turns the nodes of one document into values. */
class Builder {
  private readonly anchors = new Map<string, Value>();
  constructor(
    private readonly I: Interpreter,
    private readonly place: Placing,
    private readonly nowhere: Origin,
  ) {}

  value(node: unknown, depth = 0): Value {
    this.I.spend();
    if (depth > 100) return new Unknown('the YAML is nested too deeply', this.nowhere);
    const at = this.origin(node);
    if (isAlias(node))
      return this.anchors.get(node.source) ?? new Unknown(`the YAML anchor ${node.source} is not defined`, at);
    if (isScalar(node)) return this.anchored(node.anchor, this.scalar(node, at));
    if (isSeq(node)) {
      const list = this.anchored(node.anchor, new ListValue([], at, this.I.home, this.I.assumed)) as ListValue;
      list.items = node.items.map((item) => this.value(item, depth + 1));
      return list;
    }
    if (isMap(node)) return this.map(node, at, depth);
    return plainScalar(this.I, '', at);
  }

  private anchored(name: string | undefined, value: Value): Value {
    if (name !== undefined) this.anchors.set(name, value);
    return value;
  }

  private origin(node: unknown): Origin {
    const range = (node as Node | null)?.range;
    return range ? this.place(range[0], range[1]) : this.nowhere;
  }

  private scalar(node: { tag?: string; type?: string; value: unknown; source?: string }, at: Origin): Value {
    const text = typeof node.value === 'string' ? node.value : String(node.value ?? '');
    if (node.tag !== undefined) {
      return taggedScalar(this.I, node.tag, text, at) ?? new Unknown(`the YAML tag ${node.tag} is not modelled`, at);
    }
    return node.type === 'PLAIN' || node.type === undefined ? plainScalar(this.I, text, at) : this.I.str(text, at);
  }

  private map(node: YAMLMap, at: Origin, depth: number): Value {
    const dict = this.anchored(node.anchor, new DictValue(new Map(), at, this.I.home, this.I.assumed)) as DictValue;
    const merged: Value[] = [];
    for (const pair of node.items) {
      const value = this.value(pair.value, depth + 1);
      const isMerge = isScalar(pair.key) && pair.key.type === 'PLAIN' && pair.key.value === '<<';
      if (isMerge) merged.push(value);
      else dictSet(this.I, dict, this.value(pair.key, depth + 1), value);
    }
    if (merged.length) mergeInto(this.I, dict, merged);
    return dict;
  }
}

/** `<<`: keys of the merged maps come first, but do not replace the map's own. */
function mergeInto(I: Interpreter, dict: DictValue, merged: readonly Value[]): void {
  const sources = merged.flatMap((value) => (value.kind === 'list' ? [...value.items] : [value]));
  const own = [...dict.entries];
  dict.entries = new Map();
  for (const source of sources.reverse()) {
    if (source.kind !== 'dict') dict.open = new Unknown('merges something that is not a map', source.at);
    else for (const { key, value } of source.entries.values()) dictSet(I, dict, key, value);
  }
  for (const [key, entry] of own) dict.entries.set(key, entry);
}

/** The documents of a text; the message of what is wrong with it, if it is no YAML. */
function parse(text: string): readonly Document[] | string {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const list = Array.isArray(documents) ? (documents as Document[]) : [];
  // A tag of the user's own is a warning here; it is met again when its node is read.
  const error = list.flatMap((document) => document.errors)[0];
  return error ? error.message : list;
}

function load(a: Args): Value[] {
  const { text, uri } = sourceOf(a, 'stream');
  const documents = parse(text);
  if (typeof documents === 'string' && documents.includes('call stack'))
    return a.giveUp('the YAML is nested too deeply');
  if (typeof documents === 'string')
    return a.raise(YAML_ERROR, `the text is not valid YAML: ${documents.split('\n')[0]}`);
  return a.I.assuming(assumedOf(a, 'stream'), () =>
    documents.map((document) => new Builder(a.I, placing(uri, a.at), a.at).value(document.contents)),
  );
}

function one(name: string): NativeFunction {
  return native(name, ['stream', 'Loader=None'], (_, a) => {
    const documents = load(a);
    if (documents.length > 1) return a.fail('YAMLError', 'expected a single document in the stream');
    return documents[0];
  });
}

function all(name: string): NativeFunction {
  return native(name, ['stream', 'Loader=None'], (I, a) => I.iterator(load(a), a.at, 'generator'));
}

const UNWRITTEN = 'writes YAML, which is not modelled';
const LOADERS = [
  'SafeLoader',
  'Loader',
  'FullLoader',
  'UnsafeLoader',
  'BaseLoader',
  'CSafeLoader',
  'CLoader',
  'SafeDumper',
  'Dumper',
];
const ERRORS = ['ScannerError', 'ParserError', 'ConstructorError'];

export const YAML_ERROR = exceptionClass('YAMLError', 'yaml');

export const YAML_MODULE = moduleOf([
  ...['load', 'safe_load', 'full_load', 'unsafe_load'].map(one),
  ...['load_all', 'safe_load_all', 'full_load_all'].map(all),
  ...['dump', 'safe_dump', 'dump_all', 'safe_dump_all'].map((name) => unknowable(name, UNWRITTEN)),
  ...['add_constructor', 'add_representer', 'add_multi_constructor', 'add_implicit_resolver'].map((name) =>
    native(name, ['*args', '**kwargs'], () => undefined),
  ),
  ...LOADERS.map((name) => defineClass(name, { module: 'yaml' })),
  YAML_ERROR,
  ...ERRORS.map((name) => defineClass(name, { module: 'yaml', bases: [YAML_ERROR] })),
]);
