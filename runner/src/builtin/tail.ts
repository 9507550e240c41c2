// The end of a long text, in bounded memory.

export class Tail {
  private text = '';

  constructor(private readonly most: number) {}

  add(chunk: Buffer): void {
    const grown = this.text + chunk.toString('utf8');
    this.text = grown.length > this.most ? grown.slice(-this.most) : grown;
  }

  /** The last lines that are not blank. */
  lines(count: number): string[] {
    return this.text
      .split('\n')
      .map((line) => line.trimEnd())
      .filter(Boolean)
      .slice(-count);
  }
}
