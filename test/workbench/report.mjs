// Counts steps that pass and fail.

export class Report {
  passed = 0;
  failed = 0;

  /** Runs a step; on failure `onFailure` may take a picture. @returns true if it passed. */
  async step(name, run, onFailure = async () => undefined) {
    const start = Date.now();
    try {
      await run();
      this.passed++;
      console.log(`ok - ${name} (${Date.now() - start} ms)`);
      return true;
    } catch (error) {
      this.failed++;
      console.log(`not ok - ${name} (${Date.now() - start} ms): ${error.stack}`);
      await onFailure(this.failed).catch(() => undefined);
      return false;
    }
  }

  /** Prints the closing line and sets the exit code. */
  close() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed ? 1 : 0;
  }
}
