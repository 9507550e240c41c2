// Each quick fix that a bad example is offered repairs it, and brings nothing new.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RULES } from '../../core/rules/index';
import type { Finding, Fix, Rule } from '../../core/rules/rule';
import { parseFixture } from '../markers';
import { checkText } from '../support/engine';
import { optionsOf } from '../support/ruleOptions';

async function check(rule: Rule, files: ReadonlyMap<string, string>) {
  const reports = await checkText(files, optionsOf(rule));
  return [...reports].flatMap(([name, { findings }]) => findings.map((finding) => ({ name, finding })));
}

function applied(text: string, { edits }: Fix): string {
  const backwards = [...edits].sort((a, b) => b.at.start - a.at.start);
  return backwards.reduce((result, { at, text: put }) => result.slice(0, at.start) + put + result.slice(at.end), text);
}

function inWords({ rule, message }: Finding): string {
  return `${rule}: ${message}`;
}

for (const rule of RULES) {
  test(`${rule.id}: its quick fixes remove the finding and bring no other`, async () => {
    const { files } = parseFixture(rule.bad);
    const before = await check(rule, files);
    for (const { name, finding } of before) {
      for (const fix of finding.fixes ?? []) {
        const text = applied(files.get(name)!, fix);
        const after = (await check(rule, new Map([...files, [name, text]]))).map((one) => inWords(one.finding));
        const left = before.filter((one) => one.finding !== finding).map((one) => inWords(one.finding));
        assert.deepEqual(
          after.filter((words) => !left.includes(words)),
          [],
          text,
        );
        assert.equal(after.length < before.length, true, text);
      }
    }
  });
}
