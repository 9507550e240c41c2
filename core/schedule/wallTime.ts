// Times on the clock of a zone, without the zone.

/** Wall-clock time written as milliseconds since 1970 as if it were UTC. */
export type WallTime = number;

/** Forward or back. */
export type Direction = 1 | -1;
