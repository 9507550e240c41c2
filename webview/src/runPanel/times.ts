// Durations and moments of a run in words.

/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(seconds < 0.095 ? 2 : 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 ? `${minutes} min ${whole % 60} s` : `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}

/** How long something took; until now, if it has not ended. Undefined: it has not begun. */
export function took(start: string | undefined, end: string | undefined, now: number): number | undefined {
  if (start === undefined) return undefined;
  return (end === undefined ? now : Date.parse(end)) - Date.parse(start);
}

/** `2026-01-01T00:00:00+00:00` → `2026-01-01 00:00 UTC`; seconds only where they say something. */
export function moment(iso: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(iso);
  if (!match) return iso;
  const [, day, clock, seconds = ':00', offset = ''] = match;
  const zone = /^(Z|\+00:?00)$/.test(offset) ? ' UTC' : offset && ` ${offset}`;
  return `${day} ${clock}${seconds === ':00' ? '' : seconds}${zone}`;
}
