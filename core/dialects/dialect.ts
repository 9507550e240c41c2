// What an orchestrator's dialect is: it claims files, and reads DAGs out of them.

import type { Environment } from '../eval/interpreter';
import type { DagFile } from '../ir/dag';
import type { ModuleNode } from '../syntax/ast';

/** What a dialect may ask for while it reads one file. */
export interface ReadInput {
  readonly tree: ModuleNode;
  readonly text: string;
  /** Version of the orchestrator in force, e.g. `2.11.2`. */
  readonly version: string;
  /** Where the version is only the newest of several that fit: the oldest of them. */
  readonly oldestVersion: string | undefined;
  readonly sources: Pick<Environment, 'files' | 'modules' | 'searchPath' | 'variables' | 'recordReads' | 'noteReads'>;
  readonly configuration: DialectConfiguration;
  readonly catalog: CatalogFiles;
}

/** What is known of the orchestrator's own library, in files that come with DagLens. Synchronous and read-only. */
export interface CatalogFiles {
  /** The JSON text of a file (`3/index.json`), or undefined if there is none. */
  read(name: string): string | undefined;
  /** What dialects made of the files, which never change: every file, project and snapshot shares it. */
  readonly memory: CatalogMemory;
}

/** What was read out of a catalog, by name. */
export class CatalogMemory {
  private readonly kept = new Map<string, unknown>();

  /** What was made under this name, or what `make` makes now. */
  remember<T>(name: string, make: () => T): T {
    if (!this.kept.has(name)) this.kept.set(name, make());
    return this.kept.get(name) as T;
  }
}

/** Settings of the orchestrator's installation that change what a file means. */
export interface DialectConfiguration {
  readonly defaultTimezone: string;
  readonly catchupByDefault: boolean;
  /** What the project configures under a section and a key, as written. */
  readonly option: (section: string, key: string) => string | undefined;
  /** Packages of the chosen Python environment; undefined: not known. */
  readonly installedPackages: ReadonlyMap<string, string> | undefined;
  /** Values of Airflow Variables from the file that the settings name. */
  readonly variables: ReadonlyMap<string, unknown>;
}

/** What the orchestrator's library says of an operator. */
export interface OperatorDescription {
  /** What the orchestrator's own pictures call it, such as `@task`; undefined: its class. */
  readonly name: string | undefined;
  /** First sentence of its documentation. */
  readonly doc: string | undefined;
  /** Colours in CSS; undefined: none of its own. */
  readonly fill: string | undefined;
  readonly textColour: string | undefined;
  readonly isSensor: boolean;
  /** Which tasks after it its tasks may skip when they succeed, and when. */
  readonly skips: 'branch' | 'short-circuit' | 'direct-unless-latest' | 'all-unless-latest' | undefined;
}

export interface Dialect {
  readonly id: string;
  /** The field's own words for its things. */
  readonly terms: { readonly dag: string; readonly task: string; readonly group: string };
  /** Cheap, before any parse. */
  claims(path: string, text: string): boolean;
  /** Total: whatever the file holds, an answer comes. */
  read(input: ReadInput): DagFile;
  /** What is known of an operator. `classes`: see `Task.classes`. */
  describe(classes: readonly string[], library: Pick<ReadInput, 'version' | 'catalog'>): OperatorDescription;
  /** The packages, beside the orchestrator's own, that have what a Python text imports: names as the package registry has them. */
  packagesImported(text: string, library: Pick<ReadInput, 'version' | 'catalog'>): ReadonlySet<string>;
}
