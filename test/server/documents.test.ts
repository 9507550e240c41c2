// Open documents: incremental changes give the client's text.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Encoding } from '../../server/src/convert/positions';
import { TextPositions } from '../../server/src/convert/positions';
import { Documents } from '../../server/src/documents';

const URI = 'file:///w/a.py';

function opened(text: string, encoding: Encoding = 'utf-16'): Documents {
  const documents = new Documents(encoding);
  documents.didOpen({ textDocument: { uri: URI, languageId: 'python', version: 1, text } });
  return documents;
}

test('random edits, one after the other, give the same text as the client has', () => {
  const piece = fc.constantFrom('', 'x = 1\n', 'é', '😀', '\r\n', '\n\n', 'task');
  const edit = fc.record({ from: fc.nat(), to: fc.nat(), text: piece });
  const encodings = fc.constantFrom<Encoding>('utf-16', 'utf-8');
  fc.assert(
    fc.property(fc.array(piece), fc.array(edit), encodings, (start, edits, encoding) => {
      let text = start.join('');
      const documents = opened(text, encoding);
      for (const [index, { from, to, text: inserted }] of edits.entries()) {
        const positions = new TextPositions(text, encoding);
        const ends = [from, to].map((at) => boundary(text, at)).sort((a, b) => a - b) as [number, number];
        const change = { range: positions.range(...ends), text: inserted };
        documents.didChange({ textDocument: { uri: URI, version: index + 2 }, contentChanges: [change] });
        text = text.slice(0, ends[0]) + inserted + text.slice(ends[1]);
      }
      assert.equal(documents.byUri(URI)?.text, text);
    }),
  );
});

test('several changes in one message apply in order, and the version is the last', () => {
  const documents = opened('one\ntwo\n');
  const line = { line: 1, character: 0 };
  const contentChanges = [
    { range: { start: line, end: line }, text: 'new\n' },
    { range: { start: line, end: { line: 1, character: 3 } }, text: 'NEW' },
  ];
  const after = documents.didChange({ textDocument: { uri: URI, version: 5 }, contentChanges });
  assert.deepEqual([after?.text, after?.version], ['one\nNEW\ntwo\n', 5]);
});

test('a byte order mark is no part of the text, and stays where the client has it', () => {
  const documents = opened('\uFEFFab');
  assert.equal(documents.byUri(URI)?.text, 'ab');
  const range = { start: { line: 0, character: 2 }, end: { line: 0, character: 3 } };
  documents.didChange({ textDocument: { uri: URI, version: 2 }, contentChanges: [{ range, text: 'X' }] });
  assert.deepEqual([documents.byUri(URI)?.text, documents.byUri(URI)?.byteOrderMark], ['aX', true]);
  const first = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  documents.didChange({ textDocument: { uri: URI, version: 3 }, contentChanges: [{ range: first, text: '' }] });
  assert.deepEqual([documents.byUri(URI)?.text, documents.byUri(URI)?.byteOrderMark], ['aX', false]);
});

test('a document is found however its client escapes the URI', () => {
  const documents = new Documents('utf-16');
  const uri = 'file:///w/my%20dag%C3%BC.py';
  documents.didOpen({ textDocument: { uri, languageId: 'python', version: 1, text: 'x' } });
  assert.equal(documents.byUri('file:///w/my%20dagü.py')?.text, 'x');
  assert.equal(documents.uriOf('/w/my dagü.py'), uri);
  assert.equal(documents.didClose('file:///w/my%20dagü.py'), '/w/my dagü.py');
  assert.equal(documents.byUri(uri), undefined);
});

/** An offset that does not cut a character or a CRLF. */
function boundary(text: string, at: number): number {
  const offset = at % (text.length + 1);
  const cuts = /[\uDC00-\uDFFF]/.test(text[offset] ?? '') || (text[offset] === '\n' && text[offset - 1] === '\r');
  return cuts ? offset - 1 : offset;
}
