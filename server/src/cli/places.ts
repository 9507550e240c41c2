// Findings in the terms of the command line: lines and columns from 1, source text beside them.

import { LineIndex } from '../../../core/text/lines';
import type { Origin } from '../../../core/text/span';
import type { FileSystem } from '../../../core/workspace/ports';

/** A place in a file: 1-based lines and columns in UTF-16 code units, the end exclusive. */
export interface Place {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Turns offsets into places; every text is indexed once. */
export class Places {
  private readonly indexes = new Map<string, LineIndex>();

  constructor(private readonly files: FileSystem) {}

  /** Takes the text that a file had when it was checked. */
  take(path: string, text: string): void {
    this.indexes.set(path, new LineIndex(text));
  }

  of({ uri, start, end }: Origin): Place {
    const index = this.index(uri);
    const from = index.position(start);
    const to = index.position(Math.max(start, end));
    return { file: uri, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }

  /** The source lines from one number to another, both included. */
  lines(path: string, from: number, to: number): readonly string[] {
    const index = this.index(path);
    return Array.from({ length: to - from + 1 }, (_, offset) => index.line(from + offset));
  }

  private index(path: string): LineIndex {
    const known = this.indexes.get(path) ?? new LineIndex(this.files.readText(path) ?? '');
    this.indexes.set(path, known);
    return known;
  }
}
