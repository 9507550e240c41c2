// Which fields of an operator are rendered as templates.

import type { Interpreter } from '../../eval/interpreter';
import type { ClassValue, Value } from '../../eval/values';
import { libraryFacts } from './checks/operatorArguments';
import type { TaskModel } from './model';

function givenFields(type: ClassValue): Value | undefined {
  for (const base of type.mro) {
    const fields = base.kind === 'class' ? base.attributes.get('template_fields') : undefined;
    if (fields || base.kind !== 'class') return fields;
  }
  return undefined;
}

/** True for a class of the user's that names its template fields, known or not. */
export function namesTemplateFields(type: ClassValue): boolean {
  return givenFields(type) !== undefined;
}

/** The template fields that a class of the user's names; undefined: it names none that are known, or is of a library. */
export function ownTemplateFields(type: ClassValue): readonly string[] | undefined {
  const fields = givenFields(type);
  if ((fields?.kind !== 'tuple' && fields?.kind !== 'list') || fields.open) return undefined;
  return fields.items.flatMap((item) => (item.kind === 'str' ? [item.value] : []));
}

/** Fields of every TaskFlow operator. */
const OF_TASKFLOW: readonly string[] = ['op_args', 'op_kwargs', 'templates_dict'];

/** The template fields of a task; undefined: they are not known. */
export function templateFields(I: Interpreter, task: TaskModel): readonly string[] | undefined {
  const own = ownTemplateFields(task.instance.type);
  if (own) return own;
  if (namesTemplateFields(task.instance.type)) return undefined;
  return task.flowArguments ? OF_TASKFLOW : libraryFacts(I, task.instance.type)?.templateFields;
}

/**
 * The fields through which results of other tasks make edges; undefined: any argument may be one. Of a library class they are
 * known where each field is an argument too; elsewhere `__init__` may put an argument in a field of another name.
 */
export function linkingFields(I: Interpreter, task: TaskModel): readonly string[] | undefined {
  const own = ownTemplateFields(task.instance.type);
  if (own) return own;
  if (namesTemplateFields(task.instance.type)) return undefined;
  const facts = libraryFacts(I, task.instance.type);
  return facts?.templateFields?.every((field) => facts.parameters.has(field)) ? facts.templateFields : undefined;
}

/** The ends of names that make Airflow read a field's text from a file. */
export function templateExtensions(I: Interpreter, task: TaskModel): readonly string[] {
  for (const base of task.instance.type.mro) {
    const exts = base.kind === 'class' ? base.attributes.get('template_ext') : undefined;
    if (exts?.kind === 'tuple' || exts?.kind === 'list')
      return exts.items.flatMap((item) => (item.kind === 'str' ? [item.value] : []));
  }
  return libraryFacts(I, task.instance.type)?.templateExts ?? [];
}
