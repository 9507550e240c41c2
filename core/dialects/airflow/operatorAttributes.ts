// Attributes of operators that were not given: from the default arguments in force, else BaseOperator's own defaults.

import type { Interpreter } from '../../eval/interpreter';
import {
  type ClassValue,
  DictValue,
  type Instance,
  StrValue,
  TupleValue,
  Unknown,
  type Value,
} from '../../eval/values';
import type { Origin } from '../../text/span';
import { mergedDefaults } from './arguments';
import { libraryFacts } from './checks/operatorArguments';
import { TaskModel } from './model';
import { triggerRuleOf } from './taskFactory';
import { TRIGGER_RULE, triggerRuleText } from './triggerRules';

/** BaseOperator's defaults that a configuration does not usually change (2.11.2 and 3.3.2 alike). */
const DEFAULTS: Readonly<Record<string, string | number | boolean | null>> = {
  owner: 'airflow',
  retries: 0,
  pool: 'default_pool',
  pool_slots: 1,
  queue: 'default',
  priority_weight: 1,
  weight_rule: 'downstream',
  depends_on_past: false,
  wait_for_downstream: false,
  do_xcom_push: true,
  email: null,
  end_date: null,
  execution_timeout: null,
  run_as_user: null,
  sla: null,
  doc: null,
  doc_md: null,
  on_failure_callback: null,
  on_success_callback: null,
  on_retry_callback: null,
};

/** The value of an attribute that neither the class nor `__init__` set. */
export function operatorAttribute(I: Interpreter, instance: Instance, name: string, at: Origin): Value | undefined {
  if (name.startsWith('__')) return undefined;
  const task = instance.payload;
  const ofClass = operatorClassAttribute(I, instance.type, name, at);
  if (ofClass) return ofClass;
  if (!(task instanceof TaskModel)) return new Unknown(`the attribute '${name}' of an operator`, at);
  // Who takes or calls this method needs no DAG.
  if (name === 'execute') task.lacksDag = false;
  const defaults = mergedDefaults(task.dag, task.group, task.args.get('default_args'));
  const value = defaults.values.get(name);
  if (value) return value;
  if (name === 'params') return new DictValue(new Map(), at, I.home);
  const own = defaults.open || !Object.hasOwn(DEFAULTS, name) ? undefined : DEFAULTS[name];
  if (own === null) return I.none(at);
  if (typeof own === 'string') return I.str(own, at);
  if (typeof own === 'number') return I.integer(own, at);
  if (typeof own === 'boolean') return I.bool(own, at);
  return new Unknown(`the attribute '${name}' of an operator`, at);
}

/** `template_fields` and `template_ext` of a library class: the catalog has the names, but not whether they are a list or a tuple. */
export function operatorClassAttribute(I: Interpreter, type: ClassValue, name: string, at: Origin): Value | undefined {
  if (name !== 'template_fields' && name !== 'template_ext') return undefined;
  const facts = libraryFacts(I, type);
  const names = name === 'template_fields' ? facts?.templateFields : facts?.templateExts;
  const items = names?.map((field) => new StrValue(field, at));
  return items && new TupleValue(items, at, `whether the ${name} of ${type.name} are a list or a tuple is not known`);
}

/** `task.trigger_rule`: a member of the enum, whatever it was given as. */
export function triggerRuleAttribute(task: TaskModel): Value {
  const value = triggerRuleOf(task);
  const text = triggerRuleText(value);
  return (text !== undefined && TRIGGER_RULE.attributes.get(text.toUpperCase())) || value;
}
