// The page of a pane: only its own script runs, and nothing comes from elsewhere.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paneHtml } from '../../client/src/graph/paneHtml';

test('the policy allows the script with the nonce, files of the extension, and workers from blobs', () => {
  const page = paneHtml({
    ...{ cspSource: 'https://files.example', nonce: 'abc123' },
    ...{
      script: 'https://files.example/graph.js',
      style: 'https://files.example/s.css',
      layout: 'https://files.example/l.js',
    },
  });
  const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(page)!;
  assert.deepEqual(policy!.split('; '), [
    "default-src 'none'",
    "script-src 'nonce-abc123'",
    'style-src https://files.example',
    'worker-src blob:',
    'connect-src https://files.example',
    'img-src data: blob:',
  ]);
  assert.deepEqual(page.match(/<script[^>]*>/g), ['<script nonce="abc123" src="https://files.example/graph.js">']);
});
