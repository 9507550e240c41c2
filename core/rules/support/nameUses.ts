// Where a file uses a name, or says that others may.

import type { ModuleNode, Stmt } from '../../syntax/ast';
import { walk } from '../../syntax/walk';

/** The module without what is under `if __name__ == "__main__"`, which Airflow never runs; the module itself if there is no such thing. */
export function asImported(module: ModuleNode): ModuleNode {
  return module.body.some(isMainGuard) ? { ...module, body: module.body.filter((one) => !isMainGuard(one)) } : module;
}

function isMainGuard(statement: Stmt): boolean {
  if (statement.kind !== 'If' || statement.orElse.length > 0) return false;
  let [asks, main] = [false, false];
  walk(statement.test, (node) => {
    asks ||= node.kind === 'Name' && node.name === '__name__';
    main ||= node.kind === 'String' && node.value === '__main__';
    return true;
  });
  return asks && main;
}

/** True if the name is read, deleted or exported anywhere in the file. Looks at the whole file: ask only when there is need. */
export function isNameUsed(module: ModuleNode, name: string): boolean {
  let used = false;
  for (const statement of module.body)
    walk(statement, (node) => {
      if (node.kind === 'Name' && node.name === name) used = true;
      if (node.kind === 'String' && node.value === name) used ||= exports(statement);
      return !used;
    });
  return used;
}

/** True if a variable is read somewhere, and not only assigned. */
export function isNameRead(module: ModuleNode, name: string): boolean {
  let reads = 0;
  for (const statement of module.body)
    walk(statement, (node) => {
      if (node.kind === 'Name' && node.name === name) reads++;
      if (node.kind === 'Assign')
        reads -= node.targets.filter((one) => one.kind === 'Name' && one.name === name).length;
      return true;
    });
  return reads > 0;
}

function exports(statement: ModuleNode['body'][number]): boolean {
  return (
    statement.kind === 'Assign' &&
    statement.targets.some((target) => target.kind === 'Name' && target.name === '__all__')
  );
}
