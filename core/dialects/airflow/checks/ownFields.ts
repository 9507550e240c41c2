// Jinja in an argument of an operator of the workspace that its `__init__` keeps, but that is none of its template fields.

import type { Interpreter } from '../../../eval/interpreter';
import type { ClassValue, StrValue, Value } from '../../../eval/values';
import { holdsExpression } from '../../../template/template';
import { contains, type Origin } from '../../../text/span';
import { keywordIn } from '../keywordIn';
import type { DagModel, TaskModel } from '../model';
import { report } from '../state';
import { ownTemplateFields, templateFields } from '../templateFields';

/** Names in the code of a class that renders such texts itself, or hands them to somebody who does. */
const RENDERS_ITSELF = /render|jinja|Template|\.format\(/;

/** Looks at the tasks of DAGs, once all is known that `__init__` and the code after it set. */
export function checkOwnFields(I: Interpreter, dags: readonly DagModel[]): void {
  for (const dag of dags) {
    for (const task of dag.tasks.values()) {
      if (task.instance.type.definedIn && !task.mapped && !task.conditional && task.instance.at.uri === I.entry)
        checkTask(I, dag, task);
    }
  }
}

function checkTask(I: Interpreter, dag: DagModel, task: TaskModel): void {
  const { attributes, type } = task.instance;
  const kept = [...attributes].flatMap(([name, value]) => {
    const written = isTemplate(value) && !task.args.has(name) ? keywordIn(task.instance.at, name)?.value : undefined;
    return written && contains(written, value.at) ? [{ name, value: value as StrValue, at: written }] : [];
  });
  if (kept.length === 0) return;
  const fields = knownFields(I, task);
  if (!fields || rendersItself(I, type)) return;
  const rendered = fields.map((name) => task.args.get(name) ?? attributes.get(name));
  for (const { name, value, at } of kept) {
    if (fields.includes(name) || rendered.some((one) => mayHold(one, value))) continue;
    reportField(I, dag, task, { name, at, fields });
  }
}

function reportField(
  I: Interpreter,
  dag: DagModel,
  task: TaskModel,
  { name, at, fields }: { readonly name: string; readonly at: Origin; readonly fields: readonly string[] },
): void {
  report(I, { kind: 'untemplated-field', operator: task.operator, name, fields }, at, { dag });
}

/** Undefined where a class or the task itself makes its fields in a way that was not followed. */
function knownFields(I: Interpreter, task: TaskModel): readonly string[] | undefined {
  const { attributes, type } = task.instance;
  if (attributes.has('template_fields')) return undefined;
  const isNamed = type.mro.some((base) => base.kind === 'class' && base.attributes.has('template_fields'));
  return isNamed ? ownTemplateFields(type) : templateFields(I, task);
}

function isTemplate(value: Value): boolean {
  return value.kind === 'str' && !value.assumed && holdsExpression(value.value);
}

/** True if the value of a template field may have been made from the text. */
function mayHold(field: Value | undefined, text: StrValue): boolean {
  if (!field || field.kind === 'none') return false;
  return field.kind === 'str' ? field.value.includes(text.value) : true;
}

function rendersItself(I: Interpreter, type: ClassValue): boolean {
  return type.mro.some((base) => {
    if (base.kind !== 'class' || !base.definedIn) return false;
    const text = I.environment.files.readText(base.at.uri);
    return text === undefined || RENDERS_ITSELF.test(text);
  });
}
