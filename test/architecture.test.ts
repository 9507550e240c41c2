// The bars of the code itself: who imports whom, what never stands in it, how long things may be.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importCircles, layerViolations } from './architecture/imports';
import { committedFiles, productSources } from './architecture/projectFiles';
import { codeOnly, functionLengths } from './architecture/scan';

const LONGEST_FUNCTION = 80;
const LONGEST_FILE = 400;

const product = productSources();
const committed = committedFiles();
const scripts = new Map([...committed].filter(([name]) => /\.(ts|mjs|mts)$/.test(name) && !/\/truth\//.test(name)));

/** Lines of the files for which `test` holds, as `file:line text`. */
function linesWhere(files: ReadonlyMap<string, string>, test: (line: string) => boolean): string[] {
  return [...files].flatMap(([name, text]) =>
    text.split('\n').flatMap((line, index) => (test(line) ? [`${name}:${index + 1} ${line.trim()}`] : [])),
  );
}

function codeWhere(pattern: RegExp): string[] {
  const code = new Map([...scripts].map(([name, text]) => [name, codeOnly(text)]));
  return linesWhere(code, (line) => pattern.test(line));
}

test('imports go one way', () => {
  assert.deepEqual(layerViolations(product), []);
});

test('an import upward is caught, of values, of types and of packages', () => {
  const planted = new Map([
    ['core/eval/a.ts', "import { rule } from '../rules/b';\nimport type { Task } from '../ir/c';"],
    ['core/rules/b.ts', "import fs from 'node:fs';\nexport {\n  x,\n} from '../features/d';"],
    ['core/ir/c.ts', "const late = import('vscode');"],
    ['core/features/d.ts', "import { rule } from '../rules/b';"],
    ['elsewhere/e.ts', ''],
  ]);
  const found = layerViolations(planted).map((message) => message.split(/,|: |:$/)[0]);
  assert.deepEqual(found, [
    'core/eval/a.ts imports core/rules/b.ts',
    'core/eval/a.ts imports core/ir/c.ts',
    'core/rules/b.ts imports the package node:fs',
    'core/rules/b.ts imports core/features/d.ts',
    'core/ir/c.ts imports the package vscode',
    'elsewhere/e.ts is in a folder without a layer',
  ]);
});

test('no file imports itself through others', () => {
  assert.deepEqual(importCircles(product), []);
});

test('a circle of imports is caught, one of types alone is none', () => {
  const circle = new Map([
    ['core/text/a.ts', "import { b } from './b';"],
    ['core/text/b.ts', "import { c } from './c';\nimport type { A } from './a';"],
    ['core/text/c.ts', "export { a } from './a';"],
  ]);
  assert.match(importCircles(circle).join(), /a\.ts → core\/text\/b\.ts → core\/text\/c\.ts → core\/text\/a\.ts/);
  assert.deepEqual(importCircles(new Map([...circle, ['core/text/c.ts', "import type { A } from './a';"]])), []);
});

test('nothing of the user is run: no text becomes code', () => {
  const code = new Map([...product].map(([name, text]) => [name, codeOnly(text)]));
  const found = linesWhere(code, (line) =>
    /\bnew Function\(|(?<![.\w])eval\(|\brequire\(|(?<!\.)\bimport\((?!\s)/.test(line),
  );
  assert.deepEqual(found, [], 'DagLens reads Python, and executes nothing that it reads.');
});

test('no text of the user becomes markup in the pane', () => {
  const code = new Map(
    [...product].filter(([name]) => name.startsWith('webview/')).map(([name, text]) => [name, codeOnly(text)]),
  );
  const found = linesWhere(code, (line) =>
    /\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\bDOMParser\b/.test(line),
  );
  assert.deepEqual(found, [], 'Make elements, and set their textContent.');
});

test('only core/dialects asks which dialect it is', () => {
  const others = new Map([...product].filter(([name]) => !name.startsWith('core/dialects/')));
  const asks = /dialect(\.id|Id)?\s*[!=]==|[!=]==\s*'(airflow|dagster|prefect)'|case '(airflow|dagster|prefect)':/;
  const found = linesWhere(others, (line) => asks.test(line));
  assert.deepEqual(found, [], 'Give Dialect (core/dialects/dialect.ts) a member that says what differs, and ask that.');
});

test('no any, no default export', () => {
  assert.deepEqual(
    codeWhere(/(?:[:<|&(,=]|\bas|\bextends)\s*any\b/),
    [],
    'Name the type, or use unknown and narrow it.',
  );
  assert.deepEqual(codeWhere(/^export default\b/), [], 'Export it by its name.');
});

test('nothing is left undone, no test is passed over', () => {
  const undone = linesWhere(scripts, (line) => /\/\/.*\b(TODO|FIXME)\b/.test(line));
  assert.deepEqual(undone, [], 'Do it, or open an issue.');
  const passedOver = codeWhere(/\b(test|it|describe|suite)\.(skip|only|todo)\(/);
  assert.deepEqual(passedOver, [], "Assert today's answer and say in a comment why it is wrong.");
});

test('no file or folder is named utils', () => {
  const found = [...scripts.keys()].filter((name) => /(^|\/)(utils?|helpers?|misc|common)(\/|\.\w+$)/.test(name));
  assert.deepEqual(found, [], 'Name it by what it does.');
});

test(`no function is over ${LONGEST_FUNCTION} lines, no file over ${LONGEST_FILE}`, () => {
  const code = [...new Map([...scripts, ...product])].filter(([name]) => !/\/data\//.test(name));
  const functions = code
    .filter(([name]) => !name.startsWith('test/'))
    .flatMap(([name, text]) => functionLengths(text).map((length) => ({ name, ...length })))
    .filter(({ lines }) => lines > LONGEST_FUNCTION)
    .map(({ name, line, lines }) => `${name}:${line} has ${lines} lines`);
  assert.deepEqual(functions, [], 'Split it where its idea changes.');
  const files = code.map(([name, text]) => [name, text.trimEnd().split('\n').length] as const);
  const long = files.filter(([, lines]) => lines > LONGEST_FILE).map(([name, lines]) => `${name} has ${lines} lines`);
  assert.deepEqual(long, [], 'Move one of its ideas into a file of its own; tables go into a folder named data.');
});

test('the scanner measures functions, methods and arrow functions', () => {
  const text = [
    'export function a(',
    '  x: number,',
    '): number {',
    '  if (x) {',
    '    return 1;',
    '  }',
    '  return [1].map((y) => {',
    '    return y;',
    '  })[0];',
    '}',
    'class C {',
    '  get b(): string {',
    "    return '';",
    '  }',
    '}',
  ].join('\n');
  assert.deepEqual(functionLengths(text), [
    { line: 3, lines: 8 },
    { line: 7, lines: 3 },
    { line: 12, lines: 3 },
  ]);
});

test('every source file starts by saying its job', () => {
  const silent = [...new Map([...scripts, ...product])].filter(([, text]) => !/^(#!.*\n)?\/\/ \S/.test(text));
  assert.deepEqual(
    silent.map(([name]) => name),
    [],
    'Begin the file with one comment line: // What it is for.',
  );
});

test('nothing committed points to one machine', () => {
  // /home/airflow is where the images of Airflow have it.
  const foreign =
    /\.\.\/shared\b|(?<![\w.])\/(work|root|home\/(?!airflow\/)\w+|Users\/\w+)\/|registry\.npmjs\.org|files\.pythonhosted\.org/;
  const self = 'test/architecture.test.ts';
  const found = linesWhere(new Map([...committed].filter(([name]) => name !== self)), (line) => foreign.test(line));
  assert.deepEqual(found, [], 'Use a path of the project, or a setting.');
});

test('the lock file names no host', () => {
  const locks = [...committed].filter(([name]) => name.endsWith('package-lock.json'));
  const hosts = locks.filter(([, text]) => text.includes('"resolved"')).map(([name]) => name);
  assert.deepEqual(hosts, [], 'Delete it and run npm install again: .npmrc leaves the hosts out.');
});
