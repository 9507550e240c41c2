// .airflowignore, discovery and safe mode, as Airflow does them.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isIgnored, parseIgnoreFile } from '../../core/workspace/airflowIgnore';
import { type DiscoveryOptions, discover, mightContainDag } from '../../core/workspace/discovery';
import { memoryFiles } from './memoryFiles';

describe('.airflowignore', () => {
  // [pattern, path below the DAGs folder, ignored]; Airflow 3.3.2's own class gives the same answers.
  const globs: [string, string, boolean][] = [
    ['foo', 'foo', true],
    ['foo', 'a/foo', true],
    ['foo', 'foobar.py', false],
    ['*.py', 'a/b.py', true],
    ['/foo.py', 'foo.py', true],
    ['/foo.py', 'a/foo.py', false],
    ['a/b.py', 'a/b.py', true],
    ['a/b.py', 'x/a/b.py', false],
    ['**/b.py', 'x/y/b.py', true],
    ['a/**/b.py', 'a/b.py', true],
    ['a/**/b.py', 'a/x/y/b.py', true],
    ['a/**', 'a/x.py', true],
    ['[ab].py', 'b.py', true],
    ['[!ab].py', 'b.py', false],
    ['a?c.py', 'abc.py', true],
    ['foo/', 'foo', false],
    ['foo # why', 'foo', true],
    ['/', 'foo', false],
    ['', 'foo', false],
  ];
  for (const [pattern, path, expected] of globs) {
    it(`glob '${pattern}' and ${path}`, () => {
      const rules = parseIgnoreFile(pattern, 'glob', '/d', '/d');
      assert.equal(isIgnored(`/d/${path}`, 'file', rules), expected);
    });
  }

  it('a glob with a slash at its end means folders only', () => {
    const rules = parseIgnoreFile('foo/', 'glob', '/d', '/d');
    assert.ok(isIgnored('/d/foo', 'folder', rules));
  });

  it('the last glob that matches decides', () => {
    const rules = parseIgnoreFile('*.py\n!keep.py', 'glob', '/d', '/d');
    assert.ok(isIgnored('/d/a.py', 'file', rules));
    assert.ok(!isIgnored('/d/keep.py', 'file', rules));
  });

  it('regular expressions are searched in the path below the DAGs folder', () => {
    const rules = parseIgnoreFile('project_a\ntenant_[\\d]\n# all\n[', 'regexp', '/d', '/d/sub');
    assert.ok(isIgnored('/d/project_a_dag_1.py', 'file', rules));
    assert.ok(isIgnored('/d/x/TESTING_project_a.py', 'file', rules));
    assert.ok(isIgnored('/d/tenant_1.py', 'file', rules));
    assert.ok(!isIgnored('/d/tenant_x.py', 'file', rules));
  });

  it('understands inline flags of Python', () => {
    assert.ok(isIgnored('/d/ABC.py', 'file', parseIgnoreFile('(?i)abc', 'regexp', '/d', '/d')));
  });
});

describe('discovery', () => {
  const options: DiscoveryOptions = { root: '/p', dagsFolder: '/p/dags', ignoreSyntax: 'glob' };

  it('finds Python files, sorted, without environments and hidden folders', () => {
    const files = memoryFiles({
      '/p/dags/b.py': '',
      '/p/dags/a.py': '',
      '/p/dags/note.txt': '',
      '/p/dags/sub/c.py': '',
      '/p/dags/.hidden/d.py': '',
      '/p/dags/__pycache__/e.py': '',
      '/p/dags/node_modules/f.py': '',
      '/p/dags/env/pyvenv.cfg': '',
      '/p/dags/env/lib/g.py': '',
    });
    assert.deepEqual(discover(files, '/p/dags', options), ['/p/dags/a.py', '/p/dags/b.py', '/p/dags/sub/c.py']);
  });

  it('honours ignore files above and below the folder', () => {
    const files = memoryFiles({
      '/p/dags/.airflowignore': 'skip.py',
      '/p/dags/team/.airflowignore': 'old/',
      '/p/dags/team/skip.py': '',
      '/p/dags/team/old/a.py': '',
      '/p/dags/team/new/a.py': '',
    });
    assert.deepEqual(discover(files, '/p/dags/team', options), ['/p/dags/team/new/a.py']);
  });

  it('sees regular expressions from the DAGs folder', () => {
    const files = memoryFiles({
      '/p/dags/.airflowignore': '^team/a',
      '/p/dags/team/a.py': '',
      '/p/dags/team/b.py': '',
    });
    const regexp: DiscoveryOptions = { ...options, ignoreSyntax: 'regexp' };
    assert.deepEqual(discover(files, '/p', regexp), ['/p/dags/team/b.py']);
    assert.deepEqual(discover(files, '/p', { ...regexp, dagsFolder: undefined }), ['/p/dags/team/b.py']);
  });

  it('finds nothing where there is no folder', () => {
    assert.deepEqual(discover(memoryFiles({ '/p/a.py': '' }), '/p/none', options), []);
  });

  it('safe mode asks for the words of the version', () => {
    assert.ok(mightContainDag('from airflow import DAG', '1.10.15'));
    assert.ok(!mightContainDag('from airflow.decorators import dag', '1.10.15'));
    assert.ok(mightContainDag('from airflow.decorators import dag', '2.11.2'));
    assert.ok(!mightContainDag('from airflow.sdk import asset', '2.11.2'));
    assert.ok(mightContainDag('from airflow.sdk import asset', '3.3.2'));
    assert.ok(!mightContainDag('import pandas as dag', '3.3.2'));
  });
});
