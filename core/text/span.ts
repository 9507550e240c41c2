// Where something stands in a text: offsets in UTF-16 code units, end exclusive.

/** A piece of one file. AST nodes are origins themselves, so a value can point at its node without a copy. */
export interface Origin {
  /** The file, as the workspace names it (a `/`-separated path or a URI; the core never looks inside). */
  readonly uri: string;
  /** First UTF-16 code unit. */
  readonly start: number;
  /** One past the last UTF-16 code unit. */
  readonly end: number;
}

/** A plain copy of an origin, free of the AST node it may be. */
export function originOf(at: Origin): Origin {
  return { uri: at.uri, start: at.start, end: at.end };
}

/** True if `inner` lies within `outer`, in the same file. */
export function contains(outer: Origin, inner: Origin): boolean {
  return outer.uri === inner.uri && outer.start <= inner.start && inner.end <= outer.end;
}

/** True if both are the same piece of the same file. */
export function sameOrigin(a: Origin, b: Origin): boolean {
  return a.uri === b.uri && a.start === b.start && a.end === b.end;
}
