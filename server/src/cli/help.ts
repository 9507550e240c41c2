// Help texts.

import type { OptionSpec } from './arguments';
import type { Command } from './command';
import { PROJECT_OPTIONS } from './project';

/** `daglens --help`. */
export function generalHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name, usage }) => `${name} ${usage}`.length));
  return [
    'DagLens reads Airflow DAG files without running them; only daglens run runs them.',
    '',
    'Usage: daglens COMMAND [OPTIONS]',
    '',
    ...commands.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.padEnd(width)}  ${summary}`),
    '',
    'daglens COMMAND --help tells its options; daglens --version the version.',
    'Exit: 0 fine; 1 findings of severity error, a run that failed, a schedule that is not valid; 2 wrong use or an internal error.',
    '',
  ].join('\n');
}

/** `daglens COMMAND --help`. */
export function commandHelp(command: Command): string {
  return [
    `Usage: daglens ${command.name} ${command.usage}${command.options.length ? ' [OPTIONS]' : ''}`,
    '',
    `${command.summary[0]!.toUpperCase()}${command.summary.slice(1)}.`,
    ...(command.options.length ? ['', 'Options:', ...optionLines(command.options)] : []),
    '',
    'The project (also in daglens.toml, or [tool.daglens] of pyproject.toml):',
    ...optionLines(PROJECT_OPTIONS),
    '',
  ].join('\n');
}

function optionLines(options: readonly OptionSpec[]): string[] {
  const names = options.map(({ name, value }) => `--${name}${value === undefined ? '' : ` ${value}`}`);
  const width = Math.max(...names.map((name) => name.length));
  return options.map(({ summary }, index) => `  ${names[index]!.padEnd(width)}  ${summary}`);
}
