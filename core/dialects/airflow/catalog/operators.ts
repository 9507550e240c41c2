// The facts of one class: what it may be called with, which fields are templated, where it comes from.

import { splitPath } from '../dottedNames';
import type { ClassData } from './data';
import type { Distribution, Library } from './library';
import { linearize, NOT_READ } from './linearize';
import { type Parameter, parametersFrom } from './parameters';

export interface OperatorFacts {
  /** Where the class is defined; its import path may be another. */
  readonly path: string;
  readonly name: string;
  readonly distribution: Distribution | undefined;
  /** First sentence of its documentation. */
  readonly doc: string | undefined;
  /** What Airflow says instead of it, if the class is deprecated. */
  readonly deprecated: string | undefined;
  /** Does it derive from BaseOperator? Else it is a hook, a trigger, a timetable, a notifier … */
  readonly isOperator: boolean;
  readonly isSensor: boolean;
  /** Everything the constructor takes, inherited ones too, own ones first. */
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Names that must be given. */
  readonly required: readonly string[];
  /** Names are not all known, so that none can be called wrong. */
  readonly acceptsAnyKeyword: boolean;
  /** undefined: not known. */
  readonly templateFields: readonly string[] | undefined;
  readonly templateExts: readonly string[] | undefined;
  /** What Airflow's own pictures call it instead of its class, such as `@task.branch`. */
  readonly customName: string | undefined;
  readonly uiColor: string | undefined;
  readonly uiFgcolor: string | undefined;
  /** Itself and its bases in Python's order; `?` where one was not read. */
  readonly bases: readonly string[];
}

/** Shims and re-exports that lead to others. */
const LONGEST_CHAIN = 8;

/** Where the class behind an import path is defined. */
export function definitionOf(library: Library, path: string, left = LONGEST_CHAIN): string | undefined {
  const [module, name] = splitPath(path);
  const facts = left > 0 ? library.module(module) : undefined;
  if (!facts) return undefined;
  if (facts.c && Object.hasOwn(facts.c, name)) return path;
  const elsewhere = [facts.r, facts.d].find((table) => table && Object.hasOwn(table, name))?.[name];
  if (elsewhere) return definitionOf(library, elsewhere, left - 1);
  return facts.to === undefined ? undefined : definitionOf(library, `${facts.to}.${name}`, left - 1);
}

/** The facts of the class defined at a path. */
export function operatorFacts(library: Library, path: string): OperatorFacts {
  const bases = linearize(library, path);
  const chain = bases.flatMap((base) => (base === NOT_READ ? [] : [library.class(base)!]));
  const own = chain[0]!;
  const { parameters, acceptsAnyKeyword } = parametersFrom(library, bases);
  const [module, name] = splitPath(path);
  return {
    path,
    name,
    distribution: library.distributionOf(module),
    doc: own.doc,
    deprecated: own.old,
    isOperator: bases.some((base) => /\.(Base|Abstract)Operator$/.test(base)),
    isSensor: bases.some((base) => base.endsWith('.BaseSensorOperator')),
    parameters,
    required: [...parameters.values()].filter(({ required }) => required).map((parameter) => parameter.name),
    acceptsAnyKeyword,
    templateFields: first(chain, 'tf') ?? undefined,
    templateExts: first(chain, 'te') ?? undefined,
    customName: own.custom_operator_name ?? undefined,
    uiColor: first(chain, 'ui_color') ?? undefined,
    uiFgcolor: first(chain, 'ui_fgcolor') ?? undefined,
    bases,
  };
}

function first<K extends keyof ClassData>(chain: readonly ClassData[], key: K): ClassData[K] | undefined {
  return chain.find((facts) => facts[key] !== undefined)?.[key];
}
