// The comment that an editor adds to turn a finding off: it is legal where it stands, and it counts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../core/rules/rule';
import { ignoreEdit } from '../../core/rules/support/ignoreEdit';
import { Suppressions } from '../../core/rules/suppress';
import { parsePython } from '../../core/syntax/parse';
import { loadPythonParser } from '../../server/src/parser';
import { URI } from '../support/dagFiles';
import { bundleFolder } from '../support/engine';

const parser = loadPythonParser(bundleFolder());

/** The text with the finding of rule `cycle` at `CODE` turned off; asserts that it is, and that Python reads the text. */
async function ignored(text: string): Promise<string> {
  const at = { uri: URI, start: text.indexOf('CODE'), end: text.indexOf('CODE') + 4 };
  const finding: Finding = { rule: 'cycle', severity: 'error', at, message: '' };
  const edit = ignoreEdit(text, finding);
  const after = text.slice(0, edit.at.start) + edit.text + text.slice(edit.at.end);
  const { module } = parsePython(await parser, URI, after);
  assert.deepEqual(module.problems, []);
  const moved = { ...finding, at: { uri: URI, start: after.indexOf('CODE'), end: after.indexOf('CODE') + 4 } };
  assert.deepEqual(new Suppressions(module, after).apply([moved]), [], after);
  return after;
}

const COMMENT = '  # daglens: ignore[cycle]';

test('a comment at the end of the line', async () => {
  assert.equal(await ignored('CODE\n'), `CODE${COMMENT}\n`);
  assert.equal(await ignored('CODE'), `CODE${COMMENT}`);
  assert.equal(await ignored('CODE  \r\nx\r\n'), `CODE${COMMENT}\r\nx\r\n`);
  assert.equal(await ignored('f(\n    CODE,\n)\n'), `f(\n    CODE,${COMMENT}\n)\n`);
  assert.equal(await ignored('CODE  # noqa: F401\n'), `CODE  # noqa: F401${COMMENT}\n`);
});

test('a comment that is there already gets the rule too', async () => {
  assert.equal(await ignored('CODE  # daglens: ignore[a]\n'), 'CODE  # daglens: ignore[a, cycle]\n');
  assert.equal(await ignored('CODE  # noqa: daglens[a, b]  # why\n'), 'CODE  # noqa: daglens[a, b, cycle]  # why\n');
  assert.equal(await ignored('CODE  # daglens: ignore[]\n'), 'CODE  # daglens: ignore[cycle]\n');
  assert.equal(await ignored('CODE  # daglens: ignore-file[a]\n'), `CODE  # daglens: ignore-file[a]${COMMENT}\n`);
});

test('where no comment may stand, the next place for one', async () => {
  assert.equal(await ignored('a >> \\\n  CODE >> \\\n  b\n'), `a >> \\\n  CODE >> \\\n  b${COMMENT}\n`);
  const sql = 'f("""\nselect CODE # no comment\n""", x)\n';
  assert.equal(await ignored(sql), `f("""\nselect CODE # no comment\n""", x)${COMMENT}\n`);
  const formatted = 'f(f"""\n{CODE}\n{x}\n""",\n  y)\n';
  assert.equal(await ignored(formatted), `f(f"""\n{CODE}\n{x}\n""",${COMMENT}\n  y)\n`);
  assert.equal(await ignored('x = """a\nb""" + CODE + """c\nd"""\n'), `x = """a\nb""" + CODE + """c\nd"""${COMMENT}\n`);
  assert.equal(await ignored("x = 'a\\\nCODE'\n"), `x = 'a\\\nCODE'${COMMENT}\n`);
});
