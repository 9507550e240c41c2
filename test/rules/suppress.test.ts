// Comments that silence a finding, and those that silence nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ruleLevels } from '../../core/rules/levels';
import type { Finding } from '../../core/rules/rule';
import { Suppressions } from '../../core/rules/suppress';
import { parsePython } from '../../core/syntax/parse';
import { RULE_IDS } from '../../core/workspace/ruleSettings';
import { loadPythonParser } from '../../server/src/parser';
import { URI } from '../support/dagFiles';
import { bundleFolder, findingsOf } from '../support/engine';

const parser = loadPythonParser(bundleFolder());

/** Which of the findings `cycle` and `invalid-cron`, both from `code` to `end`, are left. */
async function left(text: string): Promise<string[]> {
  const start = text.indexOf('code');
  const at = { uri: URI, start, end: text.indexOf('end') >= 0 ? text.indexOf('end') + 3 : start + 4 };
  const findings: Finding[] = ['cycle', 'invalid-cron'].map((rule) => ({ rule, severity: 'error', at, message: '' }));
  const { module } = parsePython(await parser, URI, text);
  return new Suppressions(module, text).apply(findings).map((finding) => finding.rule);
}

const BOTH = ['cycle', 'invalid-cron'];

test('a comment at the end of the line turns off every rule, or those it names', async () => {
  assert.deepEqual(await left('code  # daglens: ignore'), []);
  assert.deepEqual(await left('code  # noqa: daglens'), []);
  assert.deepEqual(await left('code  # daglens: ignore[cycle]'), ['invalid-cron']);
  assert.deepEqual(await left('code  # noqa: daglens[invalid-cron, other]'), ['cycle']);
  assert.deepEqual(await left('code  # type: ignore # daglens:ignore[cycle,invalid-cron]'), []);
  assert.deepEqual(await left('code  # daglens: ignore[cycle] # daglens: ignore[invalid-cron]'), []);
});

test('other comments and other lines turn off nothing', async () => {
  assert.deepEqual(await left('code  # noqa'), BOTH);
  assert.deepEqual(await left('code  # noqa: E501'), BOTH);
  assert.deepEqual(await left('code  # daglens: ignored'), BOTH);
  assert.deepEqual(await left('# daglens: ignore\ncode'), BOTH);
  assert.deepEqual(await left('code  # daglens: ignore[]'), BOTH);
  assert.deepEqual(await left('code = "# daglens: ignore"'), BOTH);
});

test('a comment for the file turns rules off everywhere in it', async () => {
  assert.deepEqual(await left('# daglens: ignore-file[cycle]\n\ncode\n'), ['invalid-cron']);
  assert.deepEqual(await left('code\n\n# daglens: ignore-file\n'), []);
});

test('a finding over several lines is turned off on its first or last line', async () => {
  assert.deepEqual(await left('code(  # daglens: ignore\n  end)'), []);
  assert.deepEqual(await left('code(\n  end)  # daglens: ignore'), []);
  assert.deepEqual(await left('code(\n  x,  # daglens: ignore\n  end)'), BOTH);
});

test('where no comment may stand, the next place for one counts', async () => {
  assert.deepEqual(await left('x = """\ncode\n"""  # daglens: ignore'), []);
  assert.deepEqual(await left('x = """\ncode\n"""\n# daglens: ignore'), BOTH);
  assert.deepEqual(await left('f(f"""\n{a["code"]}\n{b}\n""",  # daglens: ignore\n)'), []);
  assert.deepEqual(await left('a >> \\\n  code >> \\\n  b  # daglens: ignore'), []);
  assert.deepEqual(await left('a >> \\\n  code\nb  # daglens: ignore'), BOTH);
});

const HEAD = 'from airflow.sdk import DAG\n';

/** What is said of comments in a DAG file. */
async function unused(line: string, rules: Parameters<typeof ruleLevels>[1] = []): Promise<string[]> {
  const settings = { rules: ruleLevels(RULE_IDS, rules) };
  const findings = await findingsOf(HEAD + line, { version: '3.3.2', settings });
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}

test('a comment that turns off nothing is told, by name', async () => {
  const cron = 'dag = DAG("a", schedule="61 * * * *")';
  assert.deepEqual(await unused(`${cron}  # daglens: ignore[invalid-cron]`), []);
  assert.deepEqual(await unused(`${cron}  # daglens: ignore`), []);
  assert.deepEqual(await unused(`${cron}  # daglens: ignore[invalid-cron, cycle]`), [
    "unused-suppression: Rule 'cycle' finds nothing on this line. Remove it from the comment.",
  ]);
  assert.deepEqual(await unused('dag = DAG("a")  # noqa: daglens'), [
    'unused-suppression: DagLens finds nothing on this line that this comment could turn off. Remove it.',
  ]);
  assert.deepEqual(await unused('# daglens: ignore-file[cycle]'), [
    "unused-suppression: Rule 'cycle' finds nothing in this file. Remove it from the comment.",
  ]);
  assert.deepEqual(await unused('dag = DAG("a")  # daglens: ignore[cycel]'), [
    "unused-suppression: There is no rule 'cycel'. Did you mean 'cycle'?",
  ]);
});

test('nothing is said of comments for rules that are off, or that say so themselves', async () => {
  assert.deepEqual(await unused('dag = DAG("a")  # daglens: ignore[cycle]', [{ ignore: ['cycle'] }]), []);
  assert.deepEqual(await unused('dag = DAG("a")  # daglens: ignore[cycle]', [{ severity: { cycle: 'off' } }]), []);
  assert.deepEqual(await unused('dag = DAG("a")  # daglens: ignore[cycle]', [{ select: ['cycle'] }]), []);
  assert.deepEqual(await unused('dag = DAG("a")  # daglens: ignore[cycle, unused-suppression]'), []);
  assert.deepEqual(await unused('dag = DAG("a")  # daglens: ignore\n# daglens: ignore-file[unused-suppression]'), []);
  const off = 'dag = DAG("a", schedule="61 * * * *")  # daglens: ignore';
  assert.deepEqual(await unused(off, [{ ignore: ['invalid-cron'] }]), []);
});

test('nothing is said of comments in a file that is not read to its end', async () => {
  assert.match((await unused('raise ValueError()\ndag = DAG("a")  # daglens: ignore')).join(), /^file-raises[^,]*$/);
  const partly = 'from elsewhere import options\ndag = DAG("a", **options)  # daglens: ignore';
  assert.deepEqual(await unused(partly), []);
  assert.match((await unused('x = (1,\ndag = DAG("a")  # daglens: ignore')).join(), /^syntax-error: [^:]*:[^:]*$/);
});

test('the fix takes the name, the comment or the whole line away', async () => {
  const fixed = async (line: string) => {
    const text = HEAD + line;
    const [finding] = await findingsOf(text, { version: '3.3.2' });
    const [edit] = finding!.fixes![0]!.edits;
    return (text.slice(0, edit!.at.start) + edit!.text + text.slice(edit!.at.end)).slice(HEAD.length);
  };
  assert.equal(await fixed('dag = DAG("a")  # daglens: ignore[cycle]  old story\n'), 'dag = DAG("a")\n');
  assert.equal(
    await fixed('dag = DAG("a")  # noqa: F401  # daglens: ignore[cycle]\n'),
    'dag = DAG("a")  # noqa: F401\n',
  );
  assert.equal(
    await fixed('dag = DAG("a")  # daglens: ignore[cycle] # noqa: F401\n'),
    'dag = DAG("a")  # noqa: F401\n',
  );
  assert.equal(await fixed('# daglens: ignore-file[cycle]\r\ndag = DAG("a")\r\n'), 'dag = DAG("a")\r\n');
  const cron = 'dag = DAG("a", schedule="61 * * * *")';
  for (const names of ['invalid-cron, cycle', 'cycle,invalid-cron', 'cycle , invalid-cron'])
    assert.equal(await fixed(`${cron}  # daglens: ignore[${names}]\n`), `${cron}  # daglens: ignore[invalid-cron]\n`);
  assert.equal(await fixed('dag = DAG("a")  # daglens: ignore[cycel]\n'), 'dag = DAG("a")  # daglens: ignore[cycle]\n');
});
