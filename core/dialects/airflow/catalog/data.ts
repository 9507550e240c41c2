// The catalog's files as they are written by `scripts/catalog/`: short keys, since every byte is shipped.

/** `index.json` of a line. */
export interface IndexData {
  /** The release that was read: `3.3.2`. */
  readonly version: string;
  /** Name and version of each package that was read. */
  readonly distributions: readonly (readonly [name: string, version: string])[];
  /** Packages into which others may put modules, or that were not read. */
  readonly open: readonly string[];
  /** `@task.NAME` → path of the operator class behind it; empty where the decorator only changes a task. */
  readonly decorators: Readonly<Record<string, string>>;
  /** File → number of its distribution, and its modules. */
  readonly chunks: Readonly<Record<string, readonly [distribution: number, modules: readonly string[]]>>;
}

/** `earlier.json`: the last minor release that had a module, or single names of it, which the release read has not. */
export type EarlierData = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** One chunk: some modules of one distribution. */
export type ChunkData = Readonly<Record<string, ModuleData>>;

export interface ModuleData {
  /** Names about which there is no more to say, separated by blanks. */
  readonly n?: string;
  /** Names of classes defined elsewhere → path of the class. */
  readonly r?: Readonly<Record<string, string>>;
  /** Names that work with a warning → new path, or empty. */
  readonly d?: Readonly<Record<string, string>>;
  /** Classes defined here. */
  readonly c?: Readonly<Record<string, ClassData>>;
  /** There may be more names than these. */
  readonly open?: 1;
  /** Another module answers for all other names; `old`: with a warning. */
  readonly to?: string;
  readonly old?: 1;
}

/** Name, default (absent or null: required) and annotation; `*`, `*args` and `**kwargs` stand as names. */
export type ParameterData = readonly [name: string, fallback?: string | null, annotation?: string | null];

/** What a class says itself; what is absent is inherited. */
export interface ClassData {
  /** Paths of the bases, `?` for one that was not read. */
  readonly b: readonly string[];
  /** Parameters of its own `__init__`. */
  readonly p?: readonly ParameterData[];
  /** Its `__init__` runs the next one: 1 with all further keywords, 0 without. */
  readonly k?: 0 | 1;
  /** Keywords that it gives the next `__init__` itself, and the number of positional ones. */
  readonly x?: readonly string[];
  readonly pos?: number;
  /** Further keywords that it fills in, and that it takes out. */
  readonly s?: readonly string[];
  readonly t?: readonly string[];
  /** The class whose `__init__` it runs instead of the next one; `?`: not known. */
  readonly to?: string;
  /** Any keyword may be right. */
  readonly open?: 1;
  /** Template fields and template extensions; null: not known. */
  readonly tf?: readonly string[] | null;
  readonly te?: readonly string[] | null;
  readonly ui_color?: string;
  readonly ui_fgcolor?: string;
  readonly custom_operator_name?: string;
  readonly doc?: string;
  /** Deprecated: what to do instead. */
  readonly old?: string;
}
