// File name patterns: fnmatch, glob, and the globs of pathlib.

import type { Interpreter } from '../interpreter';
import { Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { makeList, moduleOf, native, pure } from './define';
import { joinPaths, OUTSIDE, pathText, readFolder, whatIsAt } from './paths';

/** A JavaScript pattern that matches what `fnmatch.translate` does. */
export function fnmatchPattern(pattern: string): RegExp {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (char === '*') source += '.*';
    else if (char === '?') source += '.';
    else if (char === '[') {
      const end = pattern.indexOf(']', pattern[i + 1] === '!' || pattern[i + 1] === ']' ? i + 3 : i + 2);
      if (end < 0) source += '\\[';
      else {
        source += `[${pattern
          .slice(i + 1, end)
          .replace(/^!/, '^')
          .replace(/[\\[]/g, '\\$&')}]`;
        i = end;
      }
    } else source += char.replace(/[.+^${}()|\\\]/]/g, '\\$&');
  }
  return new RegExp(`^${source}$`, 'su');
}

/** True if the pattern is more than a plain name. */
function isMagic(pattern: string): boolean {
  return /[*?[]/.test(pattern);
}

export interface GlobOptions {
  /** `**` matches any number of folders. */
  readonly recursive: boolean;
  /** `*` matches names that begin with a dot. */
  readonly hidden: boolean;
}

export interface GlobResult {
  readonly paths: readonly string[];
  /** True if a folder it had to look into is not in the workspace. */
  readonly outside: boolean;
  /** Why the place that was searched is only assumed. */
  readonly assumed: string | undefined;
}

/** Paths that match, by name. */
export function glob(I: Interpreter, pattern: string, options: GlobOptions): GlobResult {
  const found: string[] = [];
  let outside = false;
  let assumed: string | undefined;
  const folder = (path: string) => {
    const listing = readFolder(I, path || '.');
    assumed ??= listing?.place.assumed;
    return listing?.content;
  };
  const step = (base: string, parts: readonly string[]): void => {
    const [part, ...rest] = parts;
    if (part === undefined || found.length > 5000) return;
    if (!isMagic(part)) {
      const path = joinPaths(base, part);
      if (rest.length) step(path, rest);
      else if (['file', 'folder'].includes(whatIsAt(I, path) ?? '')) found.push(path);
      return;
    }
    const entries = folder(base);
    if (!entries) {
      outside ||= base === '' || whatIsAt(I, base) === undefined;
      return;
    }
    if (part === '**' && options.recursive) {
      if (rest.length) step(base, rest);
      for (const { name, kind } of entries) {
        if (!options.hidden && name.startsWith('.')) continue;
        if (!rest.length && (kind === 'folder' || !options.hidden)) found.push(joinPaths(base, name));
        if (kind === 'folder') step(joinPaths(base, name), parts);
      }
      return;
    }
    const matcher = fnmatchPattern(part);
    for (const { name, kind } of entries) {
      if (!matcher.test(name) || (!options.hidden && name.startsWith('.') && !part.startsWith('.'))) continue;
      const path = joinPaths(base, name);
      if (!rest.length) found.push(path);
      else if (kind === 'folder') step(path, rest);
    }
  };
  const root = pattern.startsWith('/') ? '/' : '';
  step(
    root,
    pattern.split('/').filter((part) => part !== ''),
  );
  return { paths: [...new Set(found)], outside, assumed };
}

/** Matches as a list of values. What lies outside the workspace leaves it open. */
export function globValues(a: Args, result: GlobResult, make: (path: string) => Value): Value {
  return a.I.assuming(result.assumed, () => {
    const list = makeList(a.I, result.paths.map(make), a.at, a.used);
    if (list.kind === 'list' && result.outside) list.open = new Unknown(OUTSIDE, a.at);
    return list;
  });
}

function globFunction(a: Args): Value {
  const root = a.some('root_dir') ? pathText(a, 'root_dir') : undefined;
  const pattern = pathText(a, 'pathname');
  const options = { recursive: a.truthy('recursive'), hidden: a.truthy('include_hidden') };
  const result = glob(a.I, root === undefined ? pattern : joinPaths(root, pattern), options);
  const cut = root === undefined ? 0 : joinPaths(root, 'x').length - 1;
  return globValues(a, result, (path) => a.I.str(path.slice(cut), a.at, ...a.used));
}

const SIGNATURE = ['pathname', '*', 'root_dir=None', 'dir_fd=None', 'recursive=False', 'include_hidden=False'];

export const GLOB_MODULE = moduleOf([
  native('glob', SIGNATURE, (_, a) => globFunction(a)),
  native('iglob', SIGNATURE, (I, a) => {
    const list = globFunction(a);
    if (list.kind !== 'list') return list;
    const iterator = I.iterator(list.items, a.at, 'generator');
    iterator.open = list.open;
    return iterator;
  }),
  pure('escape', ['pathname'], (_, a) => a.text('pathname').replace(/[*?[]/g, '[$&]')),
  pure('has_magic', ['s'], (_, a) => isMagic(a.text('s'))),
]);

export const FNMATCH_MODULE = moduleOf([
  pure('fnmatch', ['name', 'pat'], (_, a) => fnmatchPattern(a.text('pat')).test(a.text('name'))),
  pure('fnmatchcase', ['name', 'pat'], (_, a) => fnmatchPattern(a.text('pat')).test(a.text('name'))),
  pure('filter', ['names', 'pat'], (I, a) => {
    const pattern = fnmatchPattern(a.text('pat'));
    const kept = a.items('names').filter((name) => pattern.test((a.read(name) as { value?: string }).value ?? ''));
    return makeList(I, kept, a.at, a.used);
  }),
]);
