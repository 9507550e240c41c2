// Python's own library and its companions, as far as they are modelled.

import type { Value } from '../values';
import { DATETIME_MODULE, ZONEINFO_MODULE } from './datetime';
import { FNMATCH_MODULE, GLOB_MODULE } from './globbing';
import { JSON_MODULE } from './json';
import { OS_MODULE } from './os';
import { OS_PATH_MODULE } from './osPath';
import { PATHLIB_MODULE } from './pathlib';
import { YAML_MODULE } from './yaml';

const MODULES: Readonly<Record<string, ReadonlyMap<string, Value>>> = {
  datetime: DATETIME_MODULE,
  fnmatch: FNMATCH_MODULE,
  glob: GLOB_MODULE,
  json: JSON_MODULE,
  os: OS_MODULE,
  'os.path': OS_PATH_MODULE,
  pathlib: PATHLIB_MODULE,
  posixpath: OS_PATH_MODULE,
  yaml: YAML_MODULE,
  zoneinfo: ZONEINFO_MODULE,
};

/** The names of a modelled module of Python's library; undefined: not modelled. */
export function libraryModule(name: string): ReadonlyMap<string, Value> | undefined {
  return Object.hasOwn(MODULES, name) ? MODULES[name] : undefined;
}
