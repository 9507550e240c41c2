// What is known of an expression without rendering it.

import type { Arguments, CallNode, Expression, Place } from './nodes';

/** A constant, a list or tuple of values, or something that only rendering tells. */
export type TemplateValue = Place &
  (
    | { readonly kind: 'constant'; readonly value: string | number | boolean | null }
    | { readonly kind: 'list'; readonly items: readonly TemplateValue[] }
    | { readonly kind: 'unknown' }
  );

/** The arguments of a call. */
export interface CallArguments extends Place {
  readonly positional: readonly TemplateValue[];
  readonly keywords: ReadonlyMap<string, TemplateValue>;
  /** `*args` or `**kwargs` stand there: there may be more than is listed. */
  readonly open: boolean;
}

/** The value of an expression of constants; a sign before a number is read, no other operator. */
export function templateValue(node: Expression): TemplateValue {
  const { start, end } = node;
  if (node.kind === 'Constant') return { kind: 'constant', value: node.value, start, end };
  if (node.kind === 'Tuple' || node.kind === 'List')
    return { kind: 'list', items: node.items.map(templateValue), start, end };
  const signed = node.kind === 'Operation' && (node.operator === 'negative' || node.operator === 'positive');
  const operand = signed ? node.operands[0] : undefined;
  if (operand?.kind === 'Constant' && typeof operand.value === 'number') {
    const value = node.kind === 'Operation' && node.operator === 'negative' ? -operand.value : operand.value;
    return { kind: 'constant', value, start, end };
  }
  return { kind: 'unknown', start, end };
}

/** What the call is given, with the place from its opening bracket to its closing one. */
export function callArguments(call: CallNode): CallArguments {
  const { positional, keywords, unpacked } = call.args;
  return {
    positional: positional.map(templateValue),
    keywords: new Map(keywords.map(({ name, value }) => [name, templateValue(value)])),
    open: unpacked.length > 0,
    start: call.callee.end,
    end: call.end,
  };
}

/** All the expressions of the arguments, in the order in which Jinja looks at them. */
export function argumentValues(args: Arguments): Expression[] {
  return [...args.positional, ...args.keywords.map((keyword) => keyword.value), ...args.unpacked];
}
