// The formats of `daglens check`.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RULES } from '../../core/rules/index';
import { coloursFor } from '../../server/src/cli/colours';
import { githubReport } from '../../server/src/cli/output/github';
import { jsonReport } from '../../server/src/cli/output/json';
import { sarifReport } from '../../server/src/cli/output/sarif';
import { textReport } from '../../server/src/cli/output/text';
import { CYCLE, place, print, RULE, report } from './findings';

const PIPE = { write: () => undefined, isTerminal: false, columns: undefined };
const STYLE = { colours: coloursFor(PIPE, {}), width: 80 };

describe('text', () => {
  it('shows the source with carets, the fix and a summary', () => {
    assert.equal(
      textReport(report({ gaps: [{ file: '/p/x.py', line: 1, because: 'Variable.get' }] }), print, STYLE),
      `dags/etl.py:3:5: error: These tasks wait for each other: a → b → a. [cycle]
 2 │ a >> b
 3 │ x:    b >> a
   │        ^^^^^
   see dags/etl.py:2:1: The way back.
   fix Remove it

dags/etl.py:9:1: warning: 50% of·this: a, b [invalid-trigger-rule]

1 error, 1 warning in 1 file; checked 2 files with 3 DAGs for Airflow 3.3.2.
1 place could not be known without running the code (--format json lists them).
`,
    );
  });

  it('ends with what a version asked for means, rule by rule', () => {
    const findings = [RULE, CYCLE, RULE];
    const lines = textReport(report({ findings, target: '3.3' }), print, STYLE).split('\n');
    assert.deepEqual(lines.slice(-10), [
      '1 error, 2 warnings in 1 file; checked 2 files with 3 DAGs for Airflow 3.3.2.',
      '',
      'For Airflow 3.3, this breaks:',
      '      1  cycle                (1 with a quick fix)',
      '',
      'For Airflow 3.3, this is deprecated, or hardly does what was meant:',
      '      2  invalid-trigger-rule',
      '',
      '1 of 3 have a quick fix; daglens fix --airflow-version 3.3 applies them.',
      '',
    ]);
    const none = textReport(report({ findings: [], target: '3.3' }), print, STYLE);
    assert.match(none, /\n\nNothing found that breaks or is deprecated for Airflow 3\.3\.\n$/);
  });

  it('says so when all is well', () => {
    const text = textReport(report({ findings: [], files: 1, dags: 1 }), print, STYLE);
    assert.equal(text, 'No problems found in 1 file with 1 DAG for Airflow 3.3.2.\n');
  });

  it('puts carets under wide characters, cuts long lines and keeps control characters from the terminal', () => {
    const wide = { ...CYCLE, fixes: [], related: [], place: place('/p/a.py', 1, 9, 10), source: ["x = '日本' + b"] };
    assert.match(textReport(report({ findings: [wide] }), print, STYLE), /\n {3}│ {11}\^\n/);
    const source = [`${' '.repeat(300)}b >> a`];
    const long = { ...CYCLE, fixes: [], related: [], place: place('/p/a.py', 1, 301, 307), source };
    const [, line, carets] = textReport(report({ findings: [long] }), print, STYLE).split('\n');
    assert.ok(line!.length <= 80);
    assert.equal(carets!.indexOf('^'), line!.indexOf('b >> a'));
    const evil = { ...RULE, source: ['a\u001b[2Jb\u202e'] };
    assert.ok(!textReport(report({ findings: [evil] }), print, STYLE).includes('\u001b'));
  });

  it('has colours on a terminal only, and not under NO_COLOR', () => {
    const terminal = { ...PIPE, isTerminal: true };
    const text = (environment: Record<string, string>) =>
      textReport(report(), print, { colours: coloursFor(terminal, environment), width: 80 });
    assert.ok(text({}).includes('\u001b[31m'));
    assert.ok(!text({ NO_COLOR: '1' }).includes('\u001b'));
    assert.ok(!textReport(report(), print, STYLE).includes('\u001b'));
  });
});

describe('json', () => {
  it('has the shape of the contract', () => {
    const gaps = [{ file: '/p/dags/etl.py', line: 30, because: 'value comes from Variable.get' }];
    assert.deepEqual(JSON.parse(jsonReport(report({ findings: [CYCLE], gaps }), print)), {
      version: 1,
      findings: [
        {
          file: 'dags/etl.py',
          line: 3,
          column: 5,
          end_line: 3,
          end_column: 11,
          rule: 'cycle',
          severity: 'error',
          message: 'These tasks wait for each other: a → b → a.',
          fixes: [{ title: 'Remove it', edits: [{ line: 3, column: 5, end_line: 3, end_column: 11, text: '' }] }],
          related: [{ file: 'dags/etl.py', line: 2, column: 1, end_line: 2, end_column: 7, message: 'The way back.' }],
        },
      ],
      summary: {
        errors: 1,
        warnings: 0,
        infos: 0,
        fixable: 1,
        by_rule: { cycle: { errors: 1, warnings: 0, infos: 0, fixable: 1 } },
      },
      gaps: [{ file: 'dags/etl.py', line: 30, because: 'value comes from Variable.get' }],
    });
  });
});

describe('github', () => {
  it('writes one escaped command for each finding', () => {
    assert.deepEqual(githubReport(report(), print).split('\n'), [
      '::error file=dags/etl.py,line=3,endLine=3,col=5,endColumn=10,title=DagLens%3A cycle::These tasks wait for each other: a → b → a.',
      '::warning file=dags/etl.py,line=9,endLine=9,col=1,endColumn=1,title=DagLens%3A invalid-trigger-rule::50%25 of%0Athis: a, b',
      '',
    ]);
  });
});

describe('sarif', () => {
  it('has rules, places and fingerprints that outlive moved lines', () => {
    const tool = { version: '1.2.3', rules: RULES, pageOf: (rule: string) => `file:///rules/${rule}.md` };
    const sarif = (finding: typeof CYCLE) =>
      JSON.parse(sarifReport(report({ findings: [finding] }), print, tool)).runs[0];
    const run = sarif(CYCLE);
    const index = RULES.findIndex(({ id }) => id === 'cycle');
    const rule = run.tool.driver.rules[index];
    assert.deepEqual([rule.id, rule.helpUri], ['cycle', 'file:///rules/cycle.md']);
    assert.match(rule.help.markdown, /^# cycle\n/);
    assert.match(rule.help.text, /Bad:\n\nfrom airflow/);
    assert.equal(run.results[0].ruleIndex, index);
    assert.equal(run.columnKind, 'utf16CodeUnits');
    const [result] = run.results;
    assert.equal(result.level, 'error');
    assert.deepEqual(result.locations[0].physicalLocation, {
      artifactLocation: { uri: 'dags/etl.py' },
      region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 11 },
    });
    assert.equal(result.fixes[0].artifactChanges[0].replacements.length, 1);
    const moved = sarif({ ...CYCLE, message: 'In other words.', place: place('/p/dags/etl.py', 8, 5, 11) });
    assert.deepEqual(moved.results[0].partialFingerprints, result.partialFingerprints);
  });
});
