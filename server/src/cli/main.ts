#!/usr/bin/env node
// The command line as a program: joins the process with the commands.

import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { toWorkspacePath } from '../convert/uris';
import { runCommandLine } from './run';
import type { Output, World } from './world';

const world: World = {
  cwd: toWorkspacePath(process.cwd()),
  environment: process.env,
  out: outputOf(process.stdout),
  err: outputOf(process.stderr),
  readStdin,
  onInterrupt,
  home: __dirname,
  version: versionOf(path.join(__dirname, '..', 'package.json')),
  cores: os.availableParallelism(),
};

// A reader that has seen enough, such as `head`, is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 2);
  });
}

runCommandLine(process.argv.slice(2), world).then((code) => {
  // Not `exit`: what is still to be written to a pipe would be lost.
  process.exitCode = code;
});

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => {
      stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns : undefined,
  };
}

function onInterrupt(listener: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function versionOf(file: string): string {
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
