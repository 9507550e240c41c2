// The tokens of one logical line, in plain arrays that are used again for each line.

export class TokenList {
  count = 0;
  readonly kinds: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** Open brackets after the token. */
  readonly depths: number[] = [];

  clear(): void {
    this.count = 0;
  }

  add(kind: number, start: number, end: number, depth: number): void {
    const i = this.count++;
    this.kinds[i] = kind;
    this.starts[i] = start;
    this.ends[i] = end;
    this.depths[i] = depth;
  }
}
