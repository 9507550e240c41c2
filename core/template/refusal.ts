// How the parser stops: a template that Jinja refuses, or one too deep to read.

/** Thrown inside core/template only, and caught by `parseTemplate`. */
export class Refusal {
  /** `lineAt`: an offset on the line that Jinja names; `start`..`end`: where the mistake stands. */
  constructor(
    readonly message: string,
    readonly start: number,
    readonly end: number,
    readonly lineAt = start,
  ) {}
}

/** Thrown where nesting passes the limit; Jinja itself gives up earlier, with a RecursionError. */
export class TooDeep {}
