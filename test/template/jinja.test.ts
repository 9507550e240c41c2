// The template parser against real Jinja2 3.1: what it refuses, at which line, in which words, and what a template uses.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { difference, type JinjaAnswer } from './differences';

const answers: readonly JinjaAnswer[] = JSON.parse(readFileSync('test/truth/jinja.json', 'utf8'));

test(`${answers.length} templates, whole and broken, are read as Jinja2 reads them`, () => {
  const differences = answers.flatMap((answer) => {
    const found = difference(answer);
    return found === undefined ? [] : [`${JSON.stringify(answer.text)}\n    ${found}`];
  });
  assert.deepEqual(differences, []);
});
