// What the escapes of Python's strings stand for.

const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * The text that one escape stands for, such as `\n` or `\x41`; what is no escape stands for itself.
 * @param bytes in a bytes literal, where a character has 8 bits
 */
export function decodeEscape(found: string, bytes = false): string {
  const letter = found[1]!;
  const simple = SIMPLE[letter];
  if (simple !== undefined) return simple;
  if (letter >= '0' && letter <= '7') {
    const code = Number.parseInt(found.slice(1), 8);
    return String.fromCharCode(bytes ? code & 255 : code);
  }
  if (found.length === 2) return found;
  if (letter === 'x') return String.fromCharCode(Number.parseInt(found.slice(2), 16));
  if (bytes) return found;
  // The table of Unicode names is not carried along.
  if (letter === 'N') return '\ufffd';
  const code = Number.parseInt(found.slice(2), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
