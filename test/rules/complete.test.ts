// Every rule is listed and documented.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { RULES } from '../../core/rules/index';

const NO_RULES = ['index.ts', 'levels.ts', 'page.ts', 'rule.ts', 'suppress.ts'];
const names = readdirSync('core/rules').filter((name) => name.endsWith('.ts') && !NO_RULES.includes(name));

test('every rule has a file of its name, and every file is in the index', () => {
  const ids = RULES.map((rule) => rule.id);
  for (const name of names) {
    const isListed = ids.includes(name.slice(0, -'.ts'.length));
    assert.equal(isListed, true, `rules/${name} is not in index.ts (or its id is not its file name)`);
  }
  assert.equal(new Set(ids).size, names.length);
});

test('a rule’s texts are whole sentences, and its bad example marks something', () => {
  for (const rule of RULES) {
    for (const text of [rule.summary, rule.why]) assert.match(text, /^[^a-z].*[.)]$/s, rule.id);
    assert.match(rule.bad, /\^ (error|warning|info): /, rule.id);
    assert.doesNotMatch(rule.good, /\^ (error|warning|info): /, rule.id);
  }
});
