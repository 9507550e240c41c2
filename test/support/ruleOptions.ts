// What the examples of a rule are checked with.

import type { Rule } from '../../core/rules/rule';
import { placeOf } from './engine';

const NEWEST = '3.3.2';

export function optionsOf({ exampleVersion, examplePackages, exampleSettings = {} }: Rule) {
  const { connections, pools } = exampleSettings;
  const settings = {
    ...(examplePackages && { installedPackages: new Map(Object.entries(examplePackages)) }),
    ...(connections !== undefined && { connectionsFile: placeOf(connections) }),
    ...(pools !== undefined && { poolsFile: placeOf(pools) }),
  };
  return { version: exampleVersion ?? NEWEST, settings };
}
