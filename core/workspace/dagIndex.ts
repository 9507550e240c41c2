// What all files of a DAGs folder offer and ask, as far as they were checked: the answers that rules across files need.

import type { DagOutline } from '../ir/dag';
import { knownValue } from '../ir/fact';
import type { OtherFiles } from '../rules/rule';
import type { FileOffer } from './fileOffer';
import { baseName } from './paths';

interface Entry {
  readonly folder: string;
  readonly offer: FileOffer;
  /** The known dag_ids → what other files can see of these DAGs, as text. */
  readonly seen: ReadonlyMap<string, string>;
}

/** Files belong together if they are in the same DAGs folder. */
export class DagIndex {
  private readonly entries = new Map<string, Entry>();
  /** dag_id → the files that make it. */
  private readonly makers = new Map<string, Set<string>>();
  /** dag_id → the files that name it. */
  private readonly askers = new Map<string, Set<string>>();
  /** The folders of which every file was taken note of. */
  private readonly whole = new Set<string>();

  /** Takes note of a checked file. @returns the other files whose findings may be different now. */
  take(path: string, folder: string, offer: FileOffer): ReadonlySet<string> {
    const before = this.remove(path);
    const entry = { folder, offer, seen: seenOf(offer.dags) };
    this.entries.set(path, entry);
    for (const id of entry.seen.keys()) addTo(this.makers, id, path);
    for (const id of offer.asks) addTo(this.askers, id, path);
    return this.affected(path, before, entry);
  }

  /** The file is gone. @returns the other files whose findings may be different now. */
  forget(path: string): ReadonlySet<string> {
    return this.affected(path, this.remove(path), undefined);
  }

  /** Every file of the folder was taken note of. @returns the files that ask for DAGs that nobody makes. */
  markWhole(folder: string): ReadonlySet<string> {
    this.whole.add(folder);
    return this.withoutAnswer(folder);
  }

  isWhole(folder: string): boolean {
    return this.whole.has(folder);
  }

  has(path: string): boolean {
    return this.entries.has(path);
  }

  /** The known dag_ids that a file makes. */
  idsOf(path: string): readonly string[] {
    return [...(this.entries.get(path)?.seen.keys() ?? [])];
  }

  /** The dag_ids that a file makes or names. */
  namesOf(path: string): readonly string[] {
    return [...this.idsOf(path), ...(this.entries.get(path)?.offer.asks ?? [])];
  }

  /** True if tasks of the file name DAGs that no file of the folder makes. */
  asksInVain(path: string): boolean {
    const entry = this.entries.get(path);
    return entry?.offer.asks.some((id) => this.makersOf(id, entry.folder).length === 0) ?? false;
  }

  /** True if other files can add to the findings of this one. */
  concernsOthers(path: string): boolean {
    const entry = this.entries.get(path);
    if (!entry) return false;
    return entry.offer.asks.length > 0 || this.idsOf(path).some((id) => this.makersOf(id, entry.folder).length > 1);
  }

  /** What rules may ask about the other files of the DAGs folder. */
  others(path: string, folder: string): OtherFiles {
    return {
      dagsNamed: (id) =>
        this.makersOf(id, folder)
          .filter((maker) => maker !== path)
          .flatMap((maker) => this.dagsIn(maker, id)),
      dagIds: () => this.dagIds(folder),
      idsInFile: (name) =>
        [...this.entries]
          .filter(([maker, entry]) => entry.folder === folder && baseName(maker) === `${name}.py`)
          .flatMap(([maker]) => this.idsOf(maker)),
    };
  }

  private dagIds(folder: string): ReadonlySet<string> | undefined {
    if (!this.whole.has(folder)) return undefined;
    const ids = new Set<string>();
    for (const entry of this.entries.values()) {
      if (entry.folder !== folder) continue;
      if (entry.offer.hidesDags) return undefined;
      for (const id of entry.seen.keys()) ids.add(id);
    }
    return ids;
  }

  private dagsIn(path: string, id: string): { readonly uri: string; readonly dag: DagOutline }[] {
    const dags = this.entries.get(path)?.offer.dags ?? [];
    return dags.filter((dag) => dag.id.known && dag.id.value === id).map((dag) => ({ uri: path, dag }));
  }

  private makersOf(id: string, folder: string): string[] {
    return [...(this.makers.get(id) ?? [])].filter((path) => this.entries.get(path)?.folder === folder);
  }

  private remove(path: string): Entry | undefined {
    const entry = this.entries.get(path);
    for (const id of entry?.seen.keys() ?? []) this.makers.get(id)?.delete(path);
    for (const id of entry?.offer.asks ?? []) this.askers.get(id)?.delete(path);
    this.entries.delete(path);
    return entry;
  }

  private affected(path: string, before: Entry | undefined, now: Entry | undefined): ReadonlySet<string> {
    const ids = new Set([...(before?.seen.keys() ?? []), ...(now?.seen.keys() ?? [])]);
    const affected = new Set<string>();
    let namesChanged = before?.offer.hidesDags !== now?.offer.hidesDags;
    for (const id of ids) {
      const [old, fresh] = [before?.seen.get(id), now?.seen.get(id)];
      if (old === fresh) continue;
      for (const asker of this.askers.get(id) ?? []) affected.add(asker);
      if (old !== undefined && fresh !== undefined) continue;
      namesChanged = true;
      for (const maker of this.makers.get(id) ?? []) affected.add(maker);
    }
    const folder = (now ?? before)?.folder;
    if (namesChanged && folder !== undefined && this.whole.has(folder))
      for (const asker of this.withoutAnswer(folder)) affected.add(asker);
    affected.delete(path);
    return affected;
  }

  private withoutAnswer(folder: string): Set<string> {
    const inFolder = [...this.entries].filter(([path, entry]) => entry.folder === folder && this.asksInVain(path));
    return new Set(inFolder.map(([path]) => path));
  }
}

/** What rules of other files look at: a change of anything else must not renew their findings. */
function seenOf(dags: readonly DagOutline[]): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  for (const { id, tasks, groups, schedule, startDate, incomplete, conditional, notCollected } of dags) {
    if (!id.known) continue;
    const times = [knownValue(schedule), knownValue(startDate)];
    const conditionalTasks = [...tasks.values()].filter((task) => task.conditional !== undefined).length;
    const state = [incomplete, conditional, notCollected].map((reason) => reason !== undefined);
    const text = JSON.stringify([state, times, [...tasks.keys()], conditionalTasks, [...groups.keys()]]);
    seen.set(id.value, (seen.get(id.value) ?? '') + text);
  }
  return seen;
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
