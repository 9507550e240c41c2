// jinja-unknown-name: a template uses a name that nothing defines.

import { declaredContextKeys } from '../dialects/airflow/templates/contextKeys';
import { macroNames } from '../dialects/airflow/templates/macros';
import { certain } from '../ir/fact';
import type { ContextUse, Key } from '../template/useTypes';
import { didYouMean, nearName } from '../text/nearName';
import { atLeast } from '../text/version';
import type { Finding, Rule, RuleInput } from './rule';
import { keysGoneFromContext } from './support/contextKeys';
import { templateFix } from './support/templateFixes';
import { namesInTemplates, paramsOf } from './support/templateNames';
import { distinct, type TaskTemplate, taskTemplates } from './support/templates';

export const jinjaUnknownName: Rule = {
  id: 'jinja-unknown-name',
  severity: 'error',
  summary: 'A template uses a name that is not defined when the task runs.',
  why: 'Since Airflow 2 a template with an undefined name fails its task ("… is undefined"). Defined are the keys of the task context, what `user_defined_macros` of the DAG adds, and what the template sets itself; `params` has the params of the DAG and of the task; `var` is used as `var.value.NAME` or `var.json.NAME`.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="load --day {{ dss }}")
    #                                                        ^^^ error: 'dss' is not defined in templates of Airflow 3.3.2. Did you mean 'ds'?
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="load --day {{ ds }}")
`,
  check(input) {
    if (!atLeast(input.file.version, 2)) return [];
    return distinct(taskTemplates(input).flatMap((one) => [...findingsIn(input, one)]));
  },
};

function* findingsIn(input: RuleInput, one: TaskTemplate): Iterable<Finding> {
  const names = namesInTemplates(one.dag, input.file.version);
  for (const use of one.uses.context) {
    if (use.guarded) continue;
    if (names && !names.has(use.name)) {
      if (keysGoneFromContext(input.file.version).has(use.name)) continue;
      if (isOwnOperator(one) || nearName(use.name, names) !== undefined) yield unknownName(input, one, use, names);
    } else yield* unknownKey(input, one, use);
  }
}

/** Operators of providers may add names of their own to what they render. */
function isOwnOperator({ task }: TaskTemplate): boolean {
  return /^airflow\.(operators|sensors|decorators|providers\.standard)\./.test(task.operatorPath ?? '');
}

function unknownName(input: RuleInput, one: TaskTemplate, use: ContextUse, names: ReadonlySet<string>): Finding {
  const near = nearName(use.name, names);
  const param = paramsOf(one.dag, one.task)?.has(use.name) ? `params.${use.name}` : undefined;
  const declared = declaredContextKeys(input.file.version).has(use.name)
    ? ' (a callback has it, a template has not)'
    : '';
  const better = param ?? near;
  const advice = didYouMean(better) || ' Define it in user_defined_macros of the DAG, or pass it as a param.';
  const message = `'${use.name}' is not defined in templates of Airflow ${input.file.version}${declared}${one.where(use)}.${advice}`;
  return finding(one, use.namePlace, message, templateFix(input, one, use.namePlace, better));
}

function* unknownKey(input: RuleInput, one: TaskTemplate, use: ContextUse): Iterable<Finding> {
  const [key] = use.keys;
  if (!key || typeof key.value !== 'string') return;
  if (use.name === 'params') yield* unknownParam(input, one, key, key.value);
  else if (use.name === 'macros') yield* unknownMacro(input, one, key, key.value);
  else if (use.name === 'var') yield* unknownVar(input, one, key, key.value);
}

function* unknownParam(input: RuleInput, one: TaskTemplate, key: Key, name: string): Iterable<Finding> {
  const params = paramsOf(one.dag, one.task);
  if (!params || params.has(name) || isDictMethod(name)) return;
  const near = nearName(name, params);
  // A run by hand may be given it.
  if (near === undefined && certain(one.dag.schedule)?.kind === 'manual') return;
  const advice = didYouMean(near) || ' Add it to params of the DAG, with a default.';
  yield finding(
    one,
    key,
    `There is no param '${name}'${one.where(key)}; a run that is not given it fails.${advice}`,
    templateFix(input, one, key, near),
  );
}

function* unknownMacro(input: RuleInput, one: TaskTemplate, key: Key, name: string): Iterable<Finding> {
  const macros = macroNames(input.file.version);
  const near = macros.has(name) ? undefined : nearName(name, macros);
  if (near === undefined) return;
  const message = `'macros' has no '${name}'${one.where(key)}.${didYouMean(near)}`;
  yield finding(one, key, message, templateFix(input, one, key, near));
}

function* unknownVar(input: RuleInput, one: TaskTemplate, key: Key, name: string): Iterable<Finding> {
  if (name === 'value' || name === 'json') return;
  const message = `'var' has only 'value' and 'json'${one.where(key)}. Write 'var.value.${name}'.`;
  const fix = key.attribute ? templateFix(input, one, key, `value.${name}`) : undefined;
  yield finding(one, key, message, fix);
}

function isDictMethod(name: string): boolean {
  return [
    'get',
    'items',
    'keys',
    'values',
    'dump',
    'serialize',
    'deserialize',
    'validate',
    'copy',
    'update',
    'pop',
  ].includes(name);
}

function finding(
  one: TaskTemplate,
  piece: { readonly start: number; readonly end: number },
  message: string,
  fix: Finding['fixes'],
): Finding {
  return {
    rule: 'jinja-unknown-name',
    severity: 'error',
    at: one.place(piece),
    message,
    ...(fix ? { fixes: fix } : {}),
  };
}
