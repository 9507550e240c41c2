// Checksums of bytes, as RFC 1321 (MD5), FIPS 180-4 (SHA-1, SHA-256) and zlib (CRC-32, Adler-32) define them. Bytes are kept
// one character (0..255) per byte.

/** Hexadecimal digits of 32-bit words. */
function hexOf(words: readonly number[]): string {
  return words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function swapped(word: number): number {
  return ((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}

/** The message in 32-bit big-endian words, filled up to whole blocks of 16 with its length at the end. */
function padded(bytes: string, lengthFirst: boolean): number[] {
  const words = new Array<number>((((bytes.length + 8) >> 6) + 1) * 16).fill(0);
  for (let i = 0; i < bytes.length; i++) words[i >> 2]! |= (bytes.charCodeAt(i) & 0xff) << (24 - (i % 4) * 8);
  words[bytes.length >> 2]! |= 0x80 << (24 - (bytes.length % 4) * 8);
  const [high, low] = [Math.floor(bytes.length / 0x20000000), bytes.length << 3];
  words[words.length - 2] = lengthFirst ? swapped(low) : high;
  words[words.length - 1] = lengthFirst ? swapped(high) : low;
  return words;
}

const MD5_SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;
const MD5_SINES = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);

function md5Mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (d & b) | (~d & c);
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d);
}

const MD5_PLACES = [(i: number) => i, (i: number) => 5 * i + 1, (i: number) => 3 * i + 5, (i: number) => 7 * i];

/** MD5, as hexadecimal digits. */
export function md5(bytes: string): string {
  const words = padded(bytes, true).map(swapped);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d] = state as [number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const word = words[block + (MD5_PLACES[round]!(i) % 16)]!;
      const sum = (a + md5Mix(round, b, c, d) + MD5_SINES[i]! + word) | 0;
      [a, d, c, b] = [d, c, b, (b + rotate(sum, MD5_SHIFTS[round]![i % 4]!)) | 0];
    }
    for (const [i, word] of [a, b, c, d].entries()) state[i] = (state[i]! + word) | 0;
  }
  return hexOf(state.map(swapped));
}

const SHA1_CONSTANTS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

function sha1Mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  return round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
}

/** SHA-1, as hexadecimal digits. */
export function sha1(bytes: string): string {
  const words = padded(bytes, false);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < words.length; block += 16) {
    const w = words.slice(block, block + 16);
    for (let i = 16; i < 80; i++) w.push(rotate(w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!, 1));
    let [a, b, c, d, e] = state as [number, number, number, number, number];
    for (let i = 0; i < 80; i++) {
      const round = Math.floor(i / 20);
      const sum = (rotate(a, 5) + sha1Mix(round, b, c, d) + e + SHA1_CONSTANTS[round]! + w[i]!) | 0;
      [e, d, c, b, a] = [d, c, rotate(b, 30), a, sum];
    }
    for (const [i, word] of [a, b, c, d, e].entries()) state[i] = (state[i]! + word) | 0;
  }
  return hexOf(state);
}

/** The first 32 bits behind the point of a root of the first primes. */
function primeRoots(count: number, root: number): number[] {
  const roots: number[] = [];
  for (let n = 2; roots.length < count; n++) {
    let isPrime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false;
    if (isPrime) roots.push(((n ** (1 / root) % 1) * 2 ** 32) | 0);
  }
  return roots;
}

const SHA256_START = primeRoots(8, 2);
const SHA256_CONSTANTS = primeRoots(64, 3);

/** SHA-256, as hexadecimal digits. */
export function sha256(bytes: string): string {
  const words = padded(bytes, false);
  const state = [...SHA256_START];
  for (let block = 0; block < words.length; block += 16) sha256Block(state, words.slice(block, block + 16));
  return hexOf(state);
}

function sha256Block(state: number[], w: number[]): void {
  for (let i = 16; i < 64; i++) {
    const [x, y] = [w[i - 15]!, w[i - 2]!];
    const low = rotate(x, 25) ^ rotate(x, 14) ^ (x >>> 3);
    const high = rotate(y, 15) ^ rotate(y, 13) ^ (y >>> 10);
    w.push((w[i - 16]! + low + w[i - 7]! + high) | 0);
  }
  let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const high = rotate(e, 26) ^ rotate(e, 21) ^ rotate(e, 7);
    const one = (h + high + ((e & f) ^ (~e & g)) + SHA256_CONSTANTS[i]! + w[i]!) | 0;
    const two = ((rotate(a, 30) ^ rotate(a, 19) ^ rotate(a, 10)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i]! + word) | 0;
}

/** CRC-32 of zlib. */
export function crc32(bytes: string): number {
  let crc = ~0;
  for (let i = 0; i < bytes.length; i++) {
    crc ^= bytes.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Adler-32 of zlib. */
export function adler32(bytes: string): number {
  let [a, b] = [1, 0];
  for (let i = 0; i < bytes.length; i++) {
    a = (a + bytes.charCodeAt(i)) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

/** The bytes that hexadecimal digits stand for. */
export function bytesOfHex(hex: string): string {
  return (hex.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('');
}
