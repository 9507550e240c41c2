// Answers the outline of a DAG file.

import {
  type DocumentSymbol,
  type DocumentSymbolParams,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import { type OutlineItem, outline } from '../../../core/features/outline';
import type { Places } from '../convert/places';
import { uriToPath } from '../convert/uris';
import { placesOf, reportOf } from '../reports';
import type { Session } from '../session';

const KINDS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  dag: SymbolKind.Module,
  group: SymbolKind.Namespace,
  task: SymbolKind.Event,
};

/** Nested where the client can show it, else flat. */
export function documentSymbols(
  session: Session,
  { textDocument }: DocumentSymbolParams,
): DocumentSymbol[] | SymbolInformation[] {
  const report = reportOf(session, uriToPath(textDocument.uri));
  if (!report?.dagFile) return [];
  const places = placesOf(session, report);
  const items = outline(report.dagFile);
  if (session.client.nestedSymbols) return items.map((item) => nested(item, places));
  return items.flatMap((item) => flat(item, undefined, places));
}

function nested(item: OutlineItem, places: Places): DocumentSymbol {
  const children = item.children.map((child) => nested(child, places));
  const range = places.range(item.at);
  // The protocol wants the name's range within the item's; a group's tasks may stand outside of its own call.
  return {
    name: item.name || '(empty)',
    detail: item.detail,
    kind: KINDS[item.kind],
    range,
    selectionRange: { start: range.start, end: range.start },
    children,
  };
}

function flat(item: OutlineItem, container: string | undefined, places: Places): SymbolInformation[] {
  const self: SymbolInformation = {
    name: item.name || '(empty)',
    kind: KINDS[item.kind],
    location: places.location(item.at),
    ...(container !== undefined && { containerName: container }),
  };
  return [self, ...item.children.flatMap((child) => flat(child, item.name, places))];
}
