// What one expression of a template uses.

import { JINJA_GLOBALS } from './data/builtins';
import { Guard, type Path } from './guards';
import type {
  AttributeNode,
  CallNode,
  ConditionalNode,
  Expression,
  FilterNode,
  ItemNode,
  NameNode,
  OperationNode,
  TestNode,
} from './nodes';
import type { Scope } from './scope';
import type { ContextUse, Key, NamedUse } from './useTypes';
import { argumentValues, callArguments } from './values';

/** Where the walk over a template is. */
export interface Region {
  readonly scope: Scope;
  /** The names that the template sets at its top, which blocks find in the context. */
  readonly exported: Scope | undefined;
  readonly guard: Guard | undefined;
  readonly conditional: boolean;
  readonly soft: boolean;
}

/** Something that stands behind a value, with the value as its base. */
type Link = AttributeNode | ItemNode | CallNode | FilterNode | TestNode;

const TOLERANT_FILTERS: ReadonlySet<string> = new Set(['default', 'd']);
const TOLERANT_TESTS: ReadonlySet<string> = new Set(['defined', 'undefined']);

/** Collects the uses of the expressions that it is shown. */
export class ExpressionUses {
  readonly context: ContextUse[] = [];
  readonly filters: NamedUse[] = [];
  readonly tests: NamedUse[] = [];

  all(nodes: readonly Expression[], region: Region): void {
    for (const node of nodes) this.add(node, region);
  }

  add(node: Expression, region: Region): void {
    switch (node.kind) {
      case 'Constant':
        return;
      case 'Name':
        this.addName(node, [], region);
        return;
      case 'Namespace':
        this.addName({ ...node, kind: 'Name', end: node.start + node.name.length }, [], region);
        return;
      case 'Tuple':
      case 'List':
        this.all(node.items, region);
        return;
      case 'Slice':
        this.all(node.parts, region);
        return;
      case 'Dict':
        this.all(node.pairs.flat(), region);
        return;
      case 'Conditional':
        this.addConditional(node, { ...region, soft: true });
        return;
      case 'Operation':
        this.addOperation(node, region);
        return;
      default:
        this.addLinked(node, region);
        return;
    }
  }

  /** The region behind a condition: guarded by what the condition asks about. */
  under(tests: readonly Expression[], region: Region): Region {
    const from = this.context.length;
    this.all(tests, region);
    const mentioned = this.context.length > from ? this.context.slice(from).map(pathOf) : [];
    const guard = mentioned.length > 0 ? new Guard(mentioned, region.guard) : region.guard;
    return { ...region, guard, conditional: true };
  }

  private addConditional(node: ConditionalNode, region: Region): void {
    const under = this.under([node.test], region);
    this.add(node.value, under);
    if (node.other) this.add(node.other, under);
  }

  private addOperation(node: OperationNode, region: Region): void {
    const guards = node.operator === 'and' || node.operator === 'or';
    let inside = region;
    for (const operand of node.operands.slice(0, -1)) {
      if (guards) inside = this.under([operand], inside);
      else this.add(operand, region);
    }
    this.add(node.operands.at(-1)!, inside);
  }

  /** A value with links behind it, read from the inside out and without recursion, however many they are. */
  private addLinked(node: Link, region: Region): void {
    const links: Link[] = [];
    let root: Expression | undefined = node;
    while (root && isLink(root)) {
      links.push(root);
      root = root.kind === 'Call' ? root.callee : root.base;
    }
    links.reverse();
    if (root?.kind === 'Name') this.addName(root, links, region);
    else if (root) this.add(root, region);
    for (const link of links) this.addLink(link, region);
  }

  private addLink(link: Link, region: Region): void {
    const { soft } = region;
    if (link.kind === 'Item') this.add(link.index, region);
    if (link.kind === 'Attribute' || link.kind === 'Item') return;
    if (link.kind === 'Filter') this.filters.push({ name: link.name, soft, ...link.namePlace });
    else if (link.kind === 'Test') this.tests.push({ name: link.name, soft, ...link.namePlace });
    this.all(argumentValues(link.args), region);
  }

  private addName(node: NameNode, links: readonly Link[], region: Region): void {
    const { name, start } = node;
    const binding = region.scope.load(name);
    if (binding === 'bound' || JINJA_GLOBALS.has(name)) return;
    const keys: Key[] = [];
    for (const link of links) {
      const key = keyOf(link);
      if (!key) break;
      keys.push(key);
    }
    const next = links[keys.length];
    const call = next?.kind === 'Call' ? next : undefined;
    const maybe = binding === 'maybe' || region.exported?.sets(name) === true;
    this.context.push({
      name,
      namePlace: { start, end: node.end },
      keys,
      call: call && callArguments(call),
      guarded: maybe || links.some(isTolerant) || region.guard?.asksAbout(pathFrom(name, keys)) === true,
      conditional: region.conditional,
      start,
      end: (call ?? links[keys.length - 1] ?? node).end,
    });
  }
}

function isLink(node: Expression): node is Link {
  const { kind } = node;
  return kind === 'Attribute' || kind === 'Item' || kind === 'Call' || kind === 'Filter' || kind === 'Test';
}

function keyOf(link: Link): Key | undefined {
  if (link.kind === 'Attribute') return { value: link.name, attribute: true, start: link.nameStart, end: link.end };
  if (link.kind !== 'Item' || link.index.kind !== 'Constant') return undefined;
  const { value, start, end } = link.index;
  return typeof value === 'string' || typeof value === 'number' ? { value, attribute: false, start, end } : undefined;
}

function isTolerant(link: Link): boolean {
  return (
    (link.kind === 'Filter' && TOLERANT_FILTERS.has(link.name)) ||
    (link.kind === 'Test' && TOLERANT_TESTS.has(link.name))
  );
}

/** What a condition asks about: `dag_run.conf` where `dag_run.conf.get('x')` is called. */
function pathOf(use: ContextUse): Path {
  return pathFrom(use.name, use.call ? use.keys.slice(0, -1) : use.keys);
}

function pathFrom(name: string, keys: readonly Key[]): Path {
  return [name, ...keys.map((key) => key.value)];
}
