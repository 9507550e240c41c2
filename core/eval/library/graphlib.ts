// The module graphlib: nodes in an order in which each comes after those it needs.

import { iterate } from '../iterate';
import { dictSet, keyOf } from '../keys';
import { type ClassValue, DictValue, type Instance, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { defineClass, makeInstance, moduleOf, native } from './define';
import { exceptionClass } from './exceptions';
import { iterator } from './iterationBuiltins';
import { change } from './sequences';
import { underlying } from './underlying';

const CYCLE_ERROR = exceptionClass('CycleError', 'graphlib', 'ValueError');
const NEEDS = 'the graph that is sorted';

interface Node {
  readonly value: Value;
  waits: number;
  readonly successors: string[];
}

/** What each node needs, as it was told; kept as a dict of lists, so that changes can be undone. */
function needs(a: Args): DictValue {
  const self = a.value('self');
  const kept = self.kind === 'instance' ? self.attributes.get('<needs>') : undefined;
  if (kept?.kind !== 'dict') throw new NotKnown(new Unknown(NEEDS, a.at));
  if (kept.open) throw new NotKnown(kept.open);
  return kept;
}

function addNode(a: Args, graph: DictValue, node: Value, predecessors: readonly Value[]): void {
  const key = keyOf(node);
  const before = key === undefined ? undefined : graph.entries.get(key)?.value;
  const all = [...(before?.kind === 'list' ? before.items : []), ...predecessors];
  dictSet(a.I, graph, node, a.I.list(all, a.at));
}

/** Nodes in the order in which Python numbers them: each before what it needs. */
function nodesOf(graph: DictValue): Map<string, Node> {
  const nodes = new Map<string, Node>();
  const nodeOf = (value: Value): [string, Node] => {
    const key = keyOf(value);
    if (key === undefined) throw new NotKnown(new Unknown(NEEDS, value.at));
    const node = nodes.get(key) ?? { value, waits: 0, successors: [] };
    nodes.set(key, node);
    return [key, node];
  };
  for (const { key, value } of graph.entries.values()) {
    const [own, node] = nodeOf(key);
    for (const needed of value.kind === 'list' ? value.items : []) {
      nodeOf(needed)[1].successors.push(own);
      node.waits++;
    }
  }
  return nodes;
}

function staticOrder(a: Args): Value {
  const nodes = nodesOf(needs(a));
  const order: Value[] = [];
  let ready = [...nodes.values()].filter((node) => node.waits === 0);
  while (ready.length) {
    const group = ready;
    ready = [];
    for (const node of group) {
      order.push(node.value);
      for (const key of node.successors) {
        const next = nodes.get(key)!;
        if (--next.waits === 0) ready.push(next);
      }
    }
  }
  if (order.length < nodes.size) return a.I.fail(CYCLE_ERROR, 'nodes are in a cycle', a.at);
  return iterator(a, order, 'generator');
}

const SORTER: ClassValue = defineClass('TopologicalSorter', {
  module: 'graphlib',
  construct: native('TopologicalSorter', ['cls', 'graph=None'], (I, a) => {
    const made: Instance = makeInstance(I, SORTER, undefined, a.at);
    const graph = new DictValue(new Map(), a.at, I.home);
    const given = a.some('graph') && underlying(a.value('graph'));
    if (given && given.kind !== 'dict') graph.open = new Unknown(NEEDS, a.at);
    if (given?.kind === 'dict') {
      graph.open = given.open;
      for (const { key, value } of given.entries.values()) {
        const { items, open } = iterate(I, value, a.at);
        graph.open ??= open;
        addNode(a, graph, key, items);
      }
    }
    made.attributes.set('<needs>', graph);
    return made;
  }).body,
  methods: [
    change('add', ['node', '*predecessors'], (_, a) => {
      addNode(a, needs(a), a.value('node'), a.rest);
      return undefined;
    }),
    native('static_order', ['self'], (_, a) => staticOrder(a)),
    native('prepare', ['self'], () => undefined),
    ...['get_ready', 'done', 'is_active', '__bool__'].map((name) =>
      native(name, ['self', '*nodes'], (_, a) => new Unknown('a graph that is sorted step by step', a.at)),
    ),
  ],
});

export const GRAPHLIB_MODULE = moduleOf([SORTER, CYCLE_ERROR]);
