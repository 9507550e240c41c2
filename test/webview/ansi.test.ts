// Logs in colours, with links to code.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logPieces } from '../../webview/src/runPanel/ansi';
import { withHeadings } from '../../webview/src/runPanel/logGroups';

function shown(log: string): string[] {
  return logPieces(log).map(({ text, classes, place }) =>
    [text, ...classes, ...(place ? [`→ ${place.file}:${place.line}`] : [])].join(' | '),
  );
}

test('colours and marks begin and end', () => {
  assert.deepEqual(shown('a \x1b[31;1mred\x1b[22m thin\x1b[0m b'), [
    'a ',
    'red | ansi-red | ansi-bold',
    ' thin | ansi-red',
    ' b',
  ]);
  assert.deepEqual(shown('\x1b[93;44mx\x1b[39my\x1b[mz'), [
    'x | ansi-bright-yellow | ansi-on-blue',
    'y | ansi-on-blue',
    'z',
  ]);
});

test('colours by number, cursor movements and titles leave no trace', () => {
  assert.deepEqual(shown('\x1b[38;5;196;1ma\x1b[48;2;1;2;3mb\x1b[2K\x1b]0;title\x07c'), [
    'a | ansi-bold',
    'b | ansi-bold',
    'c | ansi-bold',
  ]);
});

test('lines of tracebacks lead to the code', () => {
  assert.deepEqual(shown('  File "/dags/my shop.py", line 12, in load\n    boom()'), [
    '  ',
    'File "/dags/my shop.py", line 12 | → /dags/my shop.py:12',
    ', in load\n    boom()',
  ]);
  assert.deepEqual(shown('see /dags/a.py:3 or C:\\dags\\b.py:4'), [
    'see ',
    '/dags/a.py:3 | → /dags/a.py:3',
    ' or ',
    'C:\\dags\\b.py:4 | → C:\\dags\\b.py:4',
  ]);
});

test('a colour goes on over a link', () => {
  assert.deepEqual(shown('\x1b[31mFile "a.py", line 1\x1b[0m'), ['File "a.py", line 1 | ansi-red | → a.py:1']);
});

test('lines that fold parts of a log are headings', () => {
  const line = (text: string) =>
    `2026-11-21T20:48:03.188650Z [info     ] ${text}          [task] loc=task_runner.py:1677\n`;
  const log = `${line('::group::Post Execute')}mine\n${line('::endgroup::')}a::b\n`;
  assert.equal(withHeadings(log), '▾ Post Execute\nmine\na::b\n');
  assert.equal(withHeadings(`a\n${line('::group::Nothing')}${line('::endgroup::')}b\n`), 'a\nb\n');
  assert.equal(withHeadings('[2026-01-01] {x.py:1} INFO - ::group::Before\nx\n'), '▾ Before\nx\n');
});
