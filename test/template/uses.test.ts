// What a template uses: each name, key, filter and call at its place, and whether the template is prepared for its absence.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTemplate } from '../../core/template/template';
import { templateUses } from '../../core/template/uses';
import type { ContextUse } from '../../core/template/useTypes';
import type { TemplateValue } from '../../core/template/values';

function usesOf(text: string) {
  const template = parseTemplate(text);
  assert.equal(template.problem, undefined, text);
  return templateUses(template.body);
}

/** `params.x` as it stands in the text, with `?` where it is guarded and `~` where it is conditional. */
function written(text: string): string[] {
  return usesOf(text).context.map(
    (use) => `${text.slice(use.start, use.end)}${use.guarded ? '?' : ''}${use.conditional ? '~' : ''}`,
  );
}

function only(text: string): ContextUse {
  const [use, ...others] = usesOf(text).context;
  assert.ok(use && others.length === 0, text);
  return use;
}

function plain(value: TemplateValue): unknown {
  if (value.kind === 'constant') return value.value;
  return value.kind === 'list' ? value.items.map(plain) : undefined;
}

test('a name with its constant keys, each at its place', () => {
  const text = `{{ params.x['y'][0].z }}`;
  const use = only(text);
  assert.equal(text.slice(use.namePlace.start, use.namePlace.end), 'params');
  assert.deepEqual(
    use.keys.map((key) => [key.value, key.attribute, text.slice(key.start, key.end)]),
    [
      ['x', true, 'x'],
      ['y', false, `'y'`],
      [0, false, '0'],
      ['z', true, 'z'],
    ],
  );
});

test('keys end at what is not constant', () => {
  assert.deepEqual(written('{{ a.b[c].d }}'), ['a.b', 'c']);
  assert.deepEqual(written('{{ a.b().c }} {{ a[1:2].b }}'), ['a.b()', 'a']);
});

test('a call with constant arguments, and what is not constant in it', () => {
  const text = `{{ ti.xcom_pull('a', key="k", task_ids=['b', 'c'], days=-1, other=ds) }}`;
  const [use] = usesOf(text).context;
  assert.deepEqual(use?.call?.positional.map(plain), ['a']);
  assert.deepEqual(
    [...use!.call!.keywords].map(([name, value]) => [name, plain(value)]),
    [
      ['key', 'k'],
      ['task_ids', ['b', 'c']],
      ['days', -1],
      ['other', undefined],
    ],
  );
  assert.equal(use?.call?.open, false);
  assert.equal(only('{{ f(*[1]) }}').call?.open, true);
  const place = use!.call!.keywords.get('task_ids')!;
  assert.equal(text.slice(place.start, place.end), `['b', 'c']`);
});

test('names that the template binds are not uses', () => {
  assert.deepEqual(written('{% set x = y %}{{ x.z }}{% for a, b in c %}{{ a }}{{ b }}{{ loop.index }}{% endfor %}'), [
    'y',
    'c',
  ]);
  assert.deepEqual(written('{% macro f(a, b=c) %}{{ a }}{{ b }}{{ caller() }}{% endmacro %}{{ f(d) }}'), ['c~', 'd']);
  assert.deepEqual(written(`{% import 'm' as m %}{{ m.f(x) }}{% with a = b %}{{ a }}{% endwith %}{{ a }}`), [
    'x',
    'b',
    'a',
  ]);
  assert.deepEqual(written('{% call(u) f() %}{{ u }}{{ range(3) }}{% endcall %}'), ['f()']);
});

test('a name before it is bound is a use', () => {
  assert.deepEqual(written('{{ x }}{% set x = x + 1 %}{{ x }}'), ['x', 'x']);
});

test('a name that a branch binds is guarded behind it', () => {
  assert.deepEqual(written('{% if c %}{% set x = 1 %}{% endif %}{{ x }}'), ['c', 'x?']);
  assert.deepEqual(written('{% set x = 1 %}{% block b %}{{ x }}{{ y }}{% endblock %}'), ['x?', 'y']);
});

test('guarded by default, by a test and by a condition around', () => {
  assert.deepEqual(written(`{{ params.x | default('a') }} {{ a.b is defined }} {{ c | upper }}`), [
    'params.x?',
    'a.b?',
    'c',
  ]);
  assert.deepEqual(written('{% if params.x %}{{ params.x }}{{ params.y }}{% else %}{{ params.x.z }}{% endif %}'), [
    'params.x',
    'params.x?~',
    'params.y~',
    'params.x.z?~',
  ]);
  assert.deepEqual(written(`{% if 'x' in params %}{{ params.x }}{% endif %}`), ['params', 'params.x?~']);
  assert.deepEqual(written(`{{ dag_run.conf['x'] if dag_run.conf.get('x') else y }}`), [
    `dag_run.conf['x']?~`,
    `dag_run.conf.get('x')`,
    'y~',
  ]);
  assert.deepEqual(written('{{ a and a.b or c }}'), ['a', 'a.b?~', 'c~']);
  assert.deepEqual(written('{% if a %}{% for i in b %}{{ a.c }}{{ d }}{% endfor %}{% elif e %}{{ e.f }}{% endif %}'), [
    'a',
    'b~',
    'a.c?~',
    'd~',
    'e~',
    'e.f?~',
  ]);
});

test('filters and tests by name; soft where Jinja looks late', () => {
  const text = `{{ a | upper | join(',') }}{% if b is odd %}{{ b | nope }}{% for c in d %}{{ c | trim }}{% endfor %}{% endif %}`;
  const { filters, tests } = usesOf(text);
  assert.deepEqual(
    filters.map((use) => [text.slice(use.start, use.end), use.soft]),
    [
      ['upper', false],
      ['join', false],
      ['nope', true],
      ['trim', false],
    ],
  );
  assert.deepEqual(
    tests.map((use) => [use.name, use.soft]),
    [['odd', true]],
  );
});

test('the templates that are included, imported and extended', () => {
  const text = `{% extends 'a' %}{% include ['b', 'c'] ignore missing %}{% import name as m %}{% from 'd' import e %}`;
  assert.deepEqual(
    usesOf(text).templates.map((use) => [use.tag, plain(use.template), use.ignoreMissing]),
    [
      ['extends', 'a', false],
      ['include', ['b', 'c'], true],
      ['import', undefined, false],
      ['from', 'd', false],
    ],
  );
});
