// Paths as texts, POSIX style, and the files behind them.

import type { Interpreter } from '../interpreter';
import { Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { underlying } from './underlying';

/** Why something about a file cannot be known. */
export const OUTSIDE = 'reads a file that is not in the workspace';

export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
}

/** `os.path.normpath`. */
export function normalize(path: string): string {
  const root = path.startsWith('/') ? '/' : '';
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..' || (!parts.length && !root) || parts.at(-1) === '..') parts.push(part);
    else parts.pop();
  }
  return root + parts.join('/') || '.';
}

/** `os.path.join`. */
export function joinPaths(first: string, ...rest: readonly string[]): string {
  return rest.reduce((path, part) => {
    if (isAbsolute(part)) return part;
    return path === '' || path.endsWith('/') ? path + part : `${path}/${part}`;
  }, first);
}

/** `os.path.split`. */
export function splitPath(path: string): readonly [string, string] {
  const index = path.lastIndexOf('/') + 1;
  const head = path.slice(0, index);
  return [/^\/+$/.test(head) ? head : head.replace(/\/+$/, ''), path.slice(index)];
}

/** `os.path.splitext`. */
export function splitExtension(path: string): readonly [string, string] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const index = name.lastIndexOf('.');
  if (index <= 0 || /^\.+$/.test(name.slice(0, index))) return [path, ''];
  return [path.slice(0, path.length - name.length + index), name.slice(index)];
}

/** The text of a path argument: a str, or an object with `__fspath__` (a pathlib path). */
export function pathText(a: Args, name: string): string {
  return pathOf(a, a.value(name));
}

export function pathOf(a: Args, value: Value): string {
  const plain = underlying(value);
  if (plain.kind === 'instance' && plain.payload instanceof PathData) return plain.payload.text;
  const known = a.read(value);
  return known.kind === 'str' ? known.value : a.raise('TypeError', 'expected str, bytes or os.PathLike object');
}

/** What a pathlib path holds: its text, already as pathlib writes it. */
export class PathData {
  constructor(readonly text: string) {}
  get key(): string {
    return `path ${this.text}`;
  }
}

/** A place where a path may lead to. */
export interface Place {
  readonly path: string;
  /** Why it is only assumed to be this place. */
  readonly assumed: string | undefined;
}

/** Where a path of the code leads: itself, or for a relative one each place the workspace may be run from. */
export function placesOf(I: Interpreter, path: string): readonly Place[] {
  if (isAbsolute(path)) return [{ path: normalize(path), assumed: undefined }, ...deployedPlaces(I, normalize(path))];
  const assumed = 'the folder that Airflow runs in';
  return I.environment.searchPath.map((root) => ({ path: normalize(`${root.path}/${path}`), assumed }));
}

/** Where Airflow's images and hosted services keep a project. */
const DEPLOYED =
  /^\/(?:opt\/airflow|usr\/local\/airflow|home\/airflow\/(?:gcs|airflow)|root\/airflow|var\/lib\/airflow|airflow)\/(.+)$/;

/** A path of the place where the project is deployed, such as `/opt/airflow/dags/…`: the same file in the workspace. */
function deployedPlaces(I: Interpreter, path: string): readonly Place[] {
  const assumed = 'the path is taken for the same one in the workspace';
  const roots = I.environment.searchPath;
  if (roots.some((root) => path.startsWith(`${root.path}/`))) return [];
  const rest = DEPLOYED.exec(path)?.[1];
  const underHome = rest === undefined ? [] : roots.map((root) => ({ path: `${root.path}/${rest}`, assumed }));
  const underSameName = roots.flatMap((root) => {
    const name = root.path.slice(root.path.lastIndexOf('/'));
    const index = path.indexOf(`${name}/`);
    return index < 0 ? [] : [{ path: root.path + path.slice(index + name.length), assumed }];
  });
  return [...underSameName, ...underHome];
}

export interface Found<T> {
  readonly content: T;
  readonly place: Place;
}

/** The text of a file; undefined: not in the workspace. */
export function readText(I: Interpreter, path: string): Found<string> | undefined {
  return firstOf(I, path, (place) => I.environment.files.readText(place));
}

export type Listing = readonly { readonly name: string; readonly kind: 'file' | 'folder' }[];

/** What a folder holds, by name; undefined: not in the workspace. */
export function readFolder(I: Interpreter, path: string): Found<Listing> | undefined {
  return firstOf(I, path, (place) => {
    const entries = I.environment.files.readDirectory(place);
    return entries && [...entries].sort((left, right) => (left.name < right.name ? -1 : 1));
  });
}

function firstOf<T>(I: Interpreter, path: string, read: (path: string) => T | undefined): Found<T> | undefined {
  I.spend(50);
  for (const place of placesOf(I, path)) {
    const content = read(place.path);
    if (content !== undefined) return { content, place };
  }
  return undefined;
}

/** What is at a path; `absent`: its folder is in the workspace, but holds nothing of that name. */
export function whatIsAt(I: Interpreter, path: string): 'file' | 'folder' | 'absent' | undefined {
  for (const place of placesOf(I, path)) {
    if (I.environment.files.readDirectory(place.path)) return 'folder';
    const [parent, name] = splitPath(place.path);
    const siblings = I.environment.files.readDirectory(parent);
    const entry = siblings?.find((candidate) => candidate.name === name);
    if (entry) return entry.kind;
    if (siblings && isAbsolute(path)) return 'absent';
  }
  return undefined;
}

/** Unknown, for a file or folder that is not in the workspace. */
export function outside(a: Args): Unknown {
  return new Unknown(OUTSIDE, a.at);
}
