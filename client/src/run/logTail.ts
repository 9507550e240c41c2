// Follows a log file: its end at first, and then what is written. A log of any size takes a bounded part of memory.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export interface LogChunk {
  readonly text: string;
  /** The text takes the place of what was read before. */
  readonly isStart: boolean;
  /** Something before the text was left out. */
  readonly isCut: boolean;
}

/** So much of the end of a log is read at once. */
const MOST_BYTES = 256_000;

export class LogTail {
  private position: number | undefined;
  private readonly decoder = new TextDecoder();

  constructor(
    readonly path: string,
    private readonly most = MOST_BYTES,
  ) {}

  /** What is new since the last call; undefined: nothing. A file that is not there yet is empty. */
  read(): LogChunk | undefined {
    const file = openIfThere(this.path);
    if (file === undefined) return this.position === undefined ? this.begin('', false) : undefined;
    try {
      return this.readFrom(file, fstatSync(file).size);
    } finally {
      closeSync(file);
    }
  }

  private readFrom(file: number, size: number): LogChunk | undefined {
    const from = this.position ?? 0;
    const isNew = this.position === undefined || size < from;
    if (!isNew && size === from) return undefined;
    const isCut = size - (isNew ? 0 : from) > this.most;
    const start = isCut ? size - this.most : isNew ? 0 : from;
    const buffer = Buffer.alloc(size - start);
    const read = readSync(file, buffer, 0, buffer.length, start);
    this.position = start + read;
    const text = this.decoder.decode(buffer.subarray(0, read), { stream: true });
    if (!isNew && !isCut) return { text, isStart: false, isCut: false };
    return { text: isCut ? text.slice(text.indexOf('\n') + 1) : text, isStart: true, isCut };
  }

  private begin(text: string, isCut: boolean): LogChunk {
    this.position = 0;
    return { text, isStart: true, isCut };
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}
