// Quick fixes that change what is imported.

import type { ImportedName, ImportFromStmt } from '../../syntax/ast';
import { type SyntaxNode, walk } from '../../syntax/walk';
import { contains, type Origin } from '../../text/span';
import type { Fix, RuleInput, TextEdit } from '../rule';
import { removal } from './argumentFixes';

/** Imports a name from where it is now; where it has a new name, that is used in the whole file. */
export function importFrom(input: RuleInput, at: Origin, target: string | undefined): Fix | undefined {
  const found = target === undefined ? undefined : importAt(input, at);
  if (!found || target === undefined) return undefined;
  const { statement, imported } = found;
  const dot = target.lastIndexOf('.');
  const [module, name] = [target.slice(0, dot), target.slice(dot + 1)];
  const alias = imported.alias ? ` as ${imported.alias.name}` : '';
  const line = `from ${module} import ${name}${alias}`;
  const renames = imported.alias || name === imported.name.name ? [] : renameUses(input, imported, name);
  if (!renames) return undefined;
  const { uri, start, end } = statement;
  const edits =
    statement.names.length === 1
      ? [{ at: { uri, start, end }, text: line }]
      : [
          { at: { uri, start, end: start }, text: `${line}\n${indentOf(input.text, start)}` },
          removal(input.text, imported),
        ];
  return { title: `Import from ${module}`, edits: [...edits, ...renames] };
}

/** Corrects the imported name, where it is imported and where it is used. */
export function correctName(input: RuleInput, at: Origin, near: string | undefined): Fix | undefined {
  const found = near === undefined ? undefined : importAt(input, at);
  if (!found || near === undefined) return undefined;
  const { imported } = found;
  const uses = imported.alias ? [] : renameUses(input, imported, near);
  return uses && { title: `Change to '${near}'`, edits: [{ at: imported.name, text: near }, ...uses] };
}

/** The import that holds a place, if it stands at module level or in a block of it. */
function importAt(
  input: RuleInput,
  at: Origin,
): { readonly statement: ImportFromStmt; readonly imported: ImportedName } | undefined {
  let found: { statement: ImportFromStmt; imported: ImportedName } | undefined;
  for (const statement of input.module.body) {
    if (!contains(statement, at)) continue;
    walk(statement, (node) => {
      if (node.kind === 'ImportFrom') {
        const imported = node.names.find((one) => contains(one, at));
        if (imported) found = { statement: node, imported };
      }
      return contains(node, at);
    });
  }
  return found;
}

/** Writes the new name wherever the old one is used; undefined where the new name already means something. */
function renameUses(input: RuleInput, imported: ImportedName, name: string): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  let taken = false;
  const visit = (node: SyntaxNode): boolean => {
    if (node.kind === 'Name' && node.name === imported.name.name) edits.push({ at: node, text: name });
    if (node.kind === 'Name' && node.name === name) taken = true;
    return true;
  };
  for (const statement of input.module.body) walk(statement, visit);
  return taken ? undefined : edits;
}

function indentOf(text: string, start: number): string {
  return /[ \t]*$/.exec(text.slice(0, start))![0];
}
