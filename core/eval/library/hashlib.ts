// The modules hashlib, zlib and uuid, as far as ids are made with them.

import { type ClassValue, Instance, type NativeFunction, Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { CHANCE } from './changing';
import { defineClass, makeBytes, moduleOf, native, property, pure, unknowable } from './define';
import { adler32, bytesOfHex, crc32, md5, sha1, sha256 } from './digests';
import { encode } from './encoding';
import { underlying } from './underlying';

type Digest = (bytes: string) => string;

const DIGESTS: Readonly<Record<string, Digest>> = { md5, sha1, sha256 };

/** A hash that takes more bytes yet. */
class HashData {
  constructor(
    readonly name: string,
    readonly digest: Digest,
    readonly bytes: string,
  ) {}
  get hex(): string {
    return this.digest(this.bytes);
  }
}

function hashOf(value: Value): HashData | undefined {
  return value.kind === 'instance' && value.payload instanceof HashData ? value.payload : undefined;
}

/** A method of a hash; unknown for one that is not computed. */
function ofHash(name: string, read: (a: Args, hash: HashData) => Value | string): NativeFunction {
  return native(name, ['self', '*rest'], (_, a) => {
    const hash = hashOf(a.value('self'));
    return hash ? read(a, hash) : new Unknown('makes a hash, which is not computed', a.at);
  });
}

function bytesOf(a: Args, name: string): string {
  const value = underlying(a.known(name));
  return value.kind === 'bytes' ? value.value : a.raise('TypeError', 'Strings must be encoded before hashing');
}

const HASH: ClassValue = defineClass('HASH', {
  module: '_hashlib',
  methods: [
    native('update', ['self', 'data'], (I, a) => {
      const [self, hash] = [a.value('self'), hashOf(a.value('self'))];
      if (self.kind !== 'instance' || !hash) return undefined;
      const data = a.value('data');
      I.touch(self);
      self.payload = undefined;
      if (data.kind !== 'unknown') self.payload = new HashData(hash.name, hash.digest, hash.bytes + bytesOf(a, 'data'));
      return undefined;
    }),
    ofHash('hexdigest', (_, hash) => hash.hex),
    ofHash('digest', (a, hash) => makeBytes(a.I, bytesOfHex(hash.hex), a.at, a.used)),
    ofHash('copy', (a, hash) => started(a, hash.name, hash.digest, hash.bytes)),
  ],
  attributes: { name: property((_, self) => hashOf(self)?.name ?? 'hash') },
});

function started(a: Args, name: string, digest: Digest, bytes: string): Instance {
  const made = new Instance(HASH, a.at, a.I.home, a.I.taint(a.used));
  made.payload = new HashData(name, digest, bytes);
  return made;
}

const NOT_COMPUTED = 'sha224 sha384 sha512 blake2b blake2s sha3_256 sha3_512 shake_128 shake_256'.split(' ');

export const HASHLIB_MODULE = moduleOf([
  ...Object.entries(DIGESTS).map(([name, digest]) =>
    native(name, ['string?', '**options'], (_, a) =>
      started(a, name, digest, a.find('string') ? bytesOf(a, 'string') : ''),
    ),
  ),
  native('new', ['name', 'data?', '**options'], (_, a) => {
    const name = a.text('name').toLowerCase();
    const digest = Object.hasOwn(DIGESTS, name) ? DIGESTS[name] : undefined;
    if (!digest) return new Unknown('makes a hash, which is not computed', a.at);
    return started(a, name, digest, a.find('data') ? bytesOf(a, 'data') : '');
  }),
  ...NOT_COMPUTED.map((name) => unknowable(name, 'makes a hash, which is not computed')),
]);

export const ZLIB_MODULE = moduleOf([
  pure('crc32', ['data'], (_, a) => crc32(bytesOf(a, 'data'))),
  pure('adler32', ['data'], (_, a) => adler32(bytesOf(a, 'data'))),
]);

/** The 32 digits of a UUID. */
class UuidData {
  /** Equal UUIDs are equal keys. */
  readonly key: string;
  constructor(readonly hex: string) {
    this.key = `uuid${hex}`;
  }
  get text(): string {
    return this.hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }
}

function uuidOf(value: Value): UuidData {
  if (value.kind === 'instance' && value.payload instanceof UuidData) return value.payload;
  return new UuidData('0'.repeat(32));
}

const UUID: ClassValue = defineClass('UUID', {
  module: 'uuid',
  construct: native('UUID', ['cls', 'hex?', '**options'], (_, a) => {
    const hex = a.find('hex')
      ? a
          .text('hex')
          .replace(/^urn:uuid:|[{}-]/g, '')
          .toLowerCase()
      : '';
    return /^[0-9a-f]{32}$/.test(hex) ? uuid(a, hex) : new Unknown('makes a UUID, which is not computed', a.at);
  }).body,
  methods: [
    native('__str__', ['self'], (_, a) => uuidOf(a.value('self')).text),
    native('__repr__', ['self'], (_, a) => `UUID('${uuidOf(a.value('self')).text}')`),
  ],
  attributes: {
    hex: property((_, self) => uuidOf(self).hex),
    urn: property((_, self) => `urn:uuid:${uuidOf(self).text}`),
  },
});

function uuid(a: Args, hex: string): Instance {
  const made = new Instance(UUID, a.at, a.I.home, a.I.taint(a.used));
  made.payload = new UuidData(hex);
  return made;
}

/** `uuid3`, `uuid5`: the hash of a namespace and a name, with the version written into it (RFC 4122). */
function named(name: string, version: string, digest: Digest): NativeFunction {
  return pure(name, ['namespace', 'name'], (_, a) => {
    const text = underlying(a.known('name'));
    const bytes = text.kind === 'str' ? encode(text.value, 'utf-8') : text.kind === 'bytes' ? text.value : undefined;
    if (bytes === undefined) return a.fail('TypeError', 'the name of a UUID is a text');
    const hex = digest(bytesOfHex(uuidOf(a.known('namespace')).hex) + bytes).slice(0, 32);
    const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
    return uuid(a, `${hex.slice(0, 12)}${version}${hex.slice(13, 16)}${variant}${hex.slice(17)}`);
  });
}

/** The namespaces of RFC 4122, appendix C. */
function namespace(digits: string): Instance {
  const made = new Instance(UUID, UUID.at, 0);
  made.payload = new UuidData(`${digits}9dad11d180b400c04fd430c8`);
  return made;
}

export const UUID_MODULE = moduleOf(
  [
    UUID,
    named('uuid3', '3', md5),
    named('uuid5', '5', sha1),
    ...['uuid1', 'uuid4', 'uuid6', 'uuid7', 'getnode'].map((name) => unknowable(name, CHANCE)),
  ],
  {
    NAMESPACE_DNS: namespace('6ba7b810'),
    NAMESPACE_URL: namespace('6ba7b811'),
    NAMESPACE_OID: namespace('6ba7b812'),
    NAMESPACE_X500: namespace('6ba7b814'),
  },
);
