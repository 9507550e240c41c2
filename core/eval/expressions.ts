// The value of an expression.

import type {
  BinaryExpr,
  BoolOpExpr,
  CallExpr,
  CompareExpr,
  ConditionalExpr,
  DictExpr,
  Expr,
  LambdaExpr,
  Param,
} from '../syntax/ast';
import type { Origin } from '../text/span';
import { asFarAsAssumed } from './assumed';
import { getAttribute } from './attributes';
import { setVariable } from './branching';
import { callValue, NO_KEYWORDS } from './calls';
import { compare } from './comparison';
import { comprehension } from './comprehension';
import { formattedString } from './formattedString';
import { type Call, type Interpreter, LIMITS } from './interpreter';
import { iterate } from './iterate';
import { join } from './join';
import { dictSet, setAdd } from './keys';
import { binary, unary } from './operators';
import type { Scope } from './scope';
import { specialCall } from './specialCalls';
import { getItem } from './subscript';
import { truth, whyUndecided } from './truth';
import { noteUndefined } from './undefinedNames';
import {
  BytesValue,
  DictValue,
  EllipsisValue,
  FloatValue,
  FunctionValue,
  IntValue,
  ListValue,
  type ModuleValue,
  SetValue,
  SliceValue,
  StrValue,
  TupleValue,
  Unknown,
  type Value,
} from './values';

/** The scope's module, kept as a hidden variable of module scopes. */
export function moduleOf(scope: Scope): ModuleValue {
  return scope.module.vars.get('<module>') as ModuleValue;
}

/** See `Machine.evaluate`. */
export function evaluate(I: Interpreter, node: Expr, scope: Scope): Value {
  if (I.depth >= LIMITS.depth) return new Unknown('nested too deeply', node);
  I.depth++;
  try {
    return evaluateKind(I, node, scope);
  } finally {
    I.depth--;
  }
}

function evaluateKind(I: Interpreter, node: Expr, scope: Scope): Value {
  I.spend();
  switch (node.kind) {
    case 'Name':
      return nameValue(I, node.name, node, scope);
    case 'String':
      return new StrValue(node.value, node, I.assumed);
    case 'Attribute':
      return getAttribute(I, evaluate(I, node.value, scope), node.name.name, node);
    case 'Call':
      return callExpression(I, node, scope);
    case 'Binary':
      return binaryChain(I, node, scope);
    case 'List':
    case 'Tuple':
    case 'Set':
      return collection(I, node.kind, node.elements, node, scope);
    case 'Dict':
      return dictDisplay(I, node, scope);
    case 'FString':
      return formattedString(I, node, scope);
    case 'Subscript':
      return getItem(I, evaluate(I, node.value, scope), evaluate(I, node.index, scope), node);
    case 'Compare':
      return compareChain(I, node, scope);
    case 'BoolOp':
      return boolOperation(I, node, scope);
    case 'Conditional':
      return conditional(I, node, scope);
    case 'Comprehension':
      return comprehension(I, node, scope);
    case 'Lambda':
      return lambda(I, node, scope);
    default:
      return evaluateRare(I, node, scope);
  }
}

function evaluateRare(I: Interpreter, node: Expr, scope: Scope): Value {
  switch (node.kind) {
    case 'None':
      return I.none(node);
    case 'Bool':
      return I.bool(node.value, node);
    case 'Ellipsis':
      return new EllipsisValue(node);
    case 'Int':
      return node.exact
        ? new IntValue(node.value, node, I.assumed)
        : new Unknown('the number is too large', node, { truthy: true });
    case 'Float':
      return new FloatValue(node.value, node, I.assumed);
    case 'Bytes':
      return new BytesValue(node.value, node, I.assumed);
    case 'Unary':
      return unaryExpression(I, node.operator, evaluate(I, node.operand, scope), node);
    case 'Slice':
      return new SliceValue(
        node.lower && evaluate(I, node.lower, scope),
        node.upper && evaluate(I, node.upper, scope),
        node.step && evaluate(I, node.step, scope),
        node,
      );
    case 'NamedExpr': {
      const value = evaluate(I, node.value, scope);
      let target = scope;
      while (target.kind === 'comprehension' && target.parent) target = target.parent;
      setVariable(I, target, node.target.name, value);
      return value;
    }
    case 'Starred':
      return evaluate(I, node.value, scope);
    case 'Yield':
      return yieldExpression(I, node, scope);
    case 'Complex':
      return new Unknown('a complex number', node);
    case 'Await':
      return new Unknown('awaits something', node);
    default:
      return new Unknown('the syntax is broken here', node);
  }
}

function unaryExpression(I: Interpreter, operator: '-' | '+' | '~' | 'not', operand: Value, node: Expr): Value {
  if (operator !== 'not') return unary(I, operator, operand, node);
  const answer = truth(I, operand);
  if (answer !== undefined) return I.bool(!answer, node, operand);
  return new Unknown(operand.kind === 'unknown' ? operand.because : 'negates something unknown', node);
}

function yieldExpression(I: Interpreter, node: Extract<Expr, { kind: 'Yield' }>, scope: Scope): Value {
  const value = node.value ? evaluate(I, node.value, scope) : I.none(node);
  const onYield = I.frames.findLast((frame) => frame.onYield !== undefined)?.onYield;
  if (!onYield) return I.none(node);
  if (node.from) for (const item of iterate(I, value, node).items) onYield(item);
  else onYield(value);
  return I.none(node);
}

/** The value of a name: scopes, then builtins. */
function nameValue(I: Interpreter, name: string, node: Expr, scope: Scope): Value {
  const value = scope.lookup(name) ?? I.environment.builtins.get(name);
  if (value) return value;
  if (name === '__name__') return I.str(moduleOf(scope).name, node);
  if (name === '__file__') return I.str(moduleOf(scope).path ?? '', node);
  noteUndefined(I, name, node, scope);
  return I.fail('NameError', `name '${name}' is not defined`, node);
}

/** `a + b + c` goes down the left side in a loop, so that long chains need no deep stack. */
function binaryChain(I: Interpreter, node: BinaryExpr, scope: Scope): Value {
  const chain: BinaryExpr[] = [];
  let left: Expr = node;
  while (left.kind === 'Binary') {
    chain.push(left);
    left = left.left;
  }
  let value = evaluate(I, left, scope);
  for (let i = chain.length - 1; i >= 0; i--) {
    const step = chain[i]!;
    value = binary(I, step.operator, value, evaluate(I, step.right, scope), stepOrigin(step));
  }
  return value;
}

/** One step of a chain of shifts: from its own left operand, not from the start of the chain. */
function stepOrigin(step: BinaryExpr): Origin {
  if (step.left.kind !== 'Binary' || (step.operator !== '>>' && step.operator !== '<<')) return step;
  return { uri: step.uri, start: step.left.right.start, end: step.end };
}

function compareChain(I: Interpreter, node: CompareExpr, scope: Scope): Value {
  let left = evaluate(I, node.left, scope);
  let result: Value | undefined;
  for (const { operator, right: rightNode } of node.comparisons) {
    const right = evaluate(I, rightNode, scope);
    result = compare(I, operator, left, right, node);
    if (truth(I, result) !== true) return result;
    left = right;
  }
  return result ?? I.none(node);
}

function boolOperation(I: Interpreter, node: BoolOpExpr, scope: Scope): Value {
  const stopAt = node.operator === 'or';
  let assumed: string | undefined;
  for (const [index, operand] of node.operands.entries()) {
    const value = I.assuming(assumed, () => asFarAsAssumed(I, evaluate(I, operand, scope)));
    if (index === node.operands.length - 1) return value;
    const answer = truth(I, value);
    if (answer === stopAt) return value;
    assumed ??= value.assumed;
    if (answer === undefined) return undecidedOperation(I, node, index, value, scope);
  }
  return I.none(node);
}

/** `unknown or rest`: whatever the operands that may decide can give. */
function undecidedOperation(I: Interpreter, node: BoolOpExpr, index: number, value: Value, scope: Scope): Value {
  const because = whyUndecided(value);
  const values: Value[] = [value];
  for (const operand of node.operands.slice(index + 1)) {
    const next = I.under(because, () => evaluate(I, operand, scope));
    const answer = truth(I, next);
    // Of an `and` that fails for certain nothing but falseness is left to know.
    if (node.operator === 'and' && answer === false) return I.bool(false, node, next);
    values.push(next);
    if (answer === (node.operator === 'or')) break;
  }
  return join(values, because, node);
}

function conditional(I: Interpreter, node: ConditionalExpr, scope: Scope): Value {
  const test = evaluate(I, node.test, scope);
  const answer = truth(I, test);
  if (answer !== undefined)
    return I.assuming(test.assumed, () => asFarAsAssumed(I, evaluate(I, answer ? node.body : node.orElse, scope)));
  const because = whyUndecided(test);
  const both = I.under(because, () => [evaluate(I, node.body, scope), evaluate(I, node.orElse, scope)]);
  return join(both, because, node);
}

function collection(
  I: Interpreter,
  kind: 'List' | 'Tuple' | 'Set',
  elements: readonly Expr[],
  node: Expr,
  scope: Scope,
): Value {
  const items: Value[] = [];
  let open: Unknown | undefined;
  for (const element of elements) {
    if (element.kind !== 'Starred') {
      items.push(evaluate(I, element, scope));
      continue;
    }
    const spread = iterate(I, evaluate(I, element.value, scope), element);
    for (const item of spread.items) items.push(item);
    open ??= spread.open;
  }
  if (kind === 'Tuple') return new TupleValue(items, node, I.assumed, open);
  if (kind === 'List') {
    const list = new ListValue(items, node, I.home, I.assumed);
    list.open = open;
    return list;
  }
  const set = new SetValue(new Map(), node, I.home, I.assumed);
  for (const item of items) setAdd(I, set, item);
  set.open ??= open;
  return set;
}

function dictDisplay(I: Interpreter, node: DictExpr, scope: Scope): Value {
  const dict = new DictValue(new Map(), node, I.home, I.assumed);
  for (const { key, value } of node.entries) {
    if (key) {
      const keyValue = evaluate(I, key, scope);
      dictSet(I, dict, keyValue, evaluate(I, value, scope));
      continue;
    }
    const spread = evaluate(I, value, scope);
    if (spread.kind === 'dict') {
      for (const entry of spread.entries.values()) dictSet(I, dict, entry.key, entry.value);
      dict.open ??= spread.open;
    } else
      dict.open ??=
        spread.kind === 'unknown' ? spread : new Unknown('spreads something that is not a plain dict', value);
  }
  return dict;
}

function lambda(I: Interpreter, node: LambdaExpr, scope: Scope): Value {
  return new FunctionValue(
    '<lambda>',
    node,
    scope.enclosing,
    defaultsOf(I, node.params, scope),
    moduleOf(scope),
    node,
    I.home,
  );
}

/** Values of the default arguments, taken when the function is defined. */
export function defaultsOf(I: Interpreter, params: readonly Param[], scope: Scope): ReadonlyMap<Param, Value> {
  const defaults = new Map<Param, Value>();
  for (const param of params) if (param.default) defaults.set(param, evaluate(I, param.default, scope));
  return defaults;
}

function callExpression(I: Interpreter, node: CallExpr, scope: Scope): Value {
  const special = specialCall(I, node, scope);
  if (special) return special;
  const callee = evaluate(I, node.callee, scope);
  return callValue(I, callee, argumentsOf(I, node, scope));
}

/** The arguments of a call, evaluated, with `*` and `**` spread out. */
export function argumentsOf(I: Interpreter, node: Pick<CallExpr, 'args'> & Expr, scope: Scope): Call {
  const args: Value[] = [];
  let kwargs: Map<string, Value> | undefined;
  let open: Unknown | undefined;
  for (const argument of node.args) {
    const value = evaluate(I, argument.value, scope);
    if (argument.star === 0) {
      if (argument.name) {
        kwargs ??= new Map();
        kwargs.set(argument.name.name, value);
      } else args.push(value);
    } else if (argument.star === 1) {
      const spread = iterate(I, value, argument);
      for (const item of spread.items) args.push(item);
      open ??= spread.open;
    } else {
      kwargs ??= new Map();
      open ??= spreadKeywords(value, kwargs, argument);
    }
  }
  return { args, kwargs: kwargs ?? NO_KEYWORDS, open, at: node };
}

function spreadKeywords(
  value: Value,
  kwargs: Map<string, Value>,
  at: Expr | { uri: string; start: number; end: number },
): Unknown | undefined {
  if (value.kind !== 'dict')
    return value.kind === 'unknown' ? value : new Unknown('spreads something that is not a plain dict', at);
  for (const { key, value: item } of value.entries.values()) if (key.kind === 'str') kwargs.set(key.value, item);
  return value.open;
}
