// What CPython's compiler refuses about the patterns of `match`.

import type { Expr, MatchStmt, Pattern } from '../ast';
import { addPattern } from './bindings';
import type { ProblemList } from './scope';

/** Checks all cases of one `match`. */
export function checkCases(statement: MatchStmt, problems: ProblemList): void {
  statement.cases.forEach(({ pattern, guard }, i) => {
    const last = i === statement.cases.length - 1;
    if (!guard && !last) checkReachable(pattern, problems);
    checkPattern(pattern, problems);
    checkNames(pattern, problems);
  });
}

/** A pattern that takes everything must come last. */
function checkReachable(pattern: Pattern, problems: ProblemList): void {
  const open = openPattern(pattern);
  if (!open) return;
  const name = open.kind === 'CapturePattern' ? open.name : undefined;
  problems.add(
    'code',
    open,
    `${name ? `name capture '${name.name}'` : 'wildcard'} makes remaining patterns unreachable`,
  );
}

/** The part of a pattern that takes everything, if there is one. */
function openPattern(pattern: Pattern): Pattern | undefined {
  if (pattern.kind === 'CapturePattern') return pattern;
  if (pattern.kind === 'AsPattern') return openPattern(pattern.pattern);
  if (pattern.kind === 'OrPattern') return openPattern(pattern.options.at(-1)!);
  return undefined;
}

function checkPattern(pattern: Pattern, problems: ProblemList): void {
  switch (pattern.kind) {
    case 'OrPattern':
      checkOptions(pattern.options, problems);
      return;
    case 'AsPattern':
      checkPattern(pattern.pattern, problems);
      return;
    case 'SequencePattern':
      if (pattern.items.filter((item) => item.kind === 'StarPattern').length > 1) {
        problems.add('code', pattern, 'multiple starred expressions in sequence pattern');
      }
      for (const item of pattern.items) checkPattern(item, problems);
      return;
    case 'MappingPattern':
      checkMapping(pattern, problems);
      return;
    case 'ClassPattern':
      checkClass(pattern, problems);
      return;
    default:
      return;
  }
}

function checkOptions(options: readonly Pattern[], problems: ProblemList): void {
  const names = options.map((option) => [...namesOf(option)].sort().join());
  options.forEach((option, i) => {
    if (i < options.length - 1) checkReachable(option, problems);
    checkPattern(option, problems);
  });
  const odd = options.find((_, i) => names[i] !== names[0]);
  if (odd) problems.add('code', options[0]!, 'alternative patterns bind different names');
}

function namesOf(pattern: Pattern): Set<string> {
  const names = new Set<string>();
  addPattern(pattern, names);
  return names;
}

function checkNames(pattern: Pattern, problems: ProblemList): void {
  const seen = new Set<string>();
  const twice = new Set<string>();
  addPattern(pattern, { add: (name: string) => (seen.has(name) ? twice.add(name) : seen.add(name)) });
  for (const name of twice) problems.add('code', pattern, `multiple assignments to name '${name}' in pattern`);
}

function checkMapping(pattern: Extract<Pattern, { kind: 'MappingPattern' }>, problems: ProblemList): void {
  const seen = new Set<string>();
  for (const { key, value } of pattern.entries) {
    const known = constantOf(key);
    if (known !== undefined && seen.has(known)) problems.add('code', pattern, 'mapping pattern checks duplicate key');
    if (known !== undefined) seen.add(known);
    checkPattern(value, problems);
  }
}

function constantOf(key: Expr): string | undefined {
  switch (key.kind) {
    case 'String':
      return `s${key.value}`;
    case 'Bytes':
      return `b${key.value}`;
    case 'Int':
      return key.exact ? `n${key.value}` : undefined;
    case 'None':
      return 'None';
    default:
      return undefined;
  }
}

function checkClass(pattern: Extract<Pattern, { kind: 'ClassPattern' }>, problems: ProblemList): void {
  const seen = new Set<string>();
  for (const item of pattern.positional) checkPattern(item, problems);
  for (const { name, value } of pattern.keywords) {
    if (seen.has(name)) problems.add('code', value, `attribute name repeated in class pattern: ${name}`);
    seen.add(name);
    checkPattern(value, problems);
  }
}
