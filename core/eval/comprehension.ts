// List, set and dict comprehensions and generator expressions, evaluated at once.

import type { ComprehensionExpr } from '../syntax/ast';
import { assign } from './assign';
import { type Interpreter, LIMITS } from './interpreter';
import { iterate } from './iterate';
import { dictSet, setAdd } from './keys';
import { Scope } from './scope';
import { truth, whyUndecided } from './truth';
import { DictValue, SetValue, Unknown, type Value } from './values';

interface Building {
  readonly node: ComprehensionExpr;
  readonly scope: Scope;
  readonly add: (key: Value, value: Value | undefined) => void;
  open: Unknown | undefined;
  count: number;
}

/** The list, set, dict or iterator that a comprehension makes. */
export function comprehension(I: Interpreter, node: ComprehensionExpr, outer: Scope): Value {
  const scope = new Scope('comprehension', outer, I.writes);
  const items: Value[] = [];
  const dict = new DictValue(new Map(), node, I.home, I.assumed);
  const set = new SetValue(new Map(), node, I.home, I.assumed);
  const add = (key: Value, value: Value | undefined) => {
    if (node.form === 'dict') dictSet(I, dict, key, value ?? key);
    else if (node.form === 'set') setAdd(I, set, key);
    else items.push(key);
  };
  const building: Building = { node, scope, add, open: undefined, count: 0 };
  clause(I, building, 0);
  const result = { dict, set, list: I.list(items, node), generator: I.iterator(items, node, 'generator') }[node.form];
  result.open ??= building.open;
  return result;
}

function clause(I: Interpreter, building: Building, index: number): void {
  const { node, scope } = building;
  const current = node.clauses[index];
  if (!current) {
    element(I, building);
    return;
  }
  // The first iterable is evaluated outside the comprehension's own scope, as Python does.
  const source = I.environment.machine.evaluate(I, current.iterable, index === 0 ? (scope.parent ?? scope) : scope);
  const { items, open } = iterate(I, source, current.iterable);
  const round = (item: Value) => {
    assign(I, current.target, item, scope);
    filtered(I, building, index);
  };
  for (const item of items) {
    if (open?.mayBeLess) I.under(open.because, () => round(item));
    else round(item);
    if (building.count > LIMITS.iterations) break;
  }
  if (open?.mayBeLess) building.open ??= open;
  else if (open) unknownRest(I, building, index, open);
}

/** Elements that are not known: the body is evaluated once, for what it makes. */
function unknownRest(I: Interpreter, building: Building, index: number, open: Unknown): void {
  const { target, iterable } = building.node.clauses[index]!;
  building.open ??= open;
  const effects = I.effects;
  I.under(open.because, () => {
    assign(I, target, new Unknown(open.because, target), building.scope);
    filtered(I, building, index);
  });
  if (I.effects !== effects) I.gap(`loops over something that is not known: ${open.because}`, iterable);
}

function filtered(I: Interpreter, building: Building, index: number): void {
  const { conditions } = building.node.clauses[index]!;
  for (const condition of conditions) {
    const test = I.environment.machine.evaluate(I, condition, building.scope);
    const answer = truth(I, test);
    if (answer === false) return;
    if (answer === undefined) {
      const because = whyUndecided(test);
      building.open ??= new Unknown(because, condition, { mayBeLess: true });
      I.under(because, () => clause(I, building, index + 1));
      return;
    }
  }
  clause(I, building, index + 1);
}

function element(I: Interpreter, building: Building): void {
  const { node, scope } = building;
  if (++building.count > LIMITS.iterations) {
    building.open ??= new Unknown('the comprehension makes too many values', node);
    return;
  }
  const key = I.environment.machine.evaluate(I, node.element, scope);
  building.add(key, node.value && I.environment.machine.evaluate(I, node.value, scope));
}
