// Unpacks the wheels in runner/python/wheels: a wheel is a zip file.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';

const WHEELS = 'runner/python/wheels';
/** Those that are imported before the interpreter's own: see the README of the wheels. */
const FIRST = /^(jinja2|markupsafe)-/;
const CENTRAL_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const DEFLATED = 8;

/** Unpacks all wheels into `folder/first` and `folder/last`. */
export function unpackPythonLibraries(folder) {
  for (const name of readdirSync(WHEELS).filter((name) => name.endsWith('.whl'))) {
    const target = path.join(folder, FIRST.test(name) ? 'first' : 'last');
    for (const [file, content] of zipEntries(readFileSync(path.join(WHEELS, name)))) {
      mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
      writeFileSync(path.join(target, file), content);
    }
  }
}

/** The files of a zip file by name. Throws when it is not one. */
function* zipEntries(zip) {
  const end = zip.lastIndexOf(Buffer.from(new Uint32Array([END_OF_DIRECTORY]).buffer));
  if (end < 0) throw new Error('Not a zip file: its directory is missing.');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== CENTRAL_ENTRY) throw new Error('The directory of the zip file is damaged.');
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (!name.endsWith('/')) yield [name, contentOf(zip, at)];
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

function contentOf(zip, entry) {
  const local = zip.readUInt32LE(entry + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
  return zip.readUInt16LE(entry + 10) === DEFLATED ? inflateRawSync(packed) : packed;
}
