// The state of one evaluation: budgets, what is certain on the path taken, changes to undo, and what was learned on the way.

import type { ModuleNode } from '../syntax/ast';
import type { Origin } from '../text/span';
import { type Changeable, noteDoubtfulChange, restorer } from './changes';
import type { Machine } from './machine';
import type { ImportedModule, ModuleCache } from './moduleCache';
import type { Scope } from './scope';
import type { UndefinedName } from './undefinedNames';
import {
  BoolValue,
  type ClassValue,
  type FunctionValue,
  Instance,
  IntValue,
  IteratorValue,
  LIBRARY,
  LIBRARY_HOME,
  ListValue,
  type ModuleValue,
  NoneValue,
  objectsMade,
  StrValue,
  Unknown,
  type Value,
} from './values';

/** The arguments of one call, evaluated. */
export interface Call {
  readonly args: readonly Value[];
  readonly kwargs: ReadonlyMap<string, Value>;
  /** Set where `*x` or `**x` was given something unknown: there may be more arguments than these. */
  readonly open: Unknown | undefined;
  /** The call, or what stands for it. */
  readonly at: Origin;
}

/** Files of the workspace and of the folders that the settings name, as the evaluator sees them; nothing else is read. Every read is recorded by whoever implements this. */
export interface SourceFiles {
  parse(path: string): ModuleNode | undefined;
  readText(path: string): string | undefined;
  readDirectory(path: string): readonly { readonly name: string; readonly kind: 'file' | 'folder' }[] | undefined;
  /** What a name in a folder is; undefined: nothing, or no such folder. */
  kindOf(folder: string, name: string): 'file' | 'folder' | undefined;
}

/** The names of a module; those that are listed are what `from module import *` gives. */
export type ModuleNames = Pick<ReadonlyMap<string, Value>, 'get' | typeof Symbol.iterator>;

/** What the evaluator asks of the dialect: models of library names. It never learns which orchestrator it serves. */
export interface LibraryModels {
  /** Names of a modelled module; undefined: not modelled. */
  module(interpreter: Interpreter, name: string): ModuleNames | undefined;
  /** True if the version in force certainly has no such module, so that importing it raises. */
  isAbsent(interpreter: Interpreter, name: string): boolean;
  /** An import statement was reached: of a module, or of a name in it. */
  imported(interpreter: Interpreter, module: string, name: string | undefined, at: Origin): void;
  /** A name of a library's module was asked for: `module.name`. */
  attributeRead(interpreter: Interpreter, module: string, name: string, at: Origin): void;
  /** A module of the workspace, read to its end, has no such name. `known`: those that it has. */
  nameMissing(interpreter: Interpreter, module: string, name: string, at: Origin, known: readonly string[]): void;
  /** A name imported from a module that is neither modelled nor in the workspace; undefined: opaque. */
  opaqueName(interpreter: Interpreter, path: string, at: Origin): Value | undefined;
  /** A class used as base although it is opaque; undefined: it stays opaque. */
  opaqueBase(interpreter: Interpreter, base: Unknown): ClassValue | undefined;
  /** A call of something unknown; undefined: the result is unknown too. */
  callOpaque(interpreter: Interpreter, callee: Unknown, call: Call): Value | undefined;
  /** Constants that decide by version wherever they come from, such as `AIRFLOW_V_3_0_PLUS`. */
  constant(name: string, at: Origin): Value | undefined;
  /** Whether a class of a library that is not read, or one of the workspace derived from it, derives from another; undefined: not known. */
  derives(interpreter: Interpreter, type: ClassValue, wanted: ClassValue): boolean | undefined;
  /** A time zone that does not exist was named. */
  unknownZone(interpreter: Interpreter, name: Value, at: Origin): void;
  /** An unknown or plain operand where the model may know better (`[a, b] >> c` …); undefined: Python's own rule. */
  binary(interpreter: Interpreter, operator: string, left: Value, right: Value, at: Origin): Value | undefined;
}

export interface SearchRoot {
  readonly path: string;
  /** Why it is only assumed that Python looks there. */
  readonly assumed: string | undefined;
}

/** What an evaluation starts from. */
export interface Environment {
  readonly machine: Machine;
  readonly files: SourceFiles;
  /** Collects the paths read from now on, until the returned set is handed back. */
  readonly recordReads: <T>(run: () => T) => { readonly result: T; readonly reads: ReadonlySet<string> };
  /** Adds to what is recorded now: a remembered module's own reads. */
  readonly noteReads: (paths: Iterable<string>) => void;
  readonly models: LibraryModels;
  readonly modules: ModuleCache;
  readonly searchPath: readonly SearchRoot[];
  /** Environment variables that the settings name; their values are assumed. */
  readonly variables: ReadonlyMap<string, string>;
  readonly builtins: ReadonlyMap<string, Value>;
  /** Modules of Python's own library that are modelled. */
  readonly library: (name: string) => ReadonlyMap<string, Value> | undefined;
}

/** One call of a function of the user's. */
export interface Frame {
  readonly callee: FunctionValue;
  readonly given: Call;
  readonly scope: Scope;
  readonly callSite: Origin;
  /** Values returned on paths that may or may not be taken. */
  readonly returned: Value[];
  /** Where a `yield` hands its value; undefined outside generators. */
  readonly onYield: ((value: Value) => void) | undefined;
}

/** A Python exception on its way. Deliberately not an Error: no JavaScript stack is needed, and many are thrown. */
export class PythonRaise {
  constructor(
    readonly exception: Value,
    readonly at: Origin,
    /** True if nothing unknown or assumed leads to it. */
    readonly certain: boolean = true,
  ) {}
}

/** Evaluation ended because it took too long. */
export class BudgetExceeded {
  constructor(readonly because: string) {}
}

export const LIMITS = {
  /** Steps of a file by itself; about one second on a slow machine. */
  steps: 1_500_000,
  /** Steps of one imported module: more, since its result is remembered and serves every file that imports it. */
  moduleSteps: 4_000_000,
  /** Steps of a file and of all that it imports. */
  totalSteps: 6_000_000,
  /** Elements of one list, characters of one text. */
  size: 200_000,
  /** Iterations of one loop. */
  iterations: 20_000,
  /** Python calls within each other. */
  calls: 80,
  /** Expressions and statements within each other, over all calls; keeps the JavaScript stack safe. */
  depth: 700,
  /** Values that a variable may have at once. */
  options: 8,
} as const;

export interface GapNote {
  readonly because: string;
  readonly at: Origin;
}

/** Assumed, or a name of a library that is not read and may be anything, not only a module. */
function isDoubtful(value: Value): boolean {
  return value.assumed !== undefined || (value.kind === 'module' && value.path === undefined);
}

/** One evaluation of one file. Functions of this folder take it as their first parameter. */
export class Interpreter {
  readonly gaps: GapNote[] = [];
  readonly undefinedNames: UndefinedName[] = [];
  readonly frames: Frame[] = [];
  /** Why what is done now may not happen at all; undefined: it certainly happens. */
  private condition: string | undefined;
  /** How many objects there were when what is done became conditional. */
  conditionalSince = 0;
  /** Why the path taken, or the file that is read, is only assumed. */
  assumed: string | undefined;
  /** What the `try` statements around the present place catch; innermost last. Undefined: everything. */
  catchers: readonly (readonly Value[] | undefined)[] = [];
  /** The exception whose handler runs: what `raise` alone raises again. */
  handled: Value | undefined;
  /** What cached functions gave, by their arguments. */
  /** The class that a metaclass is about to make. */
  classInMaking: ClassValue | undefined;
  /** The classes that the present module and what it imports have defined, in order. */
  classes = new Set<ClassValue>();
  readonly remembered = new Map<FunctionValue, Map<string, Value>>();
  depth = 0;
  /** How many `with` blocks of managers that are not known lie around the present place: they may set anything up. */
  unknownManagers = 0;
  /** Whose run is going on: objects made now belong to it. */
  home: number;
  /** Counts what the dialect made (tasks, edges …), so that one can tell whether a piece of code mattered. */
  effects = 0;
  /** How often ways were left out that Python may take: handlers of a `try`, further rounds of a loop. */
  leftOut = 0;
  /** The modules that are being evaluated, outermost first: imports in a circle get what is there so far. */
  readonly importing = new Map<string, ModuleValue>();
  /** Modules that were evaluated already: as in Python, a second import gives the same one. */
  readonly imported = new Map<string, ImportedModule>();
  /** How far out, in `importing`, the modules lie that were seen before they were complete. */
  circleReaches = Number.POSITIVE_INFINITY;
  /** Modules of a circle of imports that is still open; they can be remembered when it closes. */
  readonly inCircle: (ImportedModule & { readonly key: string; readonly reaches: number })[] = [];
  /** The modules that cannot serve other files, by their keys, and how often one was imported. */
  readonly unrepeatable = new Set<string>();
  unrepeatableImports = 0;
  /** `sys.path`, as the evaluated files change it. */
  sysPath: ListValue;
  /** State of the dialect for this evaluation. */
  state: unknown;
  /** Set when an object of another module's run was changed: then this run is not repeatable on its own. */
  changedForeign = false;
  /** Writes to variables since the innermost open branch. */
  writes: Map<Scope, Map<string, Value | undefined>> | undefined;
  private steps = 0;
  private totalSteps = 0;
  private stepLimit: number = LIMITS.steps;
  private readonly undo = new Map<object, () => void>();

  constructor(
    readonly environment: Environment,
    /** The file that is checked. */
    readonly entry: string,
  ) {
    this.home = environment.modules.newHome();
    const roots = environment.searchPath.filter((root) => root.assumed === undefined);
    this.sysPath = new ListValue(
      roots.map((root) => new StrValue(root.path, LIBRARY)),
      LIBRARY,
      LIBRARY_HOME,
    );
  }

  /** Counts work; ends the evaluation when it is too much. */
  spend(steps = 1): void {
    this.steps += steps;
    if (this.steps > this.stepLimit) throw new BudgetExceeded('evaluating the file takes too long');
  }

  get conditional(): string | undefined {
    return this.condition;
  }

  set conditional(because: string | undefined) {
    if (this.condition === undefined && because !== undefined) this.conditionalSince = objectsMade();
    this.condition = because;
  }

  /** Runs an imported module with a budget of its own. `tooLong` runs if that is used up, while the file's own is not. */
  withModuleBudget(run: () => void, tooLong: () => void): void {
    const outer = { steps: this.steps, limit: this.stepLimit };
    this.steps = 0;
    this.stepLimit = Math.min(LIMITS.moduleSteps, LIMITS.totalSteps - this.totalSteps);
    try {
      run();
    } catch (error) {
      if (!(error instanceof BudgetExceeded) || this.totalSteps + this.steps >= LIMITS.totalSteps) throw error;
      tooLong();
    } finally {
      this.totalSteps += this.steps;
      this.steps = outer.steps;
      this.stepLimit = outer.limit;
    }
  }

  gap(because: string, at: Origin): void {
    if (this.gaps.length < 500) this.gaps.push({ because, at });
  }

  /** Call before changing an object: what belongs to another module's run is put back after this evaluation. */
  touch(object: Changeable): void {
    if (object.home !== this.home) {
      this.changedForeign = true;
      if (!this.undo.has(object)) this.undo.set(object, restorer(object));
    }
    noteDoubtfulChange(this, object);
  }

  /** True if an object of another run was changed in this one. */
  isTouched(object: object): boolean {
    return this.undo.has(object);
  }

  /** Puts every changed object of other runs back. */
  restore(): void {
    for (const restore of this.undo.values()) restore();
    this.undo.clear();
  }

  /**
   * Python would raise here. Inside a `try` it is raised; elsewhere it becomes a gap and evaluation goes on,
   * since it is more likely that we know too little than that the file is broken.
   */
  fail(exception: string | ClassValue, message: string, at: Origin, ...because: Value[]): Unknown {
    const certain =
      this.conditional === undefined && this.assumed === undefined && !because.some((value) => isDoubtful(value));
    // Of a division by zero nothing is in doubt.
    if (certain && (exception === 'ZeroDivisionError' || this.isCaught(exception)))
      throw new PythonRaise(this.exception(exception, message, at), at);
    const text = `${typeof exception === 'string' ? exception : exception.name}: ${message}`;
    if (certain) this.gap(text, at);
    return new Unknown(text, at);
  }

  /** True if a `try` around the present place names this exception (a builtin one by its name), or one of its bases. */
  isCaught(exception: string | ClassValue): boolean {
    if (!this.catchers.length) return false;
    const type = typeof exception === 'string' ? this.environment.builtins.get(exception) : exception;
    const names = type?.kind === 'class' ? type.mro : [];
    return this.catchers.some(
      (types) => types === undefined || types.some((caught) => names.some((name) => name === caught)),
    );
  }

  /** An instance of an exception class; a builtin one is given by its name. */
  exception(name: string | ClassValue, message: string, at: Origin): Value {
    const type = typeof name === 'string' ? this.environment.builtins.get(name) : name;
    if (type?.kind !== 'class') return new Unknown(`${name}: ${message}`, at);
    const instance = new Instance(type, at, this.home);
    instance.attributes.set('args', this.list([this.str(message, at)], at));
    return instance;
  }

  /** The innermost place in the checked file that leads to what is done now; undefined when it is in that file itself. */
  placeInEntry(at: Origin): Origin | undefined {
    if (at.uri === this.entry) return undefined;
    for (let i = this.frames.length - 1; i >= 0; i--) {
      const { callSite } = this.frames[i]!;
      if (callSite.uri === this.entry) return callSite;
    }
    return undefined;
  }

  none(at: Origin): NoneValue {
    return new NoneValue(at, this.assumed);
  }
  bool(value: boolean, at: Origin, ...from: Value[]): BoolValue {
    return new BoolValue(value, at, this.taint(from));
  }
  integer(value: number, at: Origin, ...from: Value[]): IntValue {
    return new IntValue(value, at, this.taint(from));
  }
  str(value: string, at: Origin, ...from: Value[]): StrValue {
    return new StrValue(value, at, this.taint(from));
  }
  list(items: Value[], at: Origin): ListValue {
    return new ListValue(items, at, this.home, this.assumed);
  }
  iterator(items: readonly Value[], at: Origin, typeName: string): IteratorValue {
    return new IteratorValue(items, at, this.home, typeName);
  }

  /** Why something made of these values is only assumed, if so. */
  taint(from: readonly (Value | undefined)[]): string | undefined {
    for (const value of from) if (value?.assumed !== undefined) return value.assumed;
    return this.assumed;
  }

  /** Why what is made now may not be made by a real run: a condition that is not known, or an assumption. */
  get doubt(): string | undefined {
    return this.conditional ?? this.assumed;
  }

  /** Runs a piece of code that may not be run at all. */
  under<T>(conditional: string, run: () => T): T {
    const before = this.conditional;
    this.conditional = before ?? conditional;
    try {
      return run();
    } finally {
      this.conditional = before;
    }
  }

  /** Runs the body of a `with` whose manager is not known. */
  underUnknownManager<T>(run: () => T): T {
    this.unknownManagers++;
    try {
      return run();
    } finally {
      this.unknownManagers--;
    }
  }

  /** Runs a piece of code that stands on an assumption; without one, it is just run. */
  assuming<T>(assumed: string | undefined, run: () => T): T {
    if (assumed === undefined) return run();
    const before = this.assumed;
    this.assumed = before ?? assumed;
    try {
      return run();
    } finally {
      this.assumed = before;
    }
  }
}
