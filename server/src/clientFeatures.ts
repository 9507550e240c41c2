// What the client can do, read once from its `initialize` request.

import type { InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../../protocol/messages';
import { chooseEncoding, type Encoding } from './convert/positions';
import { toWorkspacePath, uriToPath } from './convert/uris';

export interface ClientFeatures {
  readonly encoding: Encoding;
  /** The client asks for diagnostics; then none are ever sent unasked. */
  readonly pullsDiagnostics: boolean;
  /** The client takes the diagnostics of other documents along with an answer. */
  readonly relatedDocuments: boolean;
  /** The client asks again for all diagnostics when told to. */
  readonly refreshesDiagnostics: boolean;
  /** The client asks again for all code lenses when told to. */
  readonly refreshesLenses: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly watchesFiles: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly changesFolders: boolean;
  readonly nestedSymbols: boolean;
  readonly versionedEdits: boolean;
  readonly markdownHover: boolean;
  /** Paths of the workspace folders at start. */
  readonly folders: readonly string[];
  readonly options: InitializationOptions;
}

/** Absent capabilities mean: cannot. */
export function clientFeatures(params: InitializeParams): ClientFeatures {
  const { workspace, textDocument, general } = params.capabilities;
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    relatedDocuments: textDocument?.diagnostic?.relatedDocumentSupport === true,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    relatedInformation: hasRelatedInformation(params),
    codeDescription: hasCodeDescription(params),
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    folders: foldersOf(params),
    options: optionsOf(params.initializationOptions),
  };
}

function hasRelatedInformation({ capabilities: { textDocument } }: InitializeParams): boolean {
  const { diagnostic, publishDiagnostics } = textDocument ?? {};
  return (diagnostic?.relatedInformation ?? publishDiagnostics?.relatedInformation) === true;
}

function hasCodeDescription({ capabilities: { textDocument } }: InitializeParams): boolean {
  const { diagnostic, publishDiagnostics } = textDocument ?? {};
  return (diagnostic?.codeDescriptionSupport ?? publishDiagnostics?.codeDescriptionSupport) === true;
}

function foldersOf(params: InitializeParams): string[] {
  if (params.workspaceFolders?.length) return params.workspaceFolders.map(({ uri }) => uriToPath(uri));
  if (params.rootUri) return [uriToPath(params.rootUri)];
  return params.rootPath ? [toWorkspacePath(params.rootPath)] : [];
}

function optionsOf(value: unknown): InitializationOptions {
  return typeof value === 'object' && value !== null ? value : {};
}
