// The texts of a task that Airflow renders, and the files that its template fields name.

import type { Interpreter } from '../../eval/interpreter';
import type { TemplatedField, TemplateText } from '../../ir/dag';
import { textsIn } from '../../ir/plainValue';
import { mayBeTemplate } from '../../template/template';
import { originOf } from '../../text/span';
import type { TaskModel } from './model';
import { templateExtensions } from './templateFields';

/** The templates among the values of a task's template fields. Values that are only assumed are left out. */
export function templateTexts(
  I: Interpreter,
  task: TaskModel,
  fields: readonly TemplatedField[] | undefined,
): readonly TemplateText[] {
  if (!fields?.length) return [];
  const extensions = templateExtensions(I, task);
  const found: TemplateText[] = [];
  for (const { name, value, at } of fields) {
    for (const text of textsIn(value)) {
      if (text.assumed !== undefined) continue;
      const isFile = extensions.some((extension) => text.value.endsWith(extension));
      if (!isFile && !mayBeTemplate(text.value)) continue;
      const read = isFile ? fileOf(I, task, text.value) : { text: text.value, file: undefined };
      if (!read) continue;
      const place = { field: name, at: originOf(text.at), argument: at };
      found.push({ ...place, text: read.text, file: read.file });
      for (const file of missingParts(I, task, read.text)) found.push({ ...place, text: '', file });
    }
  }
  return found;
}

/** A template that another one names: `{% include 'a.sql' %}`, `{% from 'a.sql' import b %}`. */
const PART = /\{%[-+]?\s*(?:include|import|extends|from)\s+(['"])([^'"]+)\1(?!\s+ignore\s+missing)/g;

const NOT_READ = /\{#.*?#\}|\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\}/gs;

/** The files that a template names and that are not there: rendering it fails. They are looked for as the template itself is. */
function missingParts(I: Interpreter, task: TaskModel, text: string): NonNullable<TemplateText['file']>[] {
  if (!text.includes('{%')) return [];
  const names = new Set([...text.replace(NOT_READ, '').matchAll(PART)].map((match) => match[2]!));
  return [...names].flatMap((name) => {
    const file = fileOf(I, task, name)?.file;
    return file && file.path === undefined ? [file] : [];
  });
}

/**
 * The file that a field names, looked for as Jinja's FileSystemLoader does: in the folder of the DAG file, then in
 * `template_searchpath`. Undefined: where Airflow would look is not known.
 */
function fileOf(I: Interpreter, task: TaskModel, name: string): Pick<TemplateText, 'text' | 'file'> | undefined {
  const folders = searchFolders(I, task);
  if (!folders) return undefined;
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (!parts.includes('..')) {
    for (const folder of folders) {
      const path = `${folder}/${parts.join('/')}`;
      const text = I.environment.files.readText(path);
      if (text !== undefined) return { text, file: { name, path } };
    }
  }
  // Some operators read such a file themselves.
  if (name.startsWith('/') && I.environment.files.readText(name) !== undefined) return undefined;
  // A folder that is not in the workspace may be there where Airflow runs.
  const allSeen = folders.every((folder) => I.environment.files.readDirectory(folder) !== undefined);
  return allSeen ? { text: '', file: { name, path: undefined } } : undefined;
}

function searchFolders(I: Interpreter, { dag }: TaskModel): readonly string[] | undefined {
  if (!dag || dag.place.at.uri !== I.entry || dag.open) return undefined;
  const own = I.entry.slice(0, I.entry.lastIndexOf('/'));
  const given = dag.args.get('template_searchpath');
  if (!given || given.kind === 'none') return [own];
  const items = given.kind === 'list' || given.kind === 'tuple' ? given.items : [given];
  const folders = items.flatMap((item) => (item.kind === 'str' && item.assumed === undefined ? [item.value] : []));
  return folders.length === items.length && !(given.kind === 'list' && given.open) ? [own, ...folders] : undefined;
}
