// The page of `daglens graph --format html`: nothing of a user's file becomes markup, and the policy allows its own scripts only.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { graphHtml } from '../../server/src/cli/output/graphHtml';
import { dagView } from '../graph/sampleView';

const ASSETS = { script: 'start()', style: 'body{}', layout: 'if (1<2) "</script>"' };
const BAD = '</script><script>alert(1)</script>';

function element(page: string, pattern: RegExp): string {
  return pattern.exec(page)![1]!;
}

test('ids and titles from files stand in it as JSON and text only', () => {
  const page = graphHtml(
    { title: BAD, dags: [dagView({ dagId: BAD, tasks: ['a'] })], folded: undefined, schedules: [] },
    ASSETS,
  );
  assert.equal(page.match(/<script/g)!.length, 4);
  assert.equal(page.match(/<\/script>/g)!.length, 4);
  const data = JSON.parse(element(page, /id="daglens-data">(.*?)<\/script>/s));
  assert.equal(data[0].dags[0].dagId, BAD);
  assert.equal(JSON.parse(element(page, /id="daglens-layout">(.*?)<\/script>/s)), ASSETS.layout);
  assert.match(page, /<title>&#60;\/script&#62;/);
});

test('the policy names the hashes of script and style, and nothing can be loaded', () => {
  const page = graphHtml({ title: 'dags', dags: [], folded: undefined, schedules: [] }, ASSETS);
  const policy = element(page, /Content-Security-Policy" content="(.*?)"/);
  const hash = (text: string) => createHash('sha256').update(text).digest('base64');
  assert.match(policy, /^default-src 'none';/);
  assert.ok(policy.includes(`script-src 'sha256-${hash(ASSETS.script)}'`));
  assert.ok(policy.includes(`style-src 'sha256-${hash(ASSETS.style)}'`));
  assert.doesNotMatch(policy, /https?:|unsafe|connect-src/);
  assert.equal(JSON.parse(element(page, /id="daglens-data">(.*?)<\/script>/s))[0].kind, 'nothing');
});

test('the folded groups that were chosen are told before the DAGs, each by the name of its DAG', () => {
  const dags = [dagView({ dagId: 'etl', tasks: ['a'] }), dagView({ dagId: 'report', tasks: ['b'] })];
  const page = graphHtml({ title: 'dags', dags, folded: [['g'], []], schedules: [] }, ASSETS);
  const [first, second] = JSON.parse(element(page, /id="daglens-data">(.*?)<\/script>/s));
  assert.deepEqual(first, { kind: 'folded', folded: { etl: ['g'], report: [] } });
  assert.equal(second.kind, 'dags');
});
