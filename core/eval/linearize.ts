// The order in which a class and its bases are asked for an attribute.

import type { ClassValue, Unknown } from './values';

/** C3 linearization; where Python would refuse the order, bases are taken depth first. */
export function linearize(self: ClassValue, bases: readonly (ClassValue | Unknown)[]): (ClassValue | Unknown)[] {
  const rows = [...bases.map((base) => (base.kind === 'class' ? [...base.mro] : [base])), [...bases]];
  const order: (ClassValue | Unknown)[] = [self];
  while (rows.some((row) => row.length)) {
    const heads = rows.filter((row) => row.length).map((row) => row[0]!);
    const next = heads.find((head) => !rows.some((row) => row.indexOf(head) > 0)) ?? heads[0]!;
    order.push(next);
    for (const row of rows) {
      const index = row.indexOf(next);
      if (index >= 0) row.splice(index, 1);
    }
  }
  return order;
}
