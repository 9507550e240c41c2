// The rules about trigger rules, branches and setups beyond their examples: shapes of code, what keeps them silent, quick fixes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../core/rules/rule';
import { findingsOf } from '../support/engine';

const HEAD = `
import random
from airflow.sdk import DAG, TaskGroup, TriggerRule, setup, task, teardown
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.operators.python import BranchPythonOperator, PythonOperator

def E(name, **more):
    return EmptyOperator(task_id=name, **more)

def B(name, **more):
    return BashOperator(task_id=name, bash_command="x", **more)
`;

const NEW_RULES =
  /^(branch-join-skipped|trigger-rule-|deprecated-trigger-rule|fail-fast-trigger-rule|invalid-setup-teardown)/;

/** The findings in the body of a DAG, as `rule: message`. */
async function findings(body: string, version = '3.3.2', dag = 'DAG("d")'): Promise<readonly Finding[]> {
  const text = `${HEAD}\nwith ${dag}:\n${body.replace(/^/gm, '    ')}\n`;
  return (await findingsOf(text, { version })).filter(({ rule }) => NEW_RULES.test(rule));
}

async function messages(body: string): Promise<string[]> {
  return (await findings(body)).map(({ rule, message }) => `${rule}: ${message}`);
}

/** The body after the first fix of its first finding. */
async function fixed(body: string): Promise<string> {
  const text = `${HEAD}\nwith DAG("d"):\n${body.replace(/^/gm, '    ')}\n`;
  const [first] = (await findingsOf(text, { version: '3.3.2' })).filter(({ rule }) => NEW_RULES.test(rule));
  const [fix] = first?.fixes ?? [];
  assert.ok(fix, `${JSON.stringify(first)} ${body}`);
  const after = [...fix.edits]
    .sort((a, b) => b.at.start - a.at.start)
    .reduce((so, { at, text: piece }) => so.slice(0, at.start) + piece + so.slice(at.end), text);
  const left = (await findingsOf(after, { version: '3.3.2' })).filter(({ rule }) => NEW_RULES.test(rule));
  assert.deepEqual(left, []);
  return after.slice(text.indexOf('with DAG("d"):\n') + 15).replace(/^ {4}/gm, '');
}

const BRANCH = `@task.branch
def pick(x=1):
    return "a" if x else "b"
a, b = E("a"), E("b")
`;

test('the step that can be left out: choosing the join skips it', async () => {
  const body = `@task.branch
def pick(x=1):
    return "a" if x else "join"
a, join = E("a"), B("join")
pick() >> [a, join]
a >> join`;
  assert.deepEqual(await messages(body), [
    "branch-join-skipped: Task 'join' is skipped although 'pick' returns 'join': 'a' before it is skipped then, which trigger rule 'all_success' does not allow. Use 'none_failed_min_one_success'.",
  ]);
  const right = body.replace('B("join")', 'B("join", trigger_rule="none_failed")');
  assert.deepEqual(await messages(right), []);
});

test('a branch that may choose both ways runs the join', async () => {
  const body = `@task.branch
def pick(x=1):
    if x > 1:
        return ["a", "b"]
    return "a" if x else "b"
pick() >> [E("a"), E("b")] >> E("join")`;
  assert.deepEqual(await messages(body), []);
});

test('what a branch returns is not judged where ways are left out', async () => {
  for (const lines of [
    ['names = ["a"]', 'if x:', '    names.append("b")', 'return names'],
    ['try:', '    int(x)', '    return "a"', 'except ValueError:', '    return ["a", "b"]'],
    ['return x'],
    ['way = "a"', 'for one in x:', '    if way == "b":', '        return ["a", "b"]', '    way = "b"', 'return way'],
  ]) {
    const body = `@task.branch
def pick(x=None):
    ${lines.join('\n    ')}
pick() >> [E("a"), E("b")] >> E("join")`;
    assert.deepEqual(await messages(body), [], lines.join('\n'));
  }
});

test('none_skipped after a branch runs once the branch has failed', async () => {
  assert.deepEqual(await messages(`${BRANCH}pick() >> [a, b] >> E("alarm", trigger_rule="none_skipped")`), []);
});

test('of tasks that are skipped one after the other only the first is reported', async () => {
  const found = await messages(
    `${BRANCH}pick() >> [a, b] >> E("join") >> E("after") >> E("last", trigger_rule="all_success")`,
  );
  assert.equal(found.length, 1);
  assert.match(found[0]!, /^branch-join-skipped: Task 'join' never runs/);
});

test('a branch within a branch: the inner join is right, the outer one is not', async () => {
  const body = `@task.branch
def outer(x=1):
    return "x" if x else "inner"
@task.branch
def inner(x=1):
    return "y" if x else "z"
x, y, z, j1 = E("x"), E("y"), E("z"), E("j1", trigger_rule="none_failed_min_one_success")
within = inner()
outer() >> [x, within]
within >> [y, z] >> j1
[j1, x] >> E("j2")`;
  const found = await messages(body);
  assert.equal(found.length, 1, found.join('\n'));
  assert.match(
    found[0]!,
    /'j2' never runs: when 'outer' returns 'x', 'j1' is skipped, and when it returns 'inner', 'x' is/,
  );
});

test('an end after a task and the one that handles its failure', async () => {
  const found = await messages(`work, handler = B("work"), E("handler", trigger_rule="one_failed")
work >> handler
[work, handler] >> E("end")`);
  assert.deepEqual(found, [
    "trigger-rule-never-met: Task 'end' never runs: when 'work' succeeds, 'handler' is skipped, and when it does not, trigger rule 'all_success' is not met either. Use another trigger rule.",
  ]);
  assert.deepEqual(
    await messages(`work, handler = B("work"), E("handler", trigger_rule="one_failed")
work >> handler
[work, handler] >> E("end", trigger_rule="one_success")`),
    [],
  );
});

test('what can fail or be skipped may meet any rule', async () => {
  assert.deepEqual(
    await messages(`class Own(EmptyOperator):
    pass
Own(task_id="a") >> E("b", trigger_rule="one_failed")
B("c") >> E("d", trigger_rule="all_skipped")
E("e", on_success_callback=print) >> E("f", trigger_rule="one_failed")`),
    [],
  );
});

test('nothing is said where the DAG is not known in full', async () => {
  assert.deepEqual(
    await messages(`${BRANCH}if random.random() > 0.5:
    E("maybe") >> a
pick() >> [a, b] >> E("join")
import os
for name in os.environ["NAMES"].split():
    E(name, trigger_rule="one_failed")`),
    [],
  );
});

test('the trigger rule is written where the task is made', async () => {
  const join = (made: string, name = 'join') => `${BRANCH}${made}\npick() >> [a, b] >> ${name}`;
  const cases: readonly (readonly [made: string, after: string, name?: string])[] = [
    [
      'join = EmptyOperator(task_id="join")',
      'join = EmptyOperator(task_id="join", trigger_rule="none_failed_min_one_success")',
    ],
    [
      'join = EmptyOperator(\n    task_id="join",  # the end\n)',
      'join = EmptyOperator(\n    task_id="join",\n    trigger_rule="none_failed_min_one_success",  # the end\n)',
    ],
    [
      'join = EmptyOperator(task_id="join", trigger_rule=TriggerRule.ALL_SUCCESS)',
      'join = EmptyOperator(task_id="join", trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)',
    ],
    [
      "join = EmptyOperator(task_id='join', trigger_rule='all_success')",
      "join = EmptyOperator(task_id='join', trigger_rule='none_failed_min_one_success')",
    ],
    ['@task\ndef join(): pass', '@task(trigger_rule="none_failed_min_one_success")\ndef join(): pass', 'join()'],
    ['@task()\ndef join(): pass', '@task(trigger_rule="none_failed_min_one_success")\ndef join(): pass', 'join()'],
    [
      '@task(task_id="j")\ndef join(): pass',
      '@task(task_id="j", trigger_rule="none_failed_min_one_success")\ndef join(): pass',
      'join()',
    ],
    [
      '@task.bash\ndef join(): return "x"',
      '@task.bash(trigger_rule="none_failed_min_one_success")\ndef join(): return "x"',
      'join()',
    ],
    [
      'join = BashOperator.partial(task_id="j").expand(bash_command=["x"])',
      'join = BashOperator.partial(task_id="j", trigger_rule="none_failed_min_one_success").expand(bash_command=["x"])',
    ],
  ];
  for (const [made, after, name] of cases) assert.equal(await fixed(join(made, name)), `${join(after, name)}\n`, made);
});

test('no fix where it would change other tasks, too', async () => {
  const [found] = await findings(`${BRANCH}@task
def join(): pass
pick() >> [a, b] >> join()
join()`);
  assert.equal(found?.rule, 'branch-join-skipped');
  assert.equal(found?.fixes, undefined);
});

test('one place that makes several tasks: only if all of them are first', async () => {
  assert.deepEqual(
    await messages(`before = None
for name in ["a", "b"]:
    now = EmptyOperator(task_id=name, trigger_rule="none_failed")
    if before:
        before >> now
    before = now
E("c") >> B("d")`),
    [],
  );
});

test('deprecated in 2.2 to 2.11 only, and once for default_args', async () => {
  const body = 'E("a") >> [E("b", trigger_rule="none_failed_or_skipped"), E("c", trigger_rule=TriggerRule.ALL_DONE)]';
  const rules = async (version: string) => (await findings(body, version)).map(({ rule }) => rule);
  assert.deepEqual(await rules('2.1.4'), []);
  assert.deepEqual(await rules('2.2.0'), ['deprecated-trigger-rule']);
  const byDefault = 'DAG("d", default_args={"trigger_rule": "dummy"})';
  assert.equal((await findings('E("a") >> E("b") >> E("c")', '2.11.2', byDefault)).length, 1);
});

test('setups and teardowns that Airflow refuses', async () => {
  const refused: readonly (readonly [body: string, says: RegExp])[] = [
    ['E("a").as_teardown().as_setup()', /'a' is a teardown already/],
    ['@setup\n@teardown\ndef f(): pass\nf()', /cannot be a teardown/],
    ['@teardown\n@task(trigger_rule="all_done")\ndef f(): pass\nf()', /trigger rule of a teardown/],
    ['@setup(multiple_outputs=True)\ndef f(): pass\nf()', /@setup does not take the argument 'multiple_outputs'/],
  ];
  for (const [body, says] of refused) {
    const [first] = await findings(body);
    assert.match(first?.message ?? '', says, body);
    assert.equal(first?.refuses, 'file');
  }
  const accepted = `s, w = E("s").as_setup(), E("w")
s >> w >> E("t").as_teardown(setups=s)
@teardown(on_failure_fail_dagrun=True)
def f(): pass
w >> f()
other = E("other")
if random.random() > 0.5:
    other.as_setup()
other.as_teardown()`;
  assert.deepEqual(await findings(accepted), []);
});

test('fail_fast allows teardowns, and other rules where it is off', async () => {
  const body = 'E("s").as_setup() >> E("w") >> E("t").as_teardown()\nE("x") >> E("y", trigger_rule="all_done")';
  assert.deepEqual(await findings(body, '3.3.2', 'DAG("d", fail_fast=False)'), []);
  const found = await findings(body, '3.3.2', 'DAG("d", fail_fast=True)');
  assert.deepEqual(
    found.map(({ rule }) => rule),
    ['fail-fast-trigger-rule'],
  );
});
