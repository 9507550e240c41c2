// The walk over the tree misses no statement and no expression.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { type SyntaxNode, walk } from '../../core/syntax/walk';
import { fixture, parse } from './parser';

const FIXTURES = 'test/syntax/fixtures';
/** Kinds of nodes that are neither statement nor expression. */
const PARTS = /^(Module|Identifier|Argument|Param|ExceptHandler|MatchCase|Formatted|.*Pattern)$/;

/** Every statement and expression below a value, found by looking at all its properties. */
function everyNode(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found;
  const { kind } = value as { kind?: unknown };
  if (typeof kind === 'string' && !PARTS.test(kind)) found.add(value);
  for (const child of Object.values(value)) everyNode(child, found);
  return found;
}

for (const name of readdirSync(FIXTURES)) {
  test(`walks all of ${name}`, async () => {
    const module = await parse(fixture(name));
    const visited = new Set<SyntaxNode>();
    let last = -1;
    for (const statement of module.body) {
      assert.ok(statement.start > last, 'statements come in the order of the text');
      last = statement.start;
      walk(statement, (node) => {
        visited.add(node);
        return true;
      });
    }
    const missed = [...everyNode(module.body)].filter((node) => !visited.has(node as SyntaxNode));
    assert.deepEqual(
      missed.map((node) => (node as SyntaxNode).kind),
      [],
    );
  });
}
