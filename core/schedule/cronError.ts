// The refusals of croniter, in its own words.

/** Thrown inside the parser only; `parseCron` turns it into a value. The message is croniter 7.0.0's. */
export class CronSyntaxError extends Error {}

/** What an error message of croniter shows: the text as written, and its fields in lower case. */
export interface CronSource {
  readonly text: string;
  readonly fields: readonly string[];
}

export function notAcceptable(source: CronSource, rest = ''): CronSyntaxError {
  return new CronSyntaxError(`[${source.text}] is not acceptable${rest}`);
}

/** An unknown name, or a form that is no number: croniter shows the lower-cased fields. */
export function unknownWord(source: CronSource): CronSyntaxError {
  return new CronSyntaxError(`[${source.fields.join(' ')}] is not acceptable`);
}
