// `match`: structural pattern matching.

import type { Identifier, MatchCase, MatchStmt, Pattern } from '../syntax/ast';
import { findAttribute } from './attributes';
import { branch, setVariable } from './branching';
import { equal } from './equality';
import type { Interpreter } from './interpreter';
import { iterate } from './iterate';
import { dictGet } from './keys';
import type { Completion } from './machine';
import type { Scope } from './scope';
import { truth } from './truth';
import { DictValue, Unknown, type Value } from './values';

/** Runs a `match`: the first case that fits; several, conditionally, where that is not known. */
export function executeMatch(I: Interpreter, node: MatchStmt, scope: Scope): Completion {
  const subject = I.environment.machine.evaluate(I, node.subject, scope);
  return fromCase(I, node, subject, 0, scope);
}

function fromCase(I: Interpreter, node: MatchStmt, subject: Value, first: number, scope: Scope): Completion {
  for (let i = first; i < node.cases.length; i++) {
    const current = node.cases[i]!;
    const answer = fits(I, current, subject, scope);
    if (answer === true) return I.environment.machine.execute(I, current.body, scope);
    if (answer === false) continue;
    const because = subject.kind === 'unknown' ? subject.because : 'a case that is not known';
    return branch(I, because, current, [
      () => I.environment.machine.execute(I, current.body, scope),
      () => fromCase(I, node, subject, i + 1, scope),
    ]);
  }
  return undefined;
}

function fits(I: Interpreter, current: MatchCase, subject: Value, scope: Scope): boolean | undefined {
  const answer = matches(I, current.pattern, subject, scope);
  if (answer === false || !current.guard) return answer;
  const guard = truth(I, I.environment.machine.evaluate(I, current.guard, scope));
  return guard === false ? false : answer && guard;
}

function matches(I: Interpreter, pattern: Pattern, subject: Value, scope: Scope): boolean | undefined {
  switch (pattern.kind) {
    case 'CapturePattern':
      capture(I, pattern.name, subject, scope);
      return true;
    case 'ValuePattern':
      return equal(I, subject, I.environment.machine.evaluate(I, pattern.value, scope));
    case 'OrPattern':
      return anyOf(pattern.options.map((option) => () => matches(I, option, subject, scope)));
    case 'AsPattern': {
      const answer = matches(I, pattern.pattern, subject, scope);
      if (answer !== false) capture(I, pattern.name, subject, scope);
      return answer;
    }
    case 'SequencePattern':
      return matchesSequence(I, pattern.items, subject, scope);
    case 'MappingPattern':
      return matchesMapping(I, pattern, subject, scope);
    case 'ClassPattern':
      return matchesClass(I, pattern, subject, scope);
    default:
      return undefined;
  }
}

function capture(I: Interpreter, name: Identifier | undefined, value: Value, scope: Scope): void {
  if (name) setVariable(I, scope, name.name, value);
}

function anyOf(tests: readonly (() => boolean | undefined)[]): boolean | undefined {
  let answer: boolean | undefined = false;
  for (const test of tests) {
    const one = test();
    if (one) return true;
    if (one === undefined) answer = undefined;
  }
  return answer;
}

function allOf(tests: readonly (() => boolean | undefined)[]): boolean | undefined {
  let answer: boolean | undefined = true;
  for (const test of tests) {
    const one = test();
    if (one === false) return false;
    if (one === undefined) answer = undefined;
  }
  return answer;
}

function matchesSequence(
  I: Interpreter,
  patterns: readonly Pattern[],
  subject: Value,
  scope: Scope,
): boolean | undefined {
  if (subject.kind === 'unknown') {
    for (const pattern of patterns) matches(I, pattern, new Unknown(subject.because, pattern), scope);
    return undefined;
  }
  if (subject.kind !== 'list' && subject.kind !== 'tuple') return false;
  const { items, open } = iterate(I, subject, subject.at);
  if (open) return undefined;
  const star = patterns.findIndex((pattern) => pattern.kind === 'StarPattern');
  if (star < 0 ? items.length !== patterns.length : items.length < patterns.length - 1) return false;
  const surplus = items.length - patterns.length + 1;
  return allOf(
    patterns.map((pattern, index) => () => {
      if (pattern.kind === 'StarPattern') {
        capture(I, pattern.name, I.list(items.slice(index, index + surplus), pattern), scope);
        return true;
      }
      return matches(I, pattern, items[star >= 0 && index > star ? index + surplus - 1 : index]!, scope);
    }),
  );
}

function matchesMapping(
  I: Interpreter,
  pattern: Extract<Pattern, { kind: 'MappingPattern' }>,
  subject: Value,
  scope: Scope,
): boolean | undefined {
  if (subject.kind === 'unknown') return undefined;
  if (subject.kind !== 'dict') return false;
  const keys = pattern.entries.map((entry) => I.environment.machine.evaluate(I, entry.key, scope));
  const answer = allOf(
    pattern.entries.map((entry, index) => () => {
      const value = dictGet(subject, keys[index]!);
      if (!value) return subject.open ? undefined : false;
      return matches(I, entry.value, value, scope);
    }),
  );
  if (answer !== false && pattern.rest) {
    const taken = new Set(keys.map((key) => dictGet(subject, key)));
    const rest = [...subject.entries].filter(([, entry]) => !taken.has(entry.value));
    capture(I, pattern.rest, new DictValue(new Map(rest), pattern, I.home, I.assumed), scope);
  }
  return answer;
}

/** Builtin types whose one positional pattern is matched with the value itself. */
const ITSELF = new Set([
  'bool',
  'bytearray',
  'bytes',
  'dict',
  'float',
  'frozenset',
  'int',
  'list',
  'set',
  'str',
  'tuple',
]);

function matchesClass(
  I: Interpreter,
  pattern: Extract<Pattern, { kind: 'ClassPattern' }>,
  subject: Value,
  scope: Scope,
): boolean | undefined {
  const type = I.environment.machine.evaluate(I, pattern.type, scope);
  if (subject.kind === 'unknown' || type.kind !== 'class') return undefined;
  const isInstance = I.environment.builtins.get('isinstance');
  const answer =
    isInstance &&
    truth(
      I,
      I.environment.machine.call(I, isInstance, {
        args: [subject, type],
        kwargs: new Map(),
        open: undefined,
        at: pattern,
      }),
    );
  if (answer !== true) return answer;
  const positional = pattern.positional.map((item, index) => () => {
    if (ITSELF.has(type.name)) return index === 0 ? matches(I, item, subject, scope) : false;
    const names = findAttribute(I, type, '__match_args__', pattern);
    const name = names?.kind === 'tuple' || names?.kind === 'list' ? names.items[index] : undefined;
    const attribute = name?.kind === 'str' ? findAttribute(I, subject, name.value, pattern) : undefined;
    return attribute && matches(I, item, attribute, scope);
  });
  const keywords = pattern.keywords.map(({ name, value }) => () => {
    const attribute = findAttribute(I, subject, name, pattern);
    return attribute ? matches(I, value, attribute, scope) : false;
  });
  return allOf([...positional, ...keywords]);
}
