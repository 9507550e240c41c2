// Quick fixes that give a task another trigger rule.

import type { Dag, Task } from '../../ir/dag';
import type { CallExpr, Expr } from '../../syntax/ast';
import { type Origin, originOf, sameOrigin } from '../../text/span';
import type { Fix, RuleInput, TextEdit } from '../rule';
import { nodesAround } from './nodesAround';

/** Where a task's own trigger rule is written; undefined: it has none of its own. */
export function writtenRule(task: Task): Origin | undefined {
  const given = task.arguments.get('trigger_rule');
  if (given?.from !== 'call') return undefined;
  // A rule in a decorator is none of the arguments of the call that makes the task.
  return sameOrigin(given.at, task.at) ? task.triggerRule.at : given.at;
}

/**
 * The fix that replaces a written trigger rule.
 * @param at the value: a plain string, or a member of the `TriggerRule` enum
 * @returns undefined where something else is written there (a variable, another file)
 */
export function ruleValueFix(input: RuleInput, at: Origin, rule: string): Fix | undefined {
  if (at.uri !== input.file.uri) return undefined;
  const text = rewritten(input.text.slice(at.start, at.end), rule);
  return text === undefined ? undefined : { title: `Change to '${rule}'`, edits: [{ at: originOf(at), text }] };
}

/** The fix that gives a task a trigger rule, in its call or its decorator; undefined where other tasks would change too. */
export function taskRuleFix(input: RuleInput, dag: Dag, task: Task, rule: string): Fix | undefined {
  const written = writtenRule(task);
  if (written) return ruleValueFix(input, written, rule);
  const title = `Set the trigger rule '${rule}'`;
  const definition = decoratedDefinition(task);
  const place = definition ?? task.at;
  const isShared = input.file.dags.some((other) =>
    [...other.tasks.values()].some((one) => one !== task && sameOrigin(decoratedDefinition(one) ?? one.at, place)),
  );
  if (isShared || place.uri !== input.file.uri || !dag.tasks.has(task.id)) return undefined;
  const edit = definition ? inDecorator(input, definition, rule) : inCall(input, task.at, rule);
  return edit && { title, edits: [edit] };
}

function rewritten(source: string, rule: string): string | undefined {
  const [, quote] = /^(['"])\w+\1$/.exec(source) ?? [];
  if (quote !== undefined) return `${quote}${rule}${quote}`;
  const [, owner] = /^((?:\w+\.)*TriggerRule\.)[A-Z_]+$/.exec(source) ?? [];
  return owner === undefined ? undefined : `${owner}${rule.toUpperCase()}`;
}

/** The `def` of a TaskFlow task. */
function decoratedDefinition({ operatorPath, arguments: given }: Task): Origin | undefined {
  const callable = given.get('python_callable')?.value;
  return operatorPath?.startsWith('airflow.decorators.') && callable?.kind === 'function' ? callable.at : undefined;
}

function inDecorator(input: RuleInput, definition: Origin, rule: string): TextEdit | undefined {
  const node = nodesAround(input.module, definition).find((one) => sameOrigin(one, definition));
  if (node?.kind !== 'FunctionDef') return undefined;
  const decorator = node.decorators.find((one) => isTaskDecorator(input, one));
  if (!decorator) return undefined;
  if (decorator.kind === 'Call') return withArgument(input, decorator, rule);
  return { at: { uri: decorator.uri, start: decorator.end, end: decorator.end }, text: `(trigger_rule="${rule}")` };
}

function isTaskDecorator({ text }: RuleInput, decorator: Expr): boolean {
  const called = decorator.kind === 'Call' ? decorator.callee : decorator;
  return /^(\w+\.)*task(\.\w+)?$/.test(text.slice(called.start, called.end));
}

function inCall(input: RuleInput, at: Origin, rule: string): TextEdit | undefined {
  const call = nodesAround(input.module, at).find((node) => node.kind === 'Call' && sameOrigin(node, at));
  return call?.kind === 'Call' ? withArgument(input, constructorCall(call), rule) : undefined;
}

/** Of `Operator.partial(…).expand(…)` the part that takes the trigger rule. */
function constructorCall(call: CallExpr): CallExpr {
  const { callee } = call;
  const isMapping = callee.kind === 'Attribute' && /^expand(_kwargs)?$/.test(callee.name.name);
  return isMapping && callee.value.kind === 'Call' ? callee.value : call;
}

/** The edit that adds the argument as the last one, on a line of its own where the last one is. */
function withArgument({ text }: RuleInput, call: CallExpr, rule: string): TextEdit | undefined {
  const argument = `trigger_rule="${rule}"`;
  const last = call.args.at(-1);
  if (!last) return { at: { uri: call.uri, start: call.end - 1, end: call.end - 1 }, text: argument };
  const start = last.name?.start ?? last.value.start;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  const joint = /^[ \t]+$/.test(indent) ? `,\n${indent}` : ', ';
  return { at: { uri: call.uri, start: last.value.end, end: last.value.end }, text: `${joint}${argument}` };
}
