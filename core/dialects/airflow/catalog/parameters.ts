// What a class may be called with: its own parameters and those of the bases that it hands keywords on to.

import {
  OPERATOR_PARAMETERS,
  type ParameterHistory,
  type ParameterTable,
  SENSOR_PARAMETERS,
} from '../parameterHistory';
import type { ClassData } from './data';
import type { Library } from './library';
import { linearize, NOT_READ } from './linearize';

export interface Parameter {
  readonly name: string;
  /** Source text of the default, shortened; undefined: there is none. */
  readonly default: string | undefined;
  readonly required: boolean;
  /** Source text of the annotation, shortened. */
  readonly annotation: string | undefined;
  /** Path of the class whose `__init__` has it. */
  readonly owner: string;
  /** The releases that have it; known of the base classes of all operators. */
  readonly history: ParameterHistory | undefined;
}

export interface Parameters {
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Names are not all known: any keyword may be right. */
  readonly acceptsAnyKeyword: boolean;
}

const NONE: Parameters = { parameters: new Map(), acceptsAnyKeyword: false };
const ANY: Parameters = { parameters: new Map(), acceptsAnyKeyword: true };
const DEEPEST = 40;

/** The parameters of the first `__init__` from a place in the resolution order on. */
export function parametersFrom(library: Library, order: readonly string[], start = 0, depth = 0): Parameters {
  for (let i = start; i < order.length; i++) {
    const path = order[i]!;
    const facts = path === NOT_READ ? undefined : library.class(path);
    if (!facts || depth > DEEPEST) return ANY;
    if (facts.p) return withNext(path, facts, nextOf(library, order, i, facts, depth));
    if (facts.open) return ANY;
  }
  return NONE;
}

function nextOf(
  library: Library,
  order: readonly string[],
  index: number,
  facts: ClassData,
  depth: number,
): Parameters | undefined {
  if (facts.k !== 1) return undefined;
  if (facts.to === undefined) return parametersFrom(library, order, index + 1, depth + 1);
  return facts.to === NOT_READ ? ANY : parametersFrom(library, linearize(library, facts.to), 0, depth + 1);
}

function withNext(path: string, facts: ClassData, next: Parameters | undefined): Parameters {
  const own = (facts.p ?? []).filter(([name]) => !name.startsWith('*'));
  const history = historyOf(path);
  const parameters = new Map<string, Parameter>();
  for (const [name, fallback, annotation] of own) {
    const text = fallback ?? undefined;
    parameters.set(name, {
      name,
      default: text,
      required: text === undefined,
      annotation: annotation ?? undefined,
      owner: path,
      history: history?.get(name),
    });
  }
  for (const name of facts.t ?? []) add(parameters, optional(name, path, history?.get(name)));
  for (const parameter of next ? handedOn(facts, next) : []) add(parameters, parameter);
  return { parameters, acceptsAnyKeyword: facts.open === 1 || (next?.acceptsAnyKeyword ?? false) };
}

function add(parameters: Map<string, Parameter>, parameter: Parameter): void {
  if (!parameters.has(parameter.name)) parameters.set(parameter.name, parameter);
}

function optional(name: string, owner: string, history: ParameterHistory | undefined): Parameter {
  return { name, default: undefined, required: false, annotation: undefined, owner, history };
}

function historyOf(owner: string): ParameterTable | undefined {
  if (/\.(Base|Abstract)Operator$/.test(owner)) return OPERATOR_PARAMETERS;
  return owner.endsWith('.BaseSensorOperator') ? SENSOR_PARAMETERS : undefined;
}

/** Parameters of the next `__init__` that a caller may still give. */
function handedOn(facts: ClassData, next: Parameters): Parameter[] {
  const given = new Set([...(facts.x ?? []), ...[...next.parameters.keys()].slice(0, facts.pos ?? 0)]);
  const filled = new Set(facts.s);
  return [...next.parameters.values()]
    .filter(({ name }) => !given.has(name))
    .map((parameter) => (filled.has(parameter.name) ? { ...parameter, required: false } : parameter));
}
