// Abstract Python values: what the evaluator computes with. A value that cannot be known is `Unknown`, with the reason.

import type { FunctionDef, LambdaExpr, Param } from '../syntax/ast';
import type { Origin } from '../text/span';
import type { Call, Interpreter } from './interpreter';
import { linearize } from './linearize';
import type { Scope } from './scope';

export type Value =
  | NoneValue
  | EllipsisValue
  | BoolValue
  | IntValue
  | FloatValue
  | StrValue
  | BytesValue
  | ListValue
  | TupleValue
  | SetValue
  | DictValue
  | SliceValue
  | IteratorValue
  | FunctionValue
  | NativeFunction
  | BoundMethod
  | ClassValue
  | Instance
  | PropertyValue
  | StaticMethod
  | SuperValue
  | ModuleValue
  | Unknown;

/** Where a value was written, and why it is only assumed (a default or a settings file stands behind it). */
abstract class Written {
  constructor(
    readonly at: Origin,
    readonly assumed: string | undefined = undefined,
  ) {}
}

export class NoneValue extends Written {
  readonly kind = 'none';
}
export class EllipsisValue extends Written {
  readonly kind = 'ellipsis';
}
export class BoolValue extends Written {
  readonly kind = 'bool';
  constructor(
    readonly value: boolean,
    at: Origin,
    assumed?: string,
  ) {
    super(at, assumed);
  }
}
/** Within ±2^53; for what leaves that range see `LargeInt`. */
export class IntValue extends Written {
  readonly kind = 'int';
  constructor(
    readonly value: number,
    at: Origin,
    assumed?: string,
  ) {
    super(at, assumed);
  }
}
export class FloatValue extends Written {
  readonly kind = 'float';
  constructor(
    readonly value: number,
    at: Origin,
    assumed?: string,
  ) {
    super(at, assumed);
  }
}
export class StrValue extends Written {
  readonly kind = 'str';
  constructor(
    readonly value: string,
    at: Origin,
    assumed?: string,
  ) {
    super(at, assumed);
  }
}
export class BytesValue extends Written {
  readonly kind = 'bytes';
  constructor(
    readonly value: string,
    at: Origin,
    assumed?: string,
  ) {
    super(at, assumed);
  }
}

let objects = 0;

/** How many objects that can change there have been. */
export const objectsMade = (): number => objects;

/** Containers, instances and modules can be changed after they were made; `home` says by which module's run. */
abstract class Mutable extends Written {
  /** The how-manieth object this is: tells what was there before a condition from what was made under it. */
  readonly made = ++objects;
  constructor(
    at: Origin,
    readonly home: number,
    assumed?: string,
  ) {
    super(at, assumed);
  }
}

export class ListValue extends Mutable {
  readonly kind = 'list';
  /** Why there may be more elements than these, or less, if so. */
  open: Unknown | undefined;
  constructor(
    public items: Value[],
    at: Origin,
    home: number,
    assumed?: string,
  ) {
    super(at, home, assumed);
  }
}
export class TupleValue extends Written {
  readonly kind = 'tuple';
  constructor(
    readonly items: readonly Value[],
    at: Origin,
    assumed?: string,
    readonly open: Unknown | undefined = undefined,
  ) {
    super(at, assumed);
  }
}
export class SetValue extends Mutable {
  readonly kind = 'set';
  open: Unknown | undefined;
  constructor(
    public items: Map<string, Value>,
    at: Origin,
    home: number,
    assumed?: string,
    readonly frozen: boolean = false,
  ) {
    super(at, home, assumed);
  }
}
export interface DictEntry {
  readonly key: Value;
  readonly value: Value;
}
export class DictValue extends Mutable {
  readonly kind = 'dict';
  open: Unknown | undefined;
  /** For defaultdict: makes a missing value. */
  missing: Value | undefined;
  /** Keys that code which was ruled out by an assumed value would have set. */
  perhaps: ReadonlySet<string> | undefined;
  constructor(
    public entries: Map<string, DictEntry>,
    at: Origin,
    home: number,
    assumed?: string,
  ) {
    super(at, home, assumed);
  }
}
export class SliceValue extends Written {
  readonly kind = 'slice';
  constructor(
    readonly lower: Value | undefined,
    readonly upper: Value | undefined,
    readonly step: Value | undefined,
    at: Origin,
  ) {
    super(at);
  }
}
/** Generators, `zip`, `map`, `iter` …: evaluated eagerly, consumed once. */
export class IteratorValue extends Mutable {
  readonly kind = 'iterator';
  next = 0;
  open: Unknown | undefined;
  constructor(
    readonly items: readonly Value[],
    at: Origin,
    home: number,
    readonly typeName: string,
  ) {
    super(at, home);
  }
}

export class FunctionValue extends Mutable {
  readonly kind = 'function';
  readonly attributes = new Map<string, Value>();
  isCached = false;
  constructor(
    readonly name: string,
    readonly definition: FunctionDef | LambdaExpr,
    readonly closure: Scope,
    readonly defaults: ReadonlyMap<Param, Value>,
    readonly module: ModuleValue,
    at: Origin,
    home: number,
    /** The class whose body holds the `def`, for `super()`. */
    public owner: ClassValue | undefined = undefined,
  ) {
    super(at, home);
  }
}

export type NativeBody = (interpreter: Interpreter, call: Call) => Value;

/** A function of a library that we model. As a class attribute it binds `self` as its first argument, as Python's do. */
export class NativeFunction extends Written {
  readonly kind = 'native';
  readonly attributes = new Map<string, Value>();
  constructor(
    readonly name: string,
    readonly body: NativeBody,
    at: Origin = LIBRARY,
  ) {
    super(at);
  }
}
export class BoundMethod extends Written {
  readonly kind = 'method';
  constructor(
    readonly receiver: Value,
    readonly callee: Value,
    at: Origin,
  ) {
    super(at);
  }
}

/** What happens around every `__init__` of a class family (Airflow fills default_args there). */
export type InitWrapper = (I: Interpreter, instance: Instance, owner: ClassValue, init: Value, call: Call) => void;

type MissingAttribute<T> = (interpreter: Interpreter, of: T, name: string, at: Origin) => Value | undefined;

export class ClassValue extends Mutable {
  readonly kind = 'class';
  readonly attributes = new Map<string, Value>();
  /** Method resolution order, this class first; an opaque base stands as Unknown. */
  readonly mro: readonly (ClassValue | Unknown)[];
  /** The module of the workspace whose code defines the class. */
  definedIn: ModuleValue | undefined;
  /** Names annotated in the class body, in order: the fields of dataclasses and NamedTuples. */
  readonly annotated: string[] = [];
  /** The scope of the class body, in which annotations are read when they are asked for. */
  bodyScope: Scope | undefined;
  /** Replaces the normal way to make an instance (`str(…)`, `datetime(…)`). */
  construct: NativeBody | undefined;
  /** Runs around each `__init__` of the family. */
  wrapInit: InitWrapper | undefined;
  /** Runs after the outermost `__init__`. */
  afterInit: ((interpreter: Interpreter, instance: Instance, call: Call) => void) | undefined;
  /** Runs when a class is derived from this one (enums, NamedTuples). */
  onSubclass: ((interpreter: Interpreter, derived: ClassValue) => void) | undefined;
  /** Answers an attribute that is not found on the instance. */
  missingAttribute: MissingAttribute<Instance> | undefined;
  /** Answers an attribute that is found neither on a class of the family nor on its bases. */
  missingClassAttribute: MissingAttribute<ClassValue> | undefined;
  constructor(
    readonly name: string,
    readonly bases: readonly (ClassValue | Unknown)[],
    at: Origin,
    home: number,
    /** Dotted path of the module that defines it. */
    readonly module: string,
  ) {
    super(at, home);
    this.mro = linearize(this, bases);
  }
}

export class Instance extends Mutable {
  readonly kind = 'instance';
  attributes = new Map<string, Value>();
  /** Data of the library model this instance belongs to. */
  payload: unknown;
  constructor(
    readonly type: ClassValue,
    at: Origin,
    home: number,
    assumed?: string,
  ) {
    super(at, home, assumed);
  }
}
export class PropertyValue extends Written {
  readonly kind = 'property';
  constructor(
    readonly getter: Value,
    at: Origin,
    readonly setter: Value | undefined = undefined,
    readonly deleter: Value | undefined = undefined,
    /** True: computed once for each object (`cached_property`). */
    readonly isCached = false,
  ) {
    super(at);
  }
}
/** `staticmethod` or `classmethod`. */
export class StaticMethod extends Written {
  readonly kind = 'static';
  constructor(
    readonly callee: Value,
    readonly passesClass: boolean,
    at: Origin,
  ) {
    super(at);
  }
}
/** What `super()` gives: attributes of the receiver's type, looked up after `owner`. */
export class SuperValue extends Written {
  readonly kind = 'super';
  constructor(
    readonly receiver: Value,
    readonly owner: ClassValue,
    at: Origin,
  ) {
    super(at);
  }
}
export class ModuleValue extends Mutable {
  readonly kind = 'module';
  constructor(
    readonly name: string,
    readonly scope: Scope,
    at: Origin,
    home: number,
    /** Path of the file or folder, for a module of the workspace. */
    readonly path: string | undefined,
  ) {
    super(at, home);
  }
}

/** What cannot be known without running the code. */
export class Unknown extends Written {
  readonly kind = 'unknown';
  /** Dotted name in a library that is not modelled, e.g. `google.cloud.storage.Client`; `()` marks a call result. */
  readonly path: string | undefined;
  /** True: whatever it is, it is not empty, zero or None. */
  readonly truthy: boolean;
  /** The values it can have, if it is one of a few. */
  readonly options: readonly Value[] | undefined;
  /** A text to show in its place, e.g. `{env}_etl`. */
  readonly text: string | undefined;
  /** Of a container that this opens: perhaps it does not hold all that is listed. */
  readonly mayBeLess: boolean;
  constructor(
    readonly because: string,
    at: Origin,
    more: {
      readonly path?: string | undefined;
      readonly truthy?: boolean;
      readonly options?: readonly Value[] | undefined;
      readonly text?: string | undefined;
      readonly mayBeLess?: boolean;
      readonly assumed?: string | undefined;
    } = {},
  ) {
    super(at, more.assumed);
    this.path = more.path;
    this.truthy = more.truthy ?? false;
    this.options = more.options;
    this.text = more.text;
    this.mayBeLess = more.mayBeLess ?? false;
  }
}

/** The origin of everything that a library model brings along. */
export const LIBRARY: Origin = { uri: '', start: 0, end: 0 };
/** The `home` of what library models share between evaluations. */
export const LIBRARY_HOME = 0;
