// What depends on nothing but the release line of Airflow: worked out for every line beforehand, so that no file has to.

import { lineOf } from '../../text/version';

const RELEASE_LINES = [
  ...['1.10', '2.0', '2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9', '2.10', '2.11'],
  ...['3.0', '3.1', '3.2', '3.3'],
];

/** Gives what `make` makes of a version (`2.11.2`). `make` is told the line, or the version where its line is not known. */
export function byReleaseLine<T>(make: (version: string) => T): (version: string) => T {
  const made = new Map(RELEASE_LINES.map((line) => [line, make(line)]));
  return (version) => made.get(lineOf(version)) ?? make(version);
}
