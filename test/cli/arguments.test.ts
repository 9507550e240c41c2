// The arguments of commands.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type OptionSpec, parseArguments } from '../../server/src/cli/arguments';
import { relativeTo } from '../../server/src/relative';

const SPECS: readonly OptionSpec[] = [
  { name: 'format', value: 'FORMAT', choices: ['text', 'json'], summary: '' },
  { name: 'select', value: 'RULE', repeatable: true, summary: '' },
  { name: 'exit-zero', summary: '' },
  { name: 'help', short: 'h', summary: '' },
];

describe('arguments', () => {
  it('are sorted into options and the rest', () => {
    const args = parseArguments(
      ['a.py', '--format=json', '--select', 'x,y', '--select', 'z', '-h', '--', '--b'],
      SPECS,
    );
    assert.deepEqual(args.positionals, ['a.py', '--b']);
    assert.equal(args.one('format'), 'json');
    assert.deepEqual(args.list('select'), ['x', 'y', 'z']);
    assert.ok(args.has('help'));
    assert.ok(!args.has('exit-zero'));
  });

  const wrong: [string[], RegExp][] = [
    [['--fromat', 'json'], /there is no option --fromat; did you mean --format\?/],
    [['--format'], /--format needs a value/],
    [['--format', '--exit-zero'], /--format needs a value/],
    [['--format', 'jsn'], /--format cannot be 'jsn'; did you mean 'json'\?/],
    [['--format', 'svg'], /choose text, json/],
    [['--exit-zero=1'], /--exit-zero takes no value/],
  ];
  for (const [args, message] of wrong) {
    it(`wrong: ${args.join(' ')}`, () => assert.throws(() => parseArguments(args, SPECS), message));
  }

  it('that begin with a minus and a digit are no options', () => {
    const args = parseArguments(['-1 0 * * *', '--format', 'json'], SPECS);
    assert.deepEqual([args.positionals, args.one('format')], [['-1 0 * * *'], 'json']);
  });
});

it('prints paths as seen from the current folder', () => {
  assert.equal(relativeTo('/a/b', '/a/b/c.py'), 'c.py');
  assert.equal(relativeTo('/a/b', '/a/c/d.py'), '../c/d.py');
  assert.equal(relativeTo('/', '/a/c.py'), 'a/c.py');
  assert.equal(relativeTo('c:/a', 'd:/x.py'), 'd:/x.py');
});
