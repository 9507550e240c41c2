// The language server as a program of its own: over IPC for VS Code, `--stdio` for other editors.

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './lsp';
import { loadServerParts } from './serverParts';

startServer(createConnection(ProposedFeatures.all), loadServerParts(__dirname));
