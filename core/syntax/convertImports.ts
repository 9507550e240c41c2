// Import statements.

import type { Identifier, ImportedName } from './ast';
import type { Conversion, StmtReader } from './conversion';

/** `a.b.c` without the blanks that may stand around its dots. */
function dottedPath(from: Conversion, node: number): string {
  let path = '';
  const end = from.tree.after(node);
  for (let child = node + 1; child < end; child = from.tree.after(child)) {
    if (from.tree.type(child) !== 'identifier') continue;
    path = path === '' ? from.name(child) : `${path}.${from.name(child)}`;
  }
  return path;
}

function aliasOf(from: Conversion, node: number): Identifier | undefined {
  const alias = from.child(node, 'identifier');
  return alias === undefined ? undefined : from.identifier(alias);
}

const readImport: StmtReader = (from, node, to) => {
  const names = from.tree.children(node).flatMap((child) => {
    const type = from.tree.type(child);
    if (type === 'dotted_name')
      return [
        {
          uri: from.uri,
          start: from.start(child),
          end: from.end(child),
          path: dottedPath(from, child),
          alias: undefined,
        },
      ];
    const path = type === 'aliased_import' ? from.child(child, 'dotted_name') : undefined;
    return path === undefined
      ? []
      : [
          {
            uri: from.uri,
            start: from.start(child),
            end: from.end(child),
            path: dottedPath(from, path),
            alias: aliasOf(from, child),
          },
        ];
  });
  to.push({ kind: 'Import', uri: from.uri, start: from.start(node), end: from.end(node), names });
};

const readImportFrom: StmtReader = (from, node, to) => {
  const children = from.tree.children(node);
  const word = children.findIndex((child) => from.tree.type(child) === 'IMPORT');
  const at = children[1] ?? node;
  const { level, module } = readModule(from, at);
  const names: ImportedName[] = [];
  let star = false;
  for (const child of word < 0 ? [] : children.slice(word + 1)) {
    const name = readImportedName(from, child);
    if (name) names.push(name);
    star ||= from.tree.type(child) === 'wildcard_import';
  }
  to.push({
    kind: 'ImportFrom',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    level,
    module,
    moduleAt: from.at(at),
    names,
    star,
  });
};

function readModule(from: Conversion, node: number): { level: number; module: string } {
  const type = from.tree.type(node);
  if (type === '__FUTURE__') return { level: 0, module: '__future__' };
  if (type === 'dotted_name') return { level: 0, module: dottedPath(from, node) };
  const prefix = from.child(node, 'import_prefix');
  const path = from.child(node, 'dotted_name');
  return {
    level: prefix === undefined ? 0 : from.tree.children(prefix).length,
    module: path === undefined ? '' : dottedPath(from, path),
  };
}

function readImportedName(from: Conversion, node: number): ImportedName | undefined {
  const aliased = from.tree.type(node) === 'aliased_import';
  const path = aliased ? from.child(node, 'dotted_name') : from.tree.type(node) === 'dotted_name' ? node : undefined;
  const name = path === undefined ? undefined : from.child(path, 'identifier');
  if (name === undefined) return undefined;
  return {
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    name: from.identifier(name),
    alias: aliased ? aliasOf(from, node) : undefined,
  };
}

export const IMPORT_READERS: readonly (readonly [string, StmtReader])[] = [
  ['import_statement', readImport],
  ['import_from_statement', readImportFrom],
  ['future_import_statement', readImportFrom],
];
