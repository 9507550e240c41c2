// What the rules say to what was noticed while a DAG was built.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuildEvent, BuildEventKind } from '../../core/ir/buildEvent';
import { known } from '../../core/ir/fact';
import { duplicateDagId } from '../../core/rules/duplicate-dag-id';
import { RULES } from '../../core/rules/index';
import { type Finding, NO_OTHERS, type RuleInput } from '../../core/rules/rule';
import { at, dag, ruleInput, URI } from '../support/dagFiles';

/** What all rules say to one event at the given piece of the text. */
function said(kind: BuildEventKind, code: string, parts: Partial<BuildEvent> = {}, version = '3.3.2'): Finding[] {
  const event = { at: at(4, 4 + code.length), dag: 0, refuses: 'file', ...kind, ...parts } as BuildEvent;
  const input = ruleInput([dag('d')], { events: [event], version }, `x = ${code}\n`);
  return RULES.flatMap((rule) => [...rule.check(input)]);
}

const invalidId = (
  what: 'dag' | 'task' | 'group',
  id: string,
  problem: 'characters' | 'empty' | 'length' | 'type' = 'characters',
  type?: string,
) => said({ kind: 'invalid-id', what, id, problem, type }, `"${id}"`)[0]!;

test('what the orchestrator refuses is an error and tells how much; anything else is a warning', () => {
  const kind = { kind: 'missing-task-id', operator: 'BashOperator' } as const;
  const graded = (refuses: BuildEvent['refuses'], index?: number) =>
    said(kind, 'x', { refuses, dag: index }).map((finding) => [finding.severity, finding.refuses]);
  assert.deepEqual(graded('file', 0), [['error', 'file']]);
  assert.deepEqual(graded('dag', 0), [['error', 0]]);
  assert.deepEqual(graded(undefined, 0), [['warning', undefined]]);
});

test('an event in another file stands where this file makes the DAG, and the cause is related', () => {
  const elsewhere = { uri: '/project/helpers.py', start: 3, end: 9 };
  const [finding] = said({ kind: 'missing-task-id', operator: 'BashOperator' }, 'x', { at: elsewhere });
  assert.deepEqual(finding!.at, at(0));
  assert.deepEqual(finding!.related, [{ at: elsewhere, message: 'This is where it is written.' }]);
  const [homeless] = said({ kind: 'missing-task-id', operator: 'BashOperator' }, 'x', {
    at: elsewhere,
    dag: undefined,
  });
  assert.deepEqual(homeless!.at, { uri: URI, start: 0, end: 0 });
});

test('an id with wrong characters: they are named, and the fix replaces them', () => {
  const finding = invalidId('task', 'load: customers');
  assert.equal(
    finding.message,
    "Task id 'load: customers' must not contain ':' or ' '. Use only letters, digits, '_', '-' and '.'.",
  );
  assert.deepEqual(finding.fixes, [
    { title: "Change to 'load_customers'", edits: [{ at: at(5, 20), text: 'load_customers' }] },
  ]);
});

test('a group id: the dot is the mistake only where nothing else is; the prefix is not written there', () => {
  assert.match(invalidId('group', 'a.b').message, /must not contain '\.'\. Use only letters, digits, '_', '-'\.$/);
  const inner = said(
    { kind: 'invalid-id', what: 'group', id: 'outer.in ner', problem: 'characters', type: undefined },
    '"in ner"',
  )[0]!;
  assert.match(inner.message, /must not contain ' '\./);
  assert.equal(inner.fixes?.[0]?.edits[0]?.text, 'in_ner');
});

test('an id that is empty, too long or no text', () => {
  assert.match(invalidId('dag', '', 'empty').message, /^DAG id is empty\. Give it a name of letters/);
  assert.match(
    invalidId('group', 'g'.repeat(201), 'length').message,
    /^Task group id has 201 characters; Airflow allows 200\./,
  );
  assert.match(invalidId('task', '5', 'type', 'int').message, /^Task id must be a string, not int\./);
});

test('a trigger rule: the near one, the new name of an old one, else all of them', () => {
  const allowed = ['all_success', 'all_done', 'always', 'none_failed_min_one_success'];
  const rule = (value: string, source: 'argument' | 'default_args' = 'argument') =>
    said({ kind: 'invalid-trigger-rule', value, allowed, source }, `'${value}'`)[0]!;
  assert.equal(rule('ALL_DONE').message, "Airflow 3.3.2 has no trigger rule 'ALL_DONE'. Did you mean 'all_done'?");
  assert.match(rule('dummy').message, /Did you mean 'always'\?$/);
  assert.match(rule('none_failed_or_skipped').message, /Did you mean 'none_failed_min_one_success'\?$/);
  assert.match(
    rule('x', 'default_args').message,
    /'x' \(set in default_args\)\. Use one of 'all_success', .* or 'none_failed_/,
  );
  assert.deepEqual(rule('al_done').fixes?.[0]?.edits, [{ at: at(5, 12), text: 'all_done' }]);
});

test('no fix where the wrong text is not written there', () => {
  const kind = { kind: 'unknown-task-id', id: 'laod', method: 'get_task', known: ['load'] } as const;
  assert.equal(said(kind, '"laod"')[0]!.fixes?.length, 1);
  for (const code of ['name', 'f"la{x}d"', '"laod" + "laod"'])
    assert.equal(said(kind, code)[0]!.fixes, undefined, code);
});

test('an unknown time zone, with the one that was meant', () => {
  const zone = (name: string) => said({ kind: 'unknown-timezone', name }, `"${name}"`)[0]!.message;
  assert.equal(zone('Europe/Pariss'), "There is no time zone 'Europe/Pariss'. Did you mean 'Europe/Paris'?");
  assert.match(zone('Mars/Base'), /Use a name of the IANA database/);
});

test('the asset of Airflow 3 is the dataset of Airflow 2', () => {
  const kind = { kind: 'invalid-schedule-type', type: 'int', text: '5', argument: 'schedule' } as const;
  assert.match(said(kind, '5')[0]!.message, /^5 \(int\) is no schedule\. .* assets or None\.$/);
  assert.match(said(kind, '5', {}, '2.11.2')[0]!.message, / datasets or None\.$/);
});

test('a missing start date is told of the DAG, or of the task where Airflow asks the task', () => {
  const of = (taskId: string) =>
    said({ kind: 'missing-start-date', taskId, catchup: false }, 'x', {}, '2.3.4')[0]!.message;
  assert.match(of(''), /^This DAG has a schedule but no start_date: Airflow 2\.3\.4 refuses the file\./);
  assert.match(of('load'), /^Task 'load' has no start_date, and neither has its DAG: /);
});

test('a dag id of another file is a warning, unless it is not certain there', () => {
  const other = (parts = {}) => ({ uri: '/project/dags/other.py', dag: dag('d', parts) });
  const check = (...others: ReturnType<typeof other>[]) => {
    const input: RuleInput = { ...ruleInput([dag('d')]), others: { ...NO_OTHERS, dagsNamed: () => others } };
    return [...duplicateDagId.check(input)].map(({ severity, message }) => `${severity} ${message}`);
  };
  const message = (where: string) =>
    `warning DAG id 'd' is also used in ${where}; Airflow loads only one of them. Give each DAG an id of its own.`;
  assert.deepEqual(check(other()), [message('other.py')]);
  assert.deepEqual(check(other(), other(), other()), [message('other.py and 2 more')]);
  assert.deepEqual(
    check(other({ conditional: 'depends on a Variable' }), other({ notCollected: 'in a function' })),
    [],
  );
  assert.deepEqual(check(other({ id: known('d', at(0), 'a default') })), []);
});

test('two DAGs of one file with one id: the second is the mistake; an assumed id is none', () => {
  const second = dag('d', { id: known('d', at(40, 43)) });
  const check = (...dags: Parameters<typeof ruleInput>[0]) => [...duplicateDagId.check(ruleInput(dags))];
  const [finding, ...more] = check(dag('d'), second);
  assert.deepEqual(
    [finding!.at, finding!.severity, finding!.refuses, more.length],
    [at(40, 43), 'error', undefined, 0],
  );
  assert.deepEqual(check(dag('d'), dag('d', { id: known('d', at(0), 'a default') })), []);
  assert.deepEqual(check(dag('d'), dag('d', { notCollected: 'overwritten' })), []);
});
