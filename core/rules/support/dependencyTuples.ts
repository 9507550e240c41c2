// Tuples where a dependency was meant: `a >> b, c`.

import type { Dag, Edge, TaskId } from '../../ir/dag';
import type { Expr, TupleExpr } from '../../syntax/ast';
import { contains, type Origin } from '../../text/span';
import type { RuleInput } from '../rule';
import { nodesAround } from './nodesAround';
import { onceAFile } from './once';

/** Statements that are a tuple of dependencies, and of something that stands alone or of chains that belong together. */
export function dependencyTuples(input: RuleInput): ReadonlySet<TupleExpr> {
  return onceAFile(input, 'dependencyTuples', () => tuplesIn(input));
}

function tuplesIn(input: RuleInput): ReadonlySet<TupleExpr> {
  const found = new Set<TupleExpr>();
  for (const dag of input.file.dags)
    for (const { at } of dag.edges) {
      const tuple = at.uri === input.file.uri && commaNear(input, at.end) ? tupleAround(input, at) : undefined;
      if (tuple && (tuple.elements.some(isBare) || isCutChain(dag, tuple))) found.add(tuple);
    }
  return found;
}

/** True for what may be a task by itself. */
export function isBare(element: Expr): boolean {
  return ['Name', 'Attribute', 'Subscript', 'Call'].includes(element.kind);
}

/**
 * True for `a >> b, c >> d` where `a >> [b, c] >> d` was meant: nothing comes before `c`, and either `b` leads to `d` too, or
 * `c >> d` is tied to nothing else while `a` stands in the middle of the DAG. Two chains that were meant are left alone.
 */
function isCutChain(dag: Dag, { elements }: TupleExpr): boolean {
  const [first, second] = elements;
  if (elements.length !== 2 || !first || !second || dag.incomplete !== undefined) return false;
  const [before, behind] = [edgesIn(dag, first), edgesIn(dag, second)];
  const [b, c] = [endsOf(before, 'downstream', 'upstream'), endsOf(behind, 'upstream', 'downstream')];
  if (!b.size || !c.size || dag.edges.some(({ downstream }) => c.has(downstream))) return false;
  const d = new Set(behind.filter(({ upstream }) => c.has(upstream)).map(({ downstream }) => downstream));
  if (dag.edges.some(({ upstream, downstream }) => b.has(upstream) && d.has(downstream))) return true;
  const a = endsOf(before, 'upstream', 'downstream');
  return dag.edges.some(({ downstream }) => a.has(downstream)) && isAlone(dag, behind);
}

function edgesIn({ edges }: Dag, element: Expr): Edge[] {
  return element.kind === 'Binary' && element.operator === '>>' ? edges.filter(({ at }) => contains(element, at)) : [];
}

/** The tasks at one end of the edges that are not at the other end of any of them. */
function endsOf(edges: readonly Edge[], end: 'upstream' | 'downstream', other: 'upstream' | 'downstream'): Set<TaskId> {
  const others = new Set(edges.map((edge) => edge[other]));
  return new Set(edges.map((edge) => edge[end]).filter((id) => !others.has(id)));
}

/** True if no other edge touches the tasks of these. */
function isAlone(dag: Dag, edges: readonly Edge[]): boolean {
  const ids = new Set(edges.flatMap(({ upstream, downstream }) => [upstream, downstream]));
  return dag.edges.every((edge) => edges.includes(edge) || !(ids.has(edge.upstream) || ids.has(edge.downstream)));
}

/** Cheap: whether a comma stands behind the edge, or before it on its line. */
function commaNear({ text }: RuleInput, end: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
  return line.includes(',') || /^[\s)]*,/.test(text.slice(end, end + 80));
}

/** The tuple that is a whole statement, with this dependency as one of its elements. */
function tupleAround(input: RuleInput, at: Origin): TupleExpr | undefined {
  const around = nodesAround(input.module, at);
  const index = around.findLastIndex((node) => node.kind === 'ExprStmt');
  const tuple = around[index + 1];
  return index >= 0 && tuple?.kind === 'Tuple' && around[index + 2]?.kind === 'Binary' ? tuple : undefined;
}
