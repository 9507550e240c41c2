// What is otherwise on Windows, as far as it can be seen elsewhere: names of interpreters, and paths.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { interpretersToTry, inVirtualEnvironment, saysThereIsNone } from '../../runner/src/builtin/interpreter';
import { placeIn } from '../../runner/src/placeIn';
import { printedPath } from '../../server/src/cli/running/printedPath';

test('Python on Windows: `python`, then the launcher', () => {
  const tried = interpretersToTry(undefined, 'c:\\dags', {}, 'win32').map(({ command, args }) => [command, ...args]);
  assert.deepEqual(tried, [['python'], ['py', '-3'], ['python3']]);
  assert.equal(inVirtualEnvironment('c:\\dags\\.venv', 'win32'), 'c:\\dags\\.venv\\Scripts\\python.exe');
});

test('what only says that there is no Python counts as none', () => {
  const [python, launcher] = interpretersToTry(undefined, 'c:\\dags', {}, 'win32');
  assert.deepEqual(
    [saysThereIsNone(python!, 9009), saysThereIsNone(launcher!, 103), saysThereIsNone(python!, 1)],
    [true, true, false],
  );
});

const PLACES: readonly (readonly [folder: string, file: string, place: string | undefined])[] = [
  ['c:/repo/dags', 'C:\\repo\\dags\\sub\\a.py', 'sub\\a.py'],
  ['c:\\repo\\dags', 'c:\\repo\\dags2\\a.py', undefined],
  ['c:\\repo\\dags', 'c:\\repo\\a.py', undefined],
  ['c:\\repo', 'd:\\repo\\a.py', undefined],
  ['c:\\repo', 'c:\\repo\\..a.py', '..a.py'],
];

test('where a file lies in a folder, whatever its separators', () => {
  for (const [folder, file, place] of PLACES) assert.equal(placeIn(folder, file, path.win32), place, file);
});

test('a file is printed as seen from the current folder, on one drive', () => {
  const printed = ['C:\\repo\\dags\\a.py', 'c:/repo/dags\\a.py', 'D:\\a.py'].map((file) =>
    printedPath('c:/repo', file, 'win32'),
  );
  assert.deepEqual(printed, ['dags/a.py', 'dags/a.py', 'd:/a.py']);
});
