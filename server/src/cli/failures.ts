// What broke inside DagLens while it analysed files.

import type { FileResult } from './analyse';
import type { World } from './world';

/** Tells what broke inside DagLens. @returns true if anything did */
export function tellFailures(results: readonly FileResult[], world: World, print: (path: string) => string): boolean {
  const broken = results.filter(({ failure }) => failure !== undefined);
  for (const { path, failure } of broken) {
    const [first, ...stack] = failure!.split('\n');
    world.err.write(`daglens: internal error in ${print(path)}: ${first}\n`);
    if (world.environment.DAGLENS_TRACE) world.err.write(`${stack.join('\n')}\n`);
  }
  return broken.length > 0;
}
