// The modules of one Airflow line; a file of the catalog is read when one of its modules is first asked for.

import { isBefore, lineOf } from '../../../text/version';
import type { CatalogFiles } from '../../dialect';
import type { ChunkData, ClassData, EarlierData, IndexData, ModuleData } from './data';

/** A package on PyPI, in the version that the catalog knows. */
export interface Distribution {
  readonly name: string;
  readonly version: string;
}

const NOTHING: IndexData = { version: '', distributions: [], open: [], decorators: {}, chunks: {} };

export class Library {
  readonly index: IndexData;
  private readonly chunkOf = new Map<string, string>();
  /** Packages, namespace packages included. */
  private readonly packages = new Set<string>();
  private readonly chunks = new Map<string, ChunkData>();
  private moved: Readonly<Record<string, string>> | undefined;
  private gone: EarlierData | undefined;

  constructor(
    private readonly files: Pick<CatalogFiles, 'read'>,
    private readonly line: string,
    private readonly version: string,
  ) {
    this.index = this.parse<IndexData>('index') ?? NOTHING;
    for (const [chunk, [, modules]] of Object.entries(this.index.chunks)) {
      for (const module of modules) {
        this.chunkOf.set(module, chunk);
        this.addPackages(module);
      }
    }
  }

  private addPackages(module: string): void {
    for (let dot = module.lastIndexOf('.'); dot > 0; dot = module.lastIndexOf('.', dot - 1)) {
      const name = module.slice(0, dot);
      if (this.packages.has(name)) return;
      this.packages.add(name);
    }
  }

  private parse<T>(name: string): T | undefined {
    const text = this.files.read(`${this.line}/${name}.json`);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }

  has(module: string): boolean {
    return this.chunkOf.has(module);
  }

  /** What can stand between two parts of a module's name. */
  partsBelow(head: string, tail: readonly string[]): string[] {
    const [start, end] = [`${head}.`, tail.length ? `.${tail.join('.')}` : ''];
    return [...this.chunkOf.keys()].flatMap((module) => {
      if (!module.startsWith(start) || !module.endsWith(end)) return [];
      const part = module.slice(start.length, module.length - end.length);
      return part === '' || part.includes('.') ? [] : [part];
    });
  }

  /** A package without a module of its own that we know: others may add to it. */
  isNamespace(module: string): boolean {
    return this.packages.has(module) && !this.chunkOf.has(module);
  }

  /** May there be modules below this one, or names in it, that the catalog does not know? */
  isOpen(module: string): boolean {
    return this.index.open.some((open) => module === open || module.startsWith(`${open}.`));
  }

  module(name: string): ModuleData | undefined {
    const chunk = this.chunkOf.get(name);
    return chunk === undefined ? undefined : this.chunk(chunk)[name];
  }

  private chunk(name: string): ChunkData {
    let chunk = this.chunks.get(name);
    if (!chunk) {
      chunk = this.parse<ChunkData>(name) ?? {};
      this.chunks.set(name, chunk);
    }
    return chunk;
  }

  /** The facts of a class by the path it is defined at. */
  class(path: string): ClassData | undefined {
    const dot = path.lastIndexOf('.');
    return this.module(path.slice(0, dot))?.c?.[path.slice(dot + 1)];
  }

  distributionOf(module: string): Distribution | undefined {
    const chunk = this.chunkOf.get(module);
    const entry = chunk === undefined ? undefined : this.index.distributions[this.index.chunks[chunk]![0]];
    return entry && { name: entry[0], version: entry[1] };
  }

  /** Did the version in force still have this module, or this name of it, though the release that was read has not? */
  hadEarlier(module: string, name?: string): boolean {
    this.gone ??= this.parse<EarlierData>('earlier') ?? {};
    const entry = Object.hasOwn(this.gone, module) ? this.gone[module] : undefined;
    const last = typeof entry === 'object' && name !== undefined ? entry[name] : entry;
    return typeof last === 'string' && !isBefore(last, lineOf(this.version));
  }

  get moves(): Readonly<Record<string, string>> {
    this.moved ??= this.parse<Record<string, string>>('moves') ?? {};
    return this.moved;
  }
}
