// Text to bytes and back. Bytes are kept one character (0..255) per byte.

/** The canonical name of an encoding we can do: utf-8, ascii or latin-1. */
export function encodingName(name: string): 'utf-8' | 'ascii' | 'latin-1' | undefined {
  switch (name.toLowerCase().replaceAll(/[-_ ]/g, '')) {
    case 'utf8':
      return 'utf-8';
    case 'ascii':
    case 'usascii':
      return 'ascii';
    case 'latin1':
    case 'iso88591':
      return 'latin-1';
    default:
      return undefined;
  }
}

/** The bytes of a text; undefined where the encoding cannot write it. */
export function encode(text: string, encoding: string): string | undefined {
  const name = encodingName(encoding);
  if (name === 'utf-8') return [...text].map((char) => utf8(char.codePointAt(0)!)).join('');
  const highest = name === 'ascii' ? 0x7f : 0xff;
  return name && [...text].every((char) => char.codePointAt(0)! <= highest) ? text : undefined;
}

function utf8(code: number): string {
  if (code < 0x80) return String.fromCharCode(code);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), tail(code));
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), tail(code >> 6), tail(code));
  return String.fromCharCode(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}

/** The text of some bytes; undefined where they are not of that encoding. */
export function decode(bytes: string, encoding: string): string | undefined {
  const name = encodingName(encoding);
  if (name === 'latin-1') return bytes;
  if (name === 'ascii') return /[\u0080-\u00ff]/.test(bytes) ? undefined : bytes;
  if (name === undefined) return undefined;
  try {
    return decodeURIComponent(bytes.replace(/[%\u0080-\u00ff]/g, (char) => `%${char.charCodeAt(0).toString(16)}`));
  } catch {
    return undefined;
  }
}
