// Reading the disk, open documents and environments; URIs and paths.

import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { DirectoryEntry, FileSystem } from '../../core/workspace/ports';
import { pathToUri, uriToPath } from '../../server/src/convert/uris';
import { diskFiles } from '../../server/src/diskFiles';
import { Documents } from '../../server/src/documents';
import { editorFiles } from '../../server/src/files';
import { installedPackages } from '../../server/src/pythonEnvironment';
import { ruleLinks } from '../../server/src/rulePages';
import { temporaryFolder } from './testClient';

const names = (entries: readonly DirectoryEntry[] | undefined) =>
  entries?.map(({ name, kind }) => `${name}:${kind}`).sort();

test('a file is text if it is UTF-8, without its byte order mark', (context) => {
  const folder = temporaryFolder(context, { 'plain.py': 'ü\r\n', 'bom.py': '\uFEFFx' });
  writeFileSync(`${folder}/latin1.py`, Buffer.from([0x23, 0xfc]));
  const { readText } = diskFiles();
  assert.equal(readText(`${folder}/plain.py`), 'ü\r\n');
  assert.equal(readText(`${folder}/bom.py`), 'x');
  assert.equal(readText(`${folder}/latin1.py`), undefined);
  assert.equal(readText(`${folder}/missing.py`), undefined);
  assert.equal(readText(folder), undefined);
});

test('links are followed, except those that lead back up or nowhere', (context) => {
  const folder = temporaryFolder(context, { 'a/x.py': '', 'b/y.py': '' });
  symlinkSync('../b', `${folder}/a/to-b`);
  symlinkSync('..', `${folder}/a/up`);
  symlinkSync('nowhere', `${folder}/a/broken`);
  symlinkSync('x.py', `${folder}/a/link.py`);
  symlinkSync('../a', `${folder}/b/to-a`);
  const { readDirectory } = diskFiles();
  assert.deepEqual(names(readDirectory(`${folder}/a`)), ['link.py:file', 'to-b:folder', 'x.py:file']);
  assert.deepEqual(names(readDirectory(`${folder}/a/to-b`)), ['y.py:file']);
  assert.equal(readDirectory(`${folder}/a/x.py`), undefined);
});

test('open documents come before the disk, also those never saved', (context) => {
  const folder = temporaryFolder(context, { 'a.py': 'disk' });
  const documents = new Documents('utf-16');
  const open = (name: string) =>
    documents.didOpen({
      textDocument: { uri: pathToUri(`${folder}/${name}`), languageId: 'python', version: 1, text: 'editor' },
    });
  open('a.py');
  open('new.py');
  const files = editorFiles(documents, diskFiles());
  assert.equal(files.readText(`${folder}/a.py`), 'editor');
  assert.deepEqual(names(files.readDirectory(folder)), ['a.py:file', 'new.py:file']);
  assert.equal(files.readDirectory(`${folder}/none`), undefined);
});

test('a file has one path, however its URI is escaped', () => {
  assert.equal(uriToPath('file:///w/my%20dag.py'), '/w/my dag.py');
  assert.equal(uriToPath('file:///w/sub/'), '/w/sub');
  assert.equal(uriToPath(pathToUri('/w/a#b?c%20.py')), '/w/a#b?c%20.py');
});

test('a document that is on no disk has a path where the disk has nothing', () => {
  assert.equal(uriToPath('untitled:Untitled-1'), '/~untitled/Untitled-1');
  assert.equal(uriToPath('vscode-vfs://github/owner/dags/a%20b.py'), '/~vscode-vfs/github/owner/dags/a b.py');
  assert.equal(uriToPath('vscode-vfs://github/owner/100%.py'), '/~vscode-vfs/github/owner/100%.py');
});

test('installed packages are found in every layout of an environment', (context) => {
  const info = (folder: string, name: string) => ({ [`${folder}/${name}.dist-info/METADATA`]: '' });
  const root = temporaryFolder(context, {
    ...info('linux/lib/python3.12/site-packages', 'apache_airflow-3.1.0'),
    ...info('linux/lib/python3.12/site-packages', 'Apache_Airflow.Providers-Google-12.0.0rc1'),
    ...info('windows/Lib/site-packages', 'apache_airflow-2.11.2+local.1'),
    ...info('debian/lib/python3/dist-packages', 'croniter-1.3.5'),
    'empty/lib/python3.12/site-packages/pip.py': '',
  });
  const files: FileSystem = diskFiles();
  const found = (environment: string) => {
    const packages = installedPackages(files, root, environment);
    return packages && Object.fromEntries(packages);
  };
  const linux = { 'apache-airflow': '3.1.0', 'apache-airflow-providers-google': '12.0.0rc1' };
  assert.deepEqual(found('linux'), linux);
  assert.deepEqual(found(`${root}/linux/bin/python3.12`), linux);
  assert.deepEqual(found('windows'), { 'apache-airflow': '2.11.2+local.1' });
  assert.deepEqual(found('debian/bin/python3'), { croniter: '1.3.5' });
  assert.equal(found('empty'), undefined);
  assert.equal(installedPackages(files, root, undefined), undefined);
});

test('a rule links to its page; a missing page gives no link', (context) => {
  const folder = temporaryFolder(context, { 'docs/rules/cycle.md': '# cycle\n' });
  const link = ruleLinks(`${folder}/docs/rules`);
  assert.equal(link('cycle'), pathToUri(`${folder}/docs/rules/cycle.md`));
  assert.equal(link('none'), undefined);
  assert.equal(link('../rules/cycle'), undefined);
  assert.equal(ruleLinks(`${folder}/none`)('cycle'), undefined);
});
