// Arguments that an operator had in an older line of Airflow.

import type { Interpreter } from '../../../eval/interpreter';
import { atLeast, lineOf } from '../../../text/version';
import type { Catalog } from '../catalog/catalog';
import type { OperatorFacts } from '../catalog/operators';
import { stateOf } from '../state';

/** By name, the last release line that had it. Reads the older lines of the catalog: to be asked of unknown arguments only. */
export function olderParameters(I: Interpreter, facts: OperatorFacts): ReadonlyMap<string, string> {
  const { catalog, version } = stateOf(I);
  const found = new Map<string, string>();
  // Any operator of 1.10 took it, with a warning.
  if (atLeast(version, 2)) found.set('provide_context', '1.10');
  for (const older of [...catalog.older].reverse()) {
    const last = lineOf(older.release);
    for (const name of namesIn(older, [facts.path, ...catalog.pathsBefore(facts.path)])) found.set(name, last);
  }
  return found;
}

/** One class may be in Airflow itself and in a provider, with other arguments. */
function namesIn(catalog: Catalog, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const facts = catalog.operator(path);
    return facts?.isOperator ? [...facts.parameters.keys()] : [];
  });
}
