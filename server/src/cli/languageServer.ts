// `daglens lsp --stdio`: the language server, for any editor.

import type { Arguments } from './arguments';
import type { Command } from './command';
import { UsageError, type World } from './world';

export const lspCommand: Command = {
  name: 'lsp',
  usage: '--stdio',
  summary: 'serve an editor over standard input and output',
  options: [{ name: 'stdio', summary: 'speak over standard input and output' }],
  run: serve,
};

/** Serves until the client says `exit`, which ends the process. */
async function serve(args: Arguments, world: World): Promise<number> {
  if (!args.has('stdio')) throw new UsageError('say how to speak: daglens lsp --stdio');
  if (args.positionals.length) throw new UsageError('lsp takes no PATH; the editor names the folders.');
  // Loaded only here: no other command needs the protocol.
  const [{ createConnection, ProposedFeatures }, { startServer }, { loadServerParts }] = await Promise.all([
    import('vscode-languageserver/node'),
    import('../lsp'),
    import('../serverParts'),
  ]);
  startServer(createConnection(ProposedFeatures.all, process.stdin, process.stdout), loadServerParts(world.home));
  return new Promise(() => undefined);
}
