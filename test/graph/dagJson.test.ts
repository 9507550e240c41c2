// DAG JSON, version 1.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DagFile, Schedule } from '../../core/ir/dag';
import { dagJson, scheduleJson } from '../../core/ir/dagJson';
import { known, notKnown } from '../../core/ir/fact';
import { at, dag, edges, ruleInput, task } from '../support/dagFiles';
import { SAMPLE } from './sampleDag';

const AT = at(0);

function file(...dags: DagFile['dags']): DagFile {
  return ruleInput(dags).file;
}

describe('DAG JSON', () => {
  it('sorts tasks, edges and groups, and writes an edge once', () => {
    const [json] = dagJson(file(SAMPLE), [], 'dags/etl.py').dags;
    assert.deepEqual(json, {
      file: 'dags/etl.py',
      dag_id: 'etl "x"',
      orchestrator: 'airflow',
      schedule: null,
      tasks: [
        {
          task_id: 'free',
          operator: 'EmptyOperator',
          trigger_rule: 'all_success',
          mapped: false,
          setup: false,
          teardown: false,
        },
        {
          task_id: 'g.inner.b',
          operator: 'EmptyOperator',
          trigger_rule: 'all_success',
          mapped: false,
          setup: false,
          teardown: false,
        },
        {
          task_id: 'g.load',
          operator: 'BashOperator',
          trigger_rule: 'all_success',
          mapped: true,
          setup: false,
          teardown: false,
        },
        {
          task_id: 'start',
          operator: 'EmptyOperator',
          trigger_rule: 'all_success',
          mapped: false,
          setup: true,
          teardown: false,
        },
      ],
      edges: [
        ['g.load', 'g.inner.b'],
        ['start', 'g.load'],
      ],
      groups: ['g', 'g.inner'],
    });
  });

  it('writes every kind of schedule', () => {
    const table: [Schedule, unknown][] = [
      [{ kind: 'manual' }, null],
      [{ kind: 'expression', text: '@daily' }, '@daily'],
      [{ kind: 'timedelta', seconds: 60 }, { timedelta_seconds: 60 }],
      [{ kind: 'relativedelta', parts: { months: 1 } }, { relativedelta: { months: 1 } }],
      [{ kind: 'assets', assets: ['b', 'a', 'b'] }, { assets: ['a', 'b'] }],
      [
        {
          kind: 'timetable',
          className: 'MyTimetable',
          crons: [],
          zone: undefined,
          interval: undefined,
          orAssets: undefined,
        },
        { timetable: 'MyTimetable' },
      ],
    ];
    for (const [schedule, expected] of table) assert.deepEqual(scheduleJson(known(schedule, AT)), expected);
    assert.equal(scheduleJson(notKnown('a Variable', AT)), '?');
  });

  it('leaves out what is not collected, and what is refused', () => {
    const dags = file(dag('a'), dag('b'), dag('c', { notCollected: 'not at module level' }));
    const refusals = [
      { refuses: 1, message: 'cycle' },
      { refuses: 1, message: 'bad cron' },
      { refuses: 2, message: 'not asked' },
    ];
    const answer = dagJson(dags, refusals, 'x.py');
    assert.deepEqual(
      answer.dags.map((each) => each.dag_id),
      ['a'],
    );
    assert.deepEqual(answer.errors, [{ file: 'x.py', message: 'cycle' }]);
  });

  it('refuses a whole file with one error', () => {
    const refusals = [
      { refuses: 0, message: 'cycle' },
      { refuses: 'file' as const, message: 'duplicate' },
    ];
    assert.deepEqual(dagJson(file(dag('a')), refusals, 'x.py'), {
      dags: [],
      errors: [{ file: 'x.py', message: 'duplicate' }],
    });
    assert.deepEqual(dagJson(undefined, [], 'x.py'), { dags: [], errors: [] });
  });

  it('prints stand-ins for what is not known', () => {
    const unknown = dag('', {
      id: notKnown('a Variable', AT),
      tasks: [task('?1', { idFact: notKnown('a Variable', AT), triggerRule: notKnown('a Variable', AT) })],
      edges: edges('?1 ?1'),
    });
    const [json] = dagJson(file(dag('a'), unknown), [], 'x.py').dags.slice(1);
    assert.equal(json?.dag_id, '?2');
    assert.deepEqual(
      json?.tasks.map(({ task_id, trigger_rule }) => [task_id, trigger_rule]),
      [['?1', '?']],
    );
  });
});
