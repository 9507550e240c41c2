// Runs one command line.

import { nearName } from '../../../core/text/nearName';
import { type OptionSpec, parseArguments } from './arguments';
import { checkCommand } from './check';
import type { Command } from './command';
import { explainCommand } from './explain';
import { fixCommand } from './fix';
import { graphCommand } from './graph';
import { commandHelp, generalHelp } from './help';
import { lspCommand } from './languageServer';
import { PROJECT_OPTIONS } from './project';
import { runDagCommand } from './running/runCommand';
import { scheduleCommand } from './schedule';
import { UsageError, type World } from './world';

const COMMANDS: readonly Command[] = [
  checkCommand,
  fixCommand,
  graphCommand,
  runDagCommand,
  scheduleCommand,
  explainCommand,
  lspCommand,
];

const COMMON_OPTIONS: readonly OptionSpec[] = [
  { name: 'help', short: 'h', summary: 'this text' },
  { name: 'version', short: 'V', summary: 'the version of DagLens' },
];

/**
 * Runs `daglens ARGS` and answers with its exit code: 0 fine, 1 findings of severity error, 2 wrong use or an internal
 * error, told in one line. Never throws.
 */
export async function runCommandLine(args: readonly string[], world: World): Promise<number> {
  try {
    return await dispatch(args, world);
  } catch (error) {
    if (error instanceof UsageError) world.err.write(`daglens: ${error.message}\n`);
    else tellInternal(error, world);
    return 2;
  }
}

async function dispatch([name, ...rest]: readonly string[], world: World): Promise<number> {
  if (name === undefined) throw new UsageError(`which command? ${names()}; daglens --help tells more.`);
  if (name === '--help' || name === '-h' || name === 'help') return say(generalHelp(COMMANDS), world);
  if (name === '--version' || name === '-V') return say(`daglens ${world.version}\n`, world);
  const command = COMMANDS.find((each) => each.name === name);
  if (!command) throw new UsageError(unknownCommand(name));
  if (rest.includes('--version')) return say(`daglens ${world.version}\n`, world);
  const specs = [...command.options, ...PROJECT_OPTIONS, ...COMMON_OPTIONS];
  const parsed = parseArguments(rest, specs);
  if (parsed.has('help')) return say(commandHelp(command), world);
  return command.run(parsed, world);
}

function unknownCommand(name: string): string {
  if (name.startsWith('-')) return `there is no option ${name} before the command; daglens --help tells more.`;
  const near = nearName(
    name,
    COMMANDS.map((command) => command.name),
  );
  return `unknown command '${name}'; ${near ? `did you mean '${near}'?` : `choose ${names()}.`}`;
}

function names(): string {
  return COMMANDS.map((command) => command.name).join(', ');
}

function say(text: string, world: World): number {
  world.out.write(text);
  return 0;
}

function tellInternal(error: unknown, world: World): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  world.err.write(`daglens: internal error: ${message.split('\n')[0]}\n`);
  if (world.environment.DAGLENS_TRACE) world.err.write(`${stack}\n`);
}
