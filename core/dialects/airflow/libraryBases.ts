// Which classes of Airflow and its providers derive from which, as the catalog has it.

import type { Interpreter } from '../../eval/interpreter';
import type { ClassValue } from '../../eval/values';
import { libraryFacts } from './checks/operatorArguments';

/** See `LibraryModels.derives`: both are operators of a library that the catalog knows, or derived from one. */
export function derivesByCatalog(I: Interpreter, type: ClassValue, wanted: ClassValue): boolean | undefined {
  const bases = libraryFacts(I, type)?.bases;
  if (!bases) return undefined;
  const other = wanted.definedIn ? undefined : libraryFacts(I, wanted)?.path;
  if (other !== undefined && bases.includes(other)) return true;
  // No class of a library derives from one of the workspace.
  const isForeign = wanted.definedIn !== undefined || other !== undefined;
  return isForeign && !bases.includes('?') ? false : undefined;
}
