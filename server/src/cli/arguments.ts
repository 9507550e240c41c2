// Reads the arguments of a command: options that it knows, and what is left.

import { parseArgs } from 'node:util';
import { nearName } from '../../../core/text/nearName';
import { UsageError } from './world';

export interface OptionSpec {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** What its value is, as the help text says it: `FILE`. Left out: the option takes no value. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly repeatable?: boolean;
  /** Two values may follow, which are joined by a slash: `FROM TO` is `FROM/TO`. */
  readonly isRange?: boolean;
  readonly summary: string;
}

export class Arguments {
  constructor(
    private readonly values: ReadonlyMap<string, readonly string[]>,
    readonly positionals: readonly string[],
  ) {}

  has(name: string): boolean {
    return this.values.has(name);
  }

  /** The value of an option; the last one wins. */
  one(name: string): string | undefined {
    return this.values.get(name)?.at(-1);
  }

  /** All values of a repeatable option. */
  all(name: string): readonly string[] {
    return this.values.get(name) ?? [];
  }

  /** All values of a repeatable option that takes lists: `--select a,b --select c`. */
  list(name: string): readonly string[] {
    return this.all(name).flatMap((value) => value.split(',').flatMap((item) => item.trim() || []));
  }
}

/** Sorts arguments into options and the rest. @throws UsageError for what no option allows */
export function parseArguments(args: readonly string[], specs: readonly OptionSpec[]): Arguments {
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokensOf(
    withRanges(args, specs).filter((arg) => !isNegative(arg)),
    specs,
  )) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = specs.find(({ name }) => name === token.name);
    if (!spec) throw unknownOption(token.rawName, specs);
    values.set(spec.name, [...(values.get(spec.name) ?? []), valueFor(spec, token.value, token.inlineValue)]);
  }
  return new Arguments(values, [...positionals, ...args.filter(isNegative)]);
}

/** Joins the two values of a range. */
function withRanges(args: readonly string[], specs: readonly OptionSpec[]): string[] {
  const isDate = (arg: string | undefined): boolean => /^\d{4}-\d\d[^/]*$/.test(arg ?? '');
  const at = args.findIndex((arg) => specs.some(({ name, isRange }) => isRange && arg === `--${name}`));
  if (at < 0 || !isDate(args[at + 1]) || !isDate(args[at + 2])) return [...args];
  return [...args.slice(0, at + 1), `${args[at + 1]}/${args[at + 2]}`, ...args.slice(at + 3)];
}

/** No option begins with a digit: `-1 0 * * *` is a schedule, though a wrong one. */
function isNegative(arg: string): boolean {
  return /^-\d/.test(arg);
}

function tokensOf(args: readonly string[], specs: readonly OptionSpec[]) {
  const options = specs.map(({ name, short, value }) => [
    name,
    { type: value === undefined ? 'boolean' : 'string', ...(short && { short }) } as const,
  ]);
  return parseArgs({ args: [...args], strict: false, tokens: true, options: Object.fromEntries(options) }).tokens;
}

function valueFor(spec: OptionSpec, value: string | undefined, inline: boolean | undefined): string {
  if (spec.value === undefined) {
    if (value !== undefined) throw new UsageError(`--${spec.name} takes no value.`);
    return '';
  }
  if (value === undefined || value === '' || (!inline && /^-./.test(value))) {
    throw new UsageError(`--${spec.name} needs a value: --${spec.name} ${spec.value}.`);
  }
  if (spec.choices && !spec.choices.includes(value)) {
    const near = nearName(value, spec.choices);
    const help = near ? `did you mean '${near}'?` : `choose ${spec.choices.join(', ')}.`;
    throw new UsageError(`--${spec.name} cannot be '${value}'; ${help}`);
  }
  return value;
}

function unknownOption(given: string, specs: readonly OptionSpec[]): UsageError {
  const near = nearName(
    given,
    specs.map(({ name }) => `--${name}`),
  );
  return new UsageError(`there is no option ${given}${near ? `; did you mean ${near}?` : '.'}`);
}
