// The form of a run: the params of a DAG as fields.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingValues, needsForm, type RunnableParam, unansweredWords } from '../../core/runs';
import { answerOf, formFields } from '../../webview/src/runPanel/formFields';

function param(name: string, value: unknown, schema: Record<string, unknown> = {}): RunnableParam {
  return { name, value, description: null, schema };
}

function field(value: unknown, schema: Record<string, unknown> = {}) {
  return formFields([param('p', value, schema)], {})[0]!;
}

const KINDS: readonly (readonly [unknown, Record<string, unknown>, string, string])[] = [
  ['a', {}, 'text', 'a'],
  [5, {}, 'number', '5'],
  [5, { type: 'integer' }, 'integer', '5'],
  [true, {}, 'boolean', 'true'],
  [{ a: 1 }, {}, 'json', '{\n  "a": 1\n}'],
  [undefined, { type: 'string' }, 'text', ''],
  [null, { type: ['null', 'integer'] }, 'integer', ''],
  ['x\ny', { type: 'string', format: 'multiline' }, 'lines', 'x\ny'],
  ['2026-01-01', { type: 'string', format: 'date' }, 'date', '2026-01-01'],
  ['b', { enum: ['a', 'b'] }, 'choice', '"b"'],
  [['a', 'b'], { type: 'array' }, 'list', 'a\nb'],
  [null, { type: ['array', 'null'], items: { type: 'string' } }, 'list', ''],
  [[1], { type: 'array' }, 'json', '[\n  1\n]'],
  [[], { type: 'array', items: { type: 'object' } }, 'json', '[]'],
];

for (const [value, schema, kind, text] of KINDS)
  test(`${JSON.stringify(value)} with ${JSON.stringify(schema)} is a field of kind ${kind}`, () => {
    const { kind: own, text: shown } = field(value, schema);
    assert.deepEqual([own, shown], [kind, text]);
  });

const ANSWERS: readonly (readonly [unknown, Record<string, unknown>, string, unknown])[] = [
  ['a', {}, 'b', { value: 'b' }],
  [5, { type: 'integer' }, '7', { value: 7 }],
  [5, { type: 'integer' }, '7.5', { problem: 'Write a whole number.' }],
  [5, { type: 'integer', maximum: 6 }, '7', { problem: 'Write 6 or less.' }],
  [5, { type: 'number', minimum: 6 }, '5.5', { problem: 'Write 6 or more.' }],
  [undefined, { type: 'string' }, '', { problem: 'Write a value.' }],
  [null, { type: ['null', 'string'] }, '', { value: null }],
  ['a', { type: 'string', minLength: 3 }, 'ab', { problem: 'Write 3 or more characters.' }],
  ['a', { type: 'string', pattern: '^a' }, 'ba', { problem: 'It has to match ^a.' }],
  ['a', { type: 'string', pattern: '(?P<x>a)' }, 'ba', { value: 'ba' }],
  [{}, {}, '{"a": [1]}', { value: { a: [1] } }],
  [{}, { type: 'object' }, '[1]', { problem: 'Write a value of type object.' }],
  ['a', { enum: ['a', 3] }, '3', { value: 3 }],
  [5, { type: 'number', exclusiveMinimum: 0 }, '0', { problem: 'Write more than 0.' }],
  [5, { type: 'number', exclusiveMaximum: 9 }, '9', { problem: 'Write less than 9.' }],
  [0.3, { type: 'number', multipleOf: 0.1 }, '0.3', { value: 0.3 }],
  [5, { type: 'integer', multipleOf: 5 }, '7', { problem: 'Write a multiple of 5.' }],
  ['a', { const: 'a' }, 'b', { problem: 'It has to be "a".' }],
  [['a'], { type: 'array' }, ' x \n\ny', { value: ['x', 'y'] }],
  [['a'], { type: 'array' }, '', { value: [] }],
  [['a'], { type: 'array', minItems: 1 }, '', { problem: 'Write 1 or more values.' }],
  [['a'], { type: ['array', 'null'] }, '', { value: null }],
  [['a'], { type: 'array', maxItems: 1 }, 'a\nb', { problem: 'Write 1 or fewer values.' }],
  [['a'], { type: 'array', uniqueItems: true }, 'a\na', { problem: 'Write each value only once.' }],
  ['', {}, '', { value: '' }],
  [5, {}, '', 'default'],
];

for (const [value, schema, text, answer] of ANSWERS)
  test(`${JSON.stringify(text)} written for ${JSON.stringify(schema)}`, () => {
    assert.deepEqual(answerOf(field(value, schema), text), answer);
  });

test('what is not JSON is told', () => {
  assert.match(JSON.stringify(answerOf(field({}), '{a')), /This is not JSON/);
});

test('titles, names of choices, examples and what an earlier run was given', () => {
  const schema = { title: 'Size', enum: ['s', 'l'], values_display: { s: 'small' }, examples: ['l'], type: 'string' };
  const [own] = formFields([param('size', 's', schema)], { size: 'l' });
  assert.deepEqual(
    [own?.title, own?.text, own?.choices.map(({ label }) => label), own?.examples],
    ['Size', '"l"', ['small', 'l'], ['"l"']],
  );
});

test('a form is needed only where a param demands a value and has none', () => {
  assert.equal(needsForm([param('a', undefined, { type: 'string' })]), true);
  assert.equal(needsForm([param('a', null, { type: 'string' })]), true);
  assert.equal(needsForm([param('a', null, { type: ['null', 'string'] }), param('b', 'x', { type: 'string' })]), false);
  assert.equal(needsForm([param('a', null)]), false);
});

test('a DAG that is not run since it asks for values says for which, and what to do', () => {
  const text = { type: 'string' };
  const missing = missingValues([param('a', undefined, text), param('b', 'x', text), param('c', null, text)]);
  assert.match(
    unansweredWords('etl', missing),
    /^DAG 'etl' was not run, since it needs values for 'a', 'c'\. Fill in the form/,
  );
});
