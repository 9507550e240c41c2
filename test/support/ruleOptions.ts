// What the examples of a rule are checked with.

import type { Rule } from '../../core/rules/rule';

const NEWEST = '3.3.2';

export function optionsOf({ exampleVersion, examplePackages }: Rule) {
  const settings = examplePackages && { installedPackages: new Map(Object.entries(examplePackages)) };
  return { version: exampleVersion ?? NEWEST, ...(settings && { settings }) };
}
