// Number literals.

import type { ExprReader } from './conversion';

/** `1_000`, `0xff`, `0o17`, `0b1`, `2j`. */
export const readInteger: ExprReader = (from, node) => {
  const written = from.source(node).replaceAll('_', '').toLowerCase();
  if (written.endsWith('j')) return { kind: 'Complex', uri: from.uri, start: from.start(node), end: from.end(node) };
  const digits = written.replace(/l$/, '');
  const value = Number(/^0+\d/.test(digits) ? Number.parseInt(digits, 10) : digits);
  return {
    kind: 'Int',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    value,
    exact: Number.isSafeInteger(value),
  };
};

/** `1.5`, `.5`, `1e-3`, `1.5j`. */
export const readFloat: ExprReader = (from, node) => {
  const written = from.source(node).replaceAll('_', '').toLowerCase();
  if (written.endsWith('j')) return { kind: 'Complex', uri: from.uri, start: from.start(node), end: from.end(node) };
  return { kind: 'Float', uri: from.uri, start: from.start(node), end: from.end(node), value: Number(written) };
};
