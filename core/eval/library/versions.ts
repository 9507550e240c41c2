// packaging.version.

import { type ClassValue, IntValue, type NativeFunction, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { defineClass, makeInstance, makeTuple, moduleOf, native, property } from './define';
import { exceptionClass } from './exceptions';
import { ORDERS } from './timedelta';

/** A version as PEP 440 has it. */
export interface ParsedVersion {
  readonly epoch: number;
  readonly release: readonly number[];
  readonly pre: readonly [string, number] | undefined;
  readonly post: number | undefined;
  readonly dev: number | undefined;
  readonly local: string | undefined;
}

const PEP_440 =
  /^\s*v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d+)?)?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d+)?)?(?:[-_.]?(dev)[-_.]?(\d+)?)?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*$/i;

/** The parts of a version text; undefined where PEP 440 has no such version. */
export function parseVersion(text: string): ParsedVersion | undefined {
  const match = PEP_440.exec(text);
  if (!match) return undefined;
  const [, epoch, release, pre, preNumber, postDash, postWord, postNumber, dev, devNumber, local] = match;
  const letter =
    pre && ({ alpha: 'a', beta: 'b', c: 'rc', pre: 'rc', preview: 'rc' }[pre.toLowerCase()] ?? pre.toLowerCase());
  return {
    epoch: Number(epoch ?? 0),
    release: release!.split('.').map(Number),
    pre: letter ? [letter, Number(preNumber ?? 0)] : undefined,
    post: postDash ? Number(postDash) : postWord ? Number(postNumber ?? 0) : undefined,
    dev: dev ? Number(devNumber ?? 0) : undefined,
    local: local?.toLowerCase().replace(/[-_]/g, '.'),
  };
}

/** Sort key, smaller first; releases are compared without zeros at the end. */
function keyOf(version: ParsedVersion): readonly (number | string)[] {
  const release = version.release.slice();
  while (release.length > 1 && release.at(-1) === 0) release.pop();
  const [letter, number] = version.pre ?? ['', 0];
  const early = !version.pre && version.post === undefined && version.dev !== undefined;
  const stage = version.pre ? ['a', 'b', 'rc'].indexOf(letter) : early ? -1 : 3;
  const padded = Array.from({ length: 8 }, (_, index) => release[index] ?? 0);
  const { epoch, post = -1, dev = Number.POSITIVE_INFINITY, local = '' } = version;
  return [epoch, ...padded, stage, number, post, dev, local];
}

/** Negative, zero or positive. */
export function compareVersions(left: ParsedVersion, right: ParsedVersion): number {
  const [a, b] = [keyOf(left), keyOf(right)];
  for (const [index, part] of a.entries()) if (part !== b[index]) return part < b[index]! ? -1 : 1;
  return 0;
}

class VersionData {
  constructor(readonly version: ParsedVersion) {}
  get key(): string {
    return `version ${JSON.stringify(keyOf(this.version))}`;
  }
}

function versionOf(value: Value): ParsedVersion {
  if (value.kind === 'instance' && value.payload instanceof VersionData) return value.payload.version;
  throw new NotKnown(new Unknown('a version that is not known', value.at));
}

function baseText({ epoch, release }: ParsedVersion): string {
  return `${epoch ? `${epoch}!` : ''}${release.join('.')}`;
}

function publicText(version: ParsedVersion): string {
  const { pre, post, dev } = version;
  return `${baseText(version)}${pre ? pre.join('') : ''}${post === undefined ? '' : `.post${post}`}${dev === undefined ? '' : `.dev${dev}`}`;
}

function text(version: ParsedVersion): string {
  return publicText(version) + (version.local === undefined ? '' : `+${version.local}`);
}

/** An instance of packaging's Version; its text is read by the Airflow models too. */
export function makeVersion(a: Args, given: string): Value {
  const version = parseVersion(given);
  return version
    ? makeInstance(a.I, VERSION, new VersionData(version), a.at, a.used)
    : a.fail('ValueError', `Invalid version: '${given}'`);
}

function comparison(name: string, holds: (order: number) => boolean): NativeFunction {
  return native(name, ['self', 'other'], (_, a) => {
    const other = a.known('other');
    if (other.kind !== 'instance' || !(other.payload instanceof VersionData))
      return name === '__eq__' ? false : a.fail('TypeError', 'not a Version');
    return holds(compareVersions(versionOf(a.value('self')), other.payload.version));
  });
}

function part(index: number) {
  return property((_, me) => versionOf(me).release[index] ?? 0);
}

export const VERSION: ClassValue = defineClass('Version', {
  module: 'packaging.version',
  construct: native('Version', ['cls', 'version'], (_, a) => makeVersion(a, a.text('version'))).body,
  methods: [
    ...Object.entries(ORDERS).map(([name, holds]) => comparison(name, holds)),
    native('__str__', ['self'], (_, a) => text(versionOf(a.value('self')))),
    native('__repr__', ['self'], (_, a) => `<Version('${text(versionOf(a.value('self')))}')>`),
  ],
  attributes: {
    major: part(0),
    minor: part(1),
    micro: part(2),
    release: property((I, me, at) =>
      makeTuple(
        I,
        versionOf(me).release.map((number) => new IntValue(number, at, me.assumed)),
        at,
        [me],
      ),
    ),
    base_version: property((_, me) => baseText(versionOf(me))),
    public: property((_, me) => publicText(versionOf(me))),
    epoch: property((_, me) => versionOf(me).epoch),
    local: property((_, me) => versionOf(me).local),
    dev: property((_, me) => versionOf(me).dev),
    post: property((_, me) => versionOf(me).post),
    is_prerelease: property((_, me) => versionOf(me).pre !== undefined || versionOf(me).dev !== undefined),
    is_devrelease: property((_, me) => versionOf(me).dev !== undefined),
    is_postrelease: property((_, me) => versionOf(me).post !== undefined),
  },
});

export const PACKAGING_VERSION_MODULE = moduleOf([
  VERSION,
  native('parse', ['version'], (_, a) => makeVersion(a, a.text('version'))),
  exceptionClass('InvalidVersion', 'packaging.version', 'ValueError'),
]);
