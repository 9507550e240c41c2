// What a project says about running, as far as its files and settings tell it.

/** All paths are absolute. */
export interface ProjectRunSettings {
  /** Airflow's version to be: `MAJOR.MINOR[.PATCH]`. */
  readonly version: string;
  readonly root: string;
  /** Folders that Python imports from beside the file's own, in order. */
  readonly importRoots: readonly string[];
  readonly dagsFolder: string | undefined;
  readonly pluginsFolder: string | undefined;
  /** JSON, YAML or .env, as `airflow variables import` and `airflow connections import` take them. */
  readonly variablesFile: string | undefined;
  readonly connectionsFile: string | undefined;
  readonly standInsFile: string | undefined;
  /** What it adds to the environment of the tasks. */
  readonly environment: Readonly<Record<string, string>>;
}
