// The parser on texts that nobody would write, the places of its problems, and its speed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { holdsExpression, mayBeTemplate, parseTemplate } from '../../core/template/template';
import { templateUses } from '../../core/template/uses';

const cases = readFileSync('test/truth/jinja_cases.txt', 'utf8').split('\n-----\n');

/** The text that the problem marks. */
function marked(text: string): string | undefined {
  const { problem } = parseTemplate(text);
  return problem && text.slice(problem.start, problem.end);
}

test('every beginning and every rest of a template has an answer', () => {
  for (const text of cases) {
    for (let at = 0; at <= text.length; at++) {
      templateUses(parseTemplate(text.slice(0, at)).body);
      templateUses(parseTemplate(text.slice(at)).body);
    }
  }
});

test('a problem stands where the mistake is', () => {
  assert.equal(marked('a {{ b c }}'), 'c');
  assert.equal(marked(`{{ x }}{{ 'open }}`), `'`);
  assert.equal(marked('x {# open'), '{#');
  assert.equal(marked('{% if a %}{% endfor %}'), 'endfor');
  assert.equal(marked('{{ a\r\n\r\n  b }}'), 'b');
});

test('a problem knows its line and the tag that waits for its end', () => {
  const text = 'a\r\n{% if x %}\rb\n{% for y in z %}\n{{ y }}\n';
  const { problem } = parseTemplate(text);
  assert.equal(problem?.line, 5);
  assert.equal(text.slice(problem!.openTag!.start, problem!.openTag!.end), 'for');
});

test('tags of extensions are known if the environment has them', () => {
  assert.equal(parseTemplate('{% do x %}').problem, undefined);
  const text = '{% for x in y %}{% break %}{% endfor %}';
  assert.match(parseTemplate(text).problem!.message, /^Encountered unknown tag 'break'/);
  assert.equal(parseTemplate(text, { extensionTags: new Set(['break', 'continue']) }).problem, undefined);
});

test('text without the beginning of a tag is no template', () => {
  assert.deepEqual(['a', '{a}', '{ {', '{{', 'x {%', '{#'].map(mayBeTemplate), [false, false, false, true, true, true]);
});

test('an expression has its end, perhaps on another line', () => {
  const texts = ['{{', '}} {{', '{% if a %}', '{{ a }}', '{{\na }}'];
  assert.deepEqual(texts.map(holdsExpression), [false, false, false, true, true]);
});

/** Beginning, what is repeated, end. */
const MONSTERS: readonly (readonly [string, string, string])[] = [
  ['', '{{ a.b }}', ''],
  ['', '{% if x %}', ''],
  ['{{ ', '(', 'a'],
  ['{{ ', 'not ', 'a }}'],
  ['{{ ', '-', 'a }}'],
  ['{{ a', '.b', ' }}'],
  ['{{ a', '|b', ' }}'],
  ['{{ a', ' if b else c', ' }}'],
  ['{{ a', ' if b', ' }}'],
  ['{{ a', ' and b.c', ' }}'],
  ['{% if a %}', '{% elif b %}{{ c.d }}', '{% endif %}'],
  ['{% macro f(', 'a,', 'b) %}{% endmacro %}'],
  ['{{ f(', 'a=1,', ') }}'],
  ['{{ ', '1_', ' }}'],
  ['{% raw', ' ', 'x %}'],
  ['', '{# ', ''],
  ['', "{{ ' ", ''],
  ['', '{', ''],
];

test('time grows with the length, whatever is repeated, and no depth is too deep', () => {
  const time = (text: string): number => {
    const start = performance.now();
    templateUses(parseTemplate(text).body);
    return performance.now() - start;
  };
  for (const [begin, repeated, end] of MONSTERS) {
    time(begin + repeated.repeat(1000) + end);
    const short = time(begin + repeated.repeat(2000) + end);
    const long = time(begin + repeated.repeat(20_000) + end);
    assert.ok(long < 60 * short + 200, `${repeated}: ${short.toFixed(1)} ms, ten times as long ${long.toFixed(1)} ms`);
  }
});

test('what is nested too deeply is not read, and is no problem', () => {
  const deep = `{{ ${'('.repeat(500)}a${')'.repeat(500)} }}`;
  assert.deepEqual([parseTemplate(deep).read, parseTemplate(deep).problem], [false, undefined]);
  assert.equal(parseTemplate(`{{ ${'('.repeat(60)}a${')'.repeat(60)} }}`).read, true);
});
