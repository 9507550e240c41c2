// How long things move: not at all for those who asked their system for less motion.

const MOVE_MS = 260;

/** Of an animation, in milliseconds. */
export function duration(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOVE_MS;
}
