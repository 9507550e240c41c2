// The grammar that colours Jinja within Python strings.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Grammar {
  readonly repository: Readonly<Record<string, { readonly match?: string }>>;
}

const grammar = JSON.parse(readFileSync('syntaxes/jinja-in-python.tmLanguage.json', 'utf8')) as Grammar;

function matches(rule: string, line: string): string[] {
  return line.match(new RegExp(grammar.repository[rule]?.match ?? 'no such rule', 'g')) ?? [];
}

test('expressions, statements and comments are found within a line', () => {
  assert.deepEqual(matches('expression', '"a {{ ds }} and {{- params["x"] | upper -}}"'), [
    '{{ ds }}',
    '{{- params["x"] | upper -}}',
  ]);
  assert.deepEqual(matches('statement', '"{% if ti %}x{%- endif -%}"'), ['{% if ti %}', '{%- endif -%}']);
  assert.deepEqual(matches('comment', "'{# note #} {{ ds }}'"), ['{# note #}']);
});

test('a template that ends with its string does not reach into the next one', () => {
  assert.deepEqual(matches('expression', '"{{ var.value." + name + " }}"'), []);
  assert.deepEqual(matches('expression', "'{{ ds"), []);
  assert.deepEqual(matches('statement', "'{% if ' + test + ' %}'"), []);
});
