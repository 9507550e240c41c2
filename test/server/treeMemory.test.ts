// The tree as it lies in memory is the tree that web-tree-sitter's own cursor walks, also after an edit and with errors.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { Language, Parser, type Tree } from 'web-tree-sitter';
import { type TreeMemory, visitTree } from '../../server/src/treeMemory';
import { bundleFolder } from '../support/engine';

const module = { locateFile: (name: string) => path.join(bundleFolder(), name) };
let parser: Parser;

before(async () => {
  await Parser.init(module);
  parser = new Parser();
  parser.setLanguage(await Language.load(module.locateFile('tree-sitter-python.wasm')));
});

/** Type, start and end of each node, and `null` behind its children. */
type Walk = (readonly [number, number, number] | null)[];

function fromMemory(tree: Tree): Walk {
  const walk: Walk = [];
  const address = (tree as unknown as { readonly 0: number })[0];
  visitTree(module as unknown as TreeMemory, address, {
    enter: (type, start, end) => walk.push([type, start, end]) > 0,
    leave: () => walk.push(null),
  });
  return walk;
}

function fromCursor(tree: Tree): Walk {
  const walk: Walk = [];
  const cursor = tree.walk();
  for (;;) {
    walk.push([cursor.nodeTypeId, cursor.startIndex, cursor.endIndex]);
    if (cursor.gotoFirstChild()) continue;
    walk.push(null);
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return walk;
      walk.push(null);
    }
  }
}

function compare(text: string): void {
  const tree = parser.parse(text)!;
  assert.deepEqual(fromMemory(tree), fromCursor(tree));
  tree.delete();
}

test('files', () => {
  for (const folder of ['examples', 'test/syntax/fixtures']) {
    for (const name of readdirSync(folder))
      if (name.endsWith('.py')) compare(readFileSync(`${folder}/${name}`, 'utf8'));
  }
});

test('texts with errors, other letters and long tokens', () => {
  const line = 'x = f(a, é="日本", *b, **{c: [d for e in g if not e is not None]}) if y not in z else """𝒳"""\n';
  for (let end = 0; end <= line.length; end++) compare(`with a as b:\n    # ?\n    ${line.slice(0, end)}`);
  compare(`${'('.repeat(20_000)}`);
  compare(`x = "${'a'.repeat(70_000)}" ${'\n'.repeat(300)}${' '.repeat(300)}y = 1`);
});

test('a tree that was made from an earlier one', () => {
  const point = { row: 0, column: 0 };
  const old = parser.parse('a = b\nc = d(e)\n')!;
  const [startIndex, oldEndIndex, newEndIndex] = [0, 0, 3];
  const edit = { startIndex, oldEndIndex, newEndIndex, startPosition: point, oldEndPosition: point };
  old.edit({ ...edit, newEndPosition: { row: 0, column: 3 } } as Parameters<Tree['edit']>[0]);
  const tree = parser.parse('aé a = b\nc = d(e)\n', old)!;
  assert.deepEqual(fromMemory(tree), fromCursor(tree));
});
