// Number literals.

import type { ExprReader } from './conversion';

/** `1_000`, `0xff`, `0o17`, `0b1`, `2j`. */
export const readInteger: ExprReader = (from, node) => {
  const written = from.source(node).replaceAll('_', '').toLowerCase();
  if (written.endsWith('j')) return { kind: 'Complex', ...from.at(node) };
  const digits = written.replace(/l$/, '');
  const value = Number(/^0+\d/.test(digits) ? Number.parseInt(digits, 10) : digits);
  return { kind: 'Int', ...from.at(node), value, exact: Number.isSafeInteger(value) };
};

/** `1.5`, `.5`, `1e-3`, `1.5j`. */
export const readFloat: ExprReader = (from, node) => {
  const written = from.source(node).replaceAll('_', '').toLowerCase();
  if (written.endsWith('j')) return { kind: 'Complex', ...from.at(node) };
  return { kind: 'Float', ...from.at(node), value: Number(written) };
};
