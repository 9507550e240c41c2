// The documents open in the editor, with their unsaved text.

import type {
  DidChangeTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { type Encoding, TextPositions } from './convert/positions';
import { pathToUri, uriToPath } from './convert/uris';

const BYTE_ORDER_MARK = '\uFEFF';

export interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  readonly path: string;
  readonly version: number;
  /** Without byte order mark. */
  readonly text: string;
  /** The client's text starts with a byte order mark. */
  readonly byteOrderMark: boolean;
}

/** Keeps the text of every open document at the client's version, by incremental changes. */
export class Documents {
  private readonly open = new Map<string, OpenDocument>();

  constructor(private readonly encoding: Encoding) {}

  /** @returns the document, now open. */
  didOpen({ textDocument }: DidOpenTextDocumentParams): OpenDocument {
    const { uri, version, text } = textDocument;
    return this.set(uri, version, text);
  }

  /** @returns the document with its new text; undefined if it is not open. */
  didChange({ textDocument, contentChanges }: DidChangeTextDocumentParams): OpenDocument | undefined {
    const before = this.byUri(textDocument.uri);
    if (!before) return undefined;
    let document = before;
    for (const change of contentChanges)
      document = this.set(before.uri, textDocument.version, this.edited(document, change));
    return document;
  }

  /** @returns the path of the document that was closed; undefined if it was not open. */
  didClose(uri: string): string | undefined {
    const path = uriToPath(uri);
    return this.open.delete(path) ? path : undefined;
  }

  byUri(uri: string): OpenDocument | undefined {
    return this.open.get(uriToPath(uri));
  }

  byPath(path: string): OpenDocument | undefined {
    return this.open.get(path);
  }

  all(): Iterable<OpenDocument> {
    return this.open.values();
  }

  /** The URI of a path: of an open document as its client spells it. */
  uriOf(path: string): string {
    return this.open.get(path)?.uri ?? pathToUri(path);
  }

  private set(uri: string, version: number, text: string): OpenDocument {
    const byteOrderMark = text.startsWith(BYTE_ORDER_MARK);
    const path = uriToPath(uri);
    const document = { uri, path, version, text: byteOrderMark ? text.slice(1) : text, byteOrderMark };
    this.open.set(path, document);
    return document;
  }

  /** The client's whole text after a change, its byte order mark included. */
  private edited(document: OpenDocument, change: TextDocumentContentChangeEvent): string {
    if (!('range' in change)) return change.text;
    const text = document.byteOrderMark ? BYTE_ORDER_MARK + document.text : document.text;
    const positions = new TextPositions(text, this.encoding);
    const start = positions.offset(change.range.start);
    const end = Math.max(start, positions.offset(change.range.end));
    return text.slice(0, start) + change.text + text.slice(end);
  }
}
