// Constants of the checked file: names of the module that are assigned a text once.

import type { ModuleNode, StringExpr } from '../../syntax/ast';

/** The text that a name of the module has, if it is assigned once, at module level. */
export function constantOf({ body }: ModuleNode, name: string): StringExpr | undefined {
  const values = body.flatMap((statement) =>
    statement.kind === 'Assign' && statement.targets.some((target) => target.kind === 'Name' && target.name === name)
      ? [statement.value]
      : [],
  );
  const [value] = values;
  return values.length === 1 && value?.kind === 'String' ? value : undefined;
}
