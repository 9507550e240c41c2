// Comments that silence a finding.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../core/rules/rule';
import { applySuppressions } from '../../core/rules/suppress';
import { URI } from '../support/dagFiles';

/** Which of the findings `cycle` and `invalid-cron`, both on the line with `code`, are left. */
function left(text: string): string[] {
  const start = text.indexOf('code');
  const at = { uri: URI, start, end: text.indexOf('end') >= 0 ? text.indexOf('end') + 3 : start + 4 };
  const findings: Finding[] = ['cycle', 'invalid-cron'].map((rule) => ({ rule, severity: 'error', at, message: '' }));
  const comments = [...text.matchAll(/#.*/g)].map((match) => ({
    uri: URI,
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));
  const module = { kind: 'Module', uri: URI, start: 0, end: text.length, body: [], problems: [], comments } as const;
  return applySuppressions(findings, module, text).map((finding) => finding.rule);
}

test('a comment at the end of the line turns off every rule, or those it names', () => {
  assert.deepEqual(left('code  # daglens: ignore'), []);
  assert.deepEqual(left('code  # noqa: daglens'), []);
  assert.deepEqual(left('code  # daglens: ignore[cycle]'), ['invalid-cron']);
  assert.deepEqual(left('code  # noqa: daglens[invalid-cron, other]'), ['cycle']);
  assert.deepEqual(left('code  # type: ignore # daglens:ignore[cycle,invalid-cron]'), []);
});

test('other comments and other lines turn off nothing', () => {
  const both = ['cycle', 'invalid-cron'];
  assert.deepEqual(left('code  # noqa'), both);
  assert.deepEqual(left('code  # noqa: E501'), both);
  assert.deepEqual(left('code  # daglens: ignored'), both);
  assert.deepEqual(left('# daglens: ignore\ncode'), both);
  assert.deepEqual(left('code  # daglens: ignore[]'), both);
});

test('a finding over several lines is turned off on its first or last line', () => {
  assert.deepEqual(left('code(  # daglens: ignore\n  end'), []);
  assert.deepEqual(left('code(\n  end  # daglens: ignore'), []);
  assert.deepEqual(left('code(\n  x  # daglens: ignore\n  end'), ['cycle', 'invalid-cron']);
});
