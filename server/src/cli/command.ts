// What a command is.

import type { Arguments, OptionSpec } from './arguments';
import type { World } from './world';

export interface Command {
  readonly name: string;
  /** What follows the name, as the help text says it. */
  readonly usage: string;
  readonly summary: string;
  /** Its own options; every command has those of the project too. */
  readonly options: readonly OptionSpec[];
  /** Runs the command. The exit code comes back: 0 fine, 1 findings of severity error. @throws UsageError */
  run(args: Arguments, world: World): Promise<number>;
}
