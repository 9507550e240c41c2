// Each rule's bad and good example, through the whole engine.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RULES } from '../../core/rules/index';
import type { Rule } from '../../core/rules/rule';
import { asExpected, type ExpectedFinding, parseFixture } from '../markers';
import { checkText, placeOf } from '../support/engine';
import { optionsOf } from '../support/ruleOptions';

/** What is found in an example, and what is marked in it. */
async function findingsIn(rule: Rule, example: string) {
  const fixture = parseFixture(example);
  const reports = await checkText(fixture.files, optionsOf(rule));
  const found: (ExpectedFinding & { rule: string })[] = [];
  for (const [name, { findings, text }] of reports) {
    for (const finding of findings) {
      assert.equal(finding.at.uri, placeOf(name), 'a finding stands in the file that was checked');
      found.push({ ...asExpected(finding, name, text), rule: finding.rule });
    }
  }
  return { found, marked: fixture.expected.map((expected) => ({ ...expected, rule: rule.id })) };
}

for (const rule of RULES) {
  test(`${rule.id}: finds what is marked in its bad example, and nothing else`, async () => {
    const { found, marked } = await findingsIn(rule, rule.bad);
    assert.deepEqual(found, marked);
  });
  test(`${rule.id}: finds nothing in its good example`, async () => {
    const { found } = await findingsIn(rule, rule.good);
    assert.deepEqual(found, []);
  });
}
