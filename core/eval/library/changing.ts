// Why values are other ones each time a file is read. The reason is handed on to whatever is made of such a value.

/** Why the present day or time is not known. */
export const NOW = 'depends on the time of the parse';

/** Why a random value is not known. */
export const CHANCE = 'depends on chance';

/** What makes a value that is not known for this reason another one at each parse, if it does. */
export function changingBy(because: string): 'time' | 'chance' | undefined {
  if (because === NOW) return 'time';
  return because === CHANCE ? 'chance' : undefined;
}
