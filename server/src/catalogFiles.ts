// The files of Airflow's catalog (`catalog/`, compressed) beside the bundle.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { type CatalogFiles, CatalogMemory } from '../../core/workspace/ports';

/** @param folder the folder of the catalog; where a file is missing, nothing is known of what it holds */
export function catalogFiles(folder: string): CatalogFiles {
  return {
    memory: new CatalogMemory(),
    read: (name) => {
      try {
        return inflateSync(readFileSync(path.join(folder, `${name}.z`))).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
