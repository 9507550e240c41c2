// Origins of the analysis to ranges and locations of the protocol.

import type { Location, Range } from 'vscode-languageserver';
import type { Origin } from '../../../core/text/span';
import type { FileSystem } from '../../../core/workspace/ports';
import { type Encoding, TextPositions } from './positions';

/** What the editor says of the files that it has open. */
export interface EditorFiles {
  /** The open document at a path; undefined: it is not open. */
  byPath(path: string): { readonly byteOrderMark: boolean; readonly version: number } | undefined;
  /** The address under which the editor knows a path. */
  uriOf(path: string): string;
}

/** Finds places for one answer: reads each file once, and is thrown away with the answer. */
export class Places {
  private readonly known = new Map<string, TextPositions>();

  constructor(
    private readonly files: FileSystem,
    private readonly documents: EditorFiles,
    private readonly encoding: Encoding,
  ) {}

  /** Takes this text as the file's, without reading it. */
  take(path: string, text: string): TextPositions {
    const positions = new TextPositions(text, this.encoding, this.documents.byPath(path)?.byteOrderMark);
    this.known.set(path, positions);
    return positions;
  }

  /** Positions in the file's text as it is now. */
  in(path: string): TextPositions {
    return this.known.get(path) ?? this.take(path, this.files.readText(path) ?? '');
  }

  range(at: Origin): Range {
    return this.in(at.uri).range(at.start, at.end);
  }

  location(at: Origin): Location {
    return { uri: this.documents.uriOf(at.uri), range: this.range(at) };
  }
}
