// A value of a run as text.

/** Texts as they are, anything else as JSON. */
export function valueWords(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, undefined, 2) ?? '');
}
