// .airflowignore: which files and folders Airflow leaves out of its DAGs folder.

import { baseName, relativePath } from './paths';

export type IgnoreSyntax = 'regexp' | 'glob';

export interface IgnoreRule {
  readonly pattern: RegExp;
  /** What the path is seen from; undefined: only the last name of the path is looked at. */
  readonly from: string | undefined;
  /** False: the pattern begins with `!` and takes a path back in. */
  readonly ignores: boolean;
  readonly foldersOnly: boolean;
  /** Globs see folders with a slash at the end. */
  readonly glob: boolean;
}

/**
 * The rules of one .airflowignore file, in its order. Patterns that are not valid are left out, as Airflow does.
 * Regular expressions (the default up to Airflow 2) are searched in the path as seen from the DAGs folder `base`; globs
 * (Airflow 3) are those of .gitignore. From `airflow/utils/file.py` of 2.11.2 and `file_discovery.py` of 3.3.2.
 * @param folder the folder of the file
 */
export function parseIgnoreFile(text: string, syntax: IgnoreSyntax, base: string, folder: string): IgnoreRule[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.replace(/\s*#.*/, ''));
  return lines.filter(Boolean).flatMap((line) => {
    const rule = syntax === 'regexp' ? regexpRule(line, base) : globRule(line, folder);
    return rule ?? [];
  });
}

/** True if the rules leave a path out: any regular expression that is found, or the last glob that matches. */
export function isIgnored(path: string, kind: 'file' | 'folder', rules: readonly IgnoreRule[]): boolean {
  let ignored = false;
  for (const rule of rules) {
    if (rule.ignores !== ignored && matches(path, kind, rule)) ignored = rule.ignores;
  }
  return ignored;
}

function matches(path: string, kind: 'file' | 'folder', { pattern, from, glob, foldersOnly }: IgnoreRule): boolean {
  if (foldersOnly && kind !== 'folder') return false;
  const seen = from === undefined ? baseName(path) : relativePath(from, path);
  return pattern.test(glob && kind === 'folder' ? `${seen}/` : seen);
}

function regexpRule(source: string, base: string): IgnoreRule | undefined {
  const flags = /^\(\?([a-z]+)\)/.exec(source)?.[1] ?? '';
  const translated = source
    .replace(/^\(\?[a-z]+\)/, '')
    .replaceAll('(?P<', '(?<')
    .replace(/\\A/g, '^')
    .replace(/\\[Zz]/g, '$');
  const pattern = compile(translated, flags.includes('i') ? 'i' : '');
  return pattern && { pattern, from: base, ignores: true, foldersOnly: false, glob: false };
}

function globRule(line: string, folder: string): IgnoreRule | undefined {
  const text = line.trimEnd();
  const ignores = !text.startsWith('!');
  const glob = ignores ? text.replace(/^\\(?=[!#])/, '') : text.slice(1);
  if (glob === '' || glob === '/') return undefined;
  const pattern = compile(globToRegExp(glob), '');
  const anchored = glob.replace(/\/+$/, '').includes('/');
  return (
    pattern && { pattern, from: anchored ? folder : undefined, ignores, foldersOnly: glob.endsWith('/'), glob: true }
  );
}

/** The regular expression of a .gitignore pattern; it also matches what lies in a folder that it matches. */
function globToRegExp(glob: string): string {
  const segments = glob.replace(/\/+$/, '').split('/');
  if (segments.length > 1 && segments[0] === '') segments.shift();
  let source = '^';
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    if (segment !== '**') source += segmentToRegExp(segment) + (last ? '(?:/|$)' : '/');
    else if (!last) source += '(?:.+/)?';
  }
  return source;
}

function segmentToRegExp(segment: string): string {
  if (segment === '*') return '[^/]+';
  return segment.replace(/\\(.)|\[(!?)((?:\][^\]]*|[^\]]+))\]|[*?]|[.+^${}()|[\]\\]/g, (token, escaped, not, set) => {
    if (escaped !== undefined) return escaped.replace(/[^\w\s]/, '\\$&');
    if (set !== undefined) return `[${not ? '^' : ''}${set.replace(/[\\\]]/g, '\\$&')}]`;
    if (token === '*') return '[^/]*';
    return token === '?' ? '[^/]' : `\\${token}`;
  });
}

function compile(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
