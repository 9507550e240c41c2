// Lines out of a stream of bytes, however they are cut.

/** Takes chunks, and calls back with each whole line without its end. */
export class Lines {
  private parts: Buffer[] = [];

  constructor(private readonly onLine: (line: string) => void) {}

  add(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const last = chunk.subarray(from, end);
      const line = this.parts.length === 0 ? last : Buffer.concat([...this.parts, last]);
      this.parts = [];
      from = end + 1;
      this.onLine(line.toString('utf8'));
    }
    if (from < chunk.length) this.parts.push(chunk.subarray(from));
  }
}
