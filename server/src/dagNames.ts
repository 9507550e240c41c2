// Which files make which dag_id, of the files checked so far.

import type { Dag, DagFile } from '../../core/ir/dag';
import type { OtherFiles } from '../../core/rules/rule';

interface NamedDag {
  readonly uri: string;
  readonly dag: Dag;
}

/** Files belong together if they are in the same DAGs folder. */
export class DagNames {
  private readonly dags = new Map<string, NamedDag[]>();
  private readonly keysOf = new Map<string, readonly string[]>();

  /** Takes note of a checked file. @returns the other files whose dag_ids are, or were, those that came or went. */
  take(path: string, folder: string, file: DagFile | undefined): ReadonlySet<string> {
    const before = new Set(this.keysOf.get(path));
    const affected = this.forget(path);
    for (const dag of file?.dags ?? []) if (dag.id.known) this.add(keyOf(folder, dag.id.value), { uri: path, dag });
    const now = this.keysOf.get(path) ?? [];
    if (now.length === before.size && now.every((key) => before.has(key))) return new Set();
    for (const other of now.flatMap((key) => this.dags.get(key) ?? [])) affected.add(other.uri);
    affected.delete(path);
    return affected;
  }

  /** The file is gone. @returns the other files with one of its dag_ids. */
  forget(path: string): Set<string> {
    const affected = new Set<string>();
    for (const key of this.keysOf.get(path) ?? []) {
      const rest = (this.dags.get(key) ?? []).filter(({ uri }) => uri !== path);
      if (rest.length) this.dags.set(key, rest);
      else this.dags.delete(key);
      for (const { uri } of rest) affected.add(uri);
    }
    this.keysOf.delete(path);
    return affected;
  }

  /** The known dag_ids of a file that was taken note of. */
  idsOf(path: string): readonly string[] {
    return (this.keysOf.get(path) ?? []).map((key) => this.idOf(key));
  }

  /** What rules may ask about the other files of the DAGs folder. */
  others(path: string, folder: string): OtherFiles {
    return { dagsNamed: (id) => (this.dags.get(keyOf(folder, id)) ?? []).filter(({ uri }) => uri !== path) };
  }

  private idOf(key: string): string {
    const [, id] = JSON.parse(key) as [string, string];
    return id;
  }

  private add(key: string, dag: NamedDag): void {
    this.dags.set(key, [...(this.dags.get(key) ?? []), dag]);
    this.keysOf.set(dag.uri, [...new Set([...(this.keysOf.get(dag.uri) ?? []), key])]);
  }
}

function keyOf(folder: string, id: string): string {
  return JSON.stringify([folder, id]);
}
