// Parameters of functions and lambdas.

import type { Expr, Param } from './ast';
import type { Conversion } from './conversion';

/** The parameters below a `parameters` or `lambda_parameters` node, in order, each with its form. */
export function readParameters(from: Conversion, node: number): Param[] {
  const params: Param[] = [];
  let form: Param['form'] = 'normal';
  for (const child of from.tree.children(node)) {
    const type = from.tree.type(child);
    if (type === 'keyword_separator') form = 'keyword-only';
    else if (type === 'positional_separator') {
      for (let i = 0; i < params.length; i++) params[i] = { ...params[i]!, form: 'positional-only' };
    } else {
      const param = readParameter(from, child, form);
      if (param) params.push(param);
      if (param?.form === 'varargs') form = 'keyword-only';
    }
  }
  return params;
}

function readParameter(from: Conversion, node: number, form: Param['form']): Param | undefined {
  let inner = node;
  let annotation: Expr | undefined;
  let value: Expr | undefined;
  const type = from.tree.type(node);
  if (type === 'typed_parameter' || type === 'typed_default_parameter' || type === 'default_parameter') {
    inner = from.tree.first(node)!;
    annotation = from.optional(from.child(node, 'type'));
    if (type !== 'typed_parameter') value = from.expr(from.exprChildren(node).at(-1));
  }
  const star = from.tree.type(inner);
  const starred =
    star === 'list_splat_pattern' ? 'varargs' : star === 'dictionary_splat_pattern' ? 'kwargs' : undefined;
  const name = starred ? from.child(inner, 'identifier') : star === 'identifier' ? inner : undefined;
  if (name === undefined) return undefined;
  return {
    kind: 'Param',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    name: from.identifier(name),
    form: starred ?? form,
    default: value,
    annotation,
  };
}
