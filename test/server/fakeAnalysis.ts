// A small engine for tests of the server: findings stand where the text says so.
//   rule ID   an error of that rule
//   BAD       an error, fixed by GOOD         WARN  a warning
//   use NAME  reads the file NAME beside it; if that holds BROKEN, an error that points there
//   CRASH     an internal error               task NAME  a task
//   named ID  the dag_id, which no other file should have
//   asks ID   a task that triggers the DAG of this id, which another file should make

import { setTimeout as sleep } from 'node:timers/promises';
import type { Dag, DagFile, Task } from '../../core/ir/dag';
import { known } from '../../core/ir/fact';
import { atLevels } from '../../core/rules/levels';
import type { Finding, OtherFiles } from '../../core/rules/rule';
import type { Origin } from '../../core/text/span';
import { type AirflowConfig, readAirflowConfig } from '../../core/workspace/airflowConfig';
import type { FileSystem, ProjectSettings } from '../../core/workspace/ports';
import type { FileReport, VersionInForce } from '../../core/workspace/report';
import type { OperatorDescriber } from '../../core/workspace/snapshot';
import { type AcrossFindings, NOTHING_ACROSS } from '../../core/workspace/told';
import type { Analysis } from '../../server/src/engine';

export class FakeAnalysis implements Analysis {
  constructor(
    private readonly settings: ProjectSettings,
    private readonly files: FileSystem,
    private readonly memo = new Map<string, FileReport>(),
  ) {}

  withChanges(paths: Iterable<string>): Analysis {
    const memo = new Map(this.memo);
    for (const path of this.dependents(paths)) memo.delete(path);
    return new FakeAnalysis(this.settings, this.files, memo);
  }

  withSettings(settings: ProjectSettings): Analysis {
    return new FakeAnalysis(settings, this.files);
  }

  claims(path: string): boolean {
    return this.files.readText(path) !== undefined;
  }

  check(path: string): FileReport {
    const known = this.memo.get(path) ?? this.report(path);
    this.memo.set(path, known);
    return known;
  }

  crossFindings(path: string, others: OtherFiles): AcrossFindings {
    const { text } = this.check(path);
    const asked = /asks (\w+)/.exec(text)?.[1];
    if (asked !== undefined) return acrossAsked(path, text, asked, others);
    const id = idIn(text);
    const [other] = others.dagsNamed(id ?? '');
    if (id === undefined || !other) return NOTHING_ACROSS;
    const message = `'${id}' is also in ${other.uri.slice(other.uri.lastIndexOf('/') + 1)}.`;
    const finding = { rule: 'rule-shared', severity: 'warning', at: at(path, text.indexOf(id), id), message } as const;
    return { findings: [finding], used: [] };
  }

  release(): void {}

  describerOf(): OperatorDescriber {
    return () => ({
      name: undefined,
      doc: undefined,
      fill: '#abc',
      textColour: undefined,
      isSensor: false,
      skips: undefined,
    });
  }

  configOf(): AirflowConfig {
    return readAirflowConfig(undefined, new Map(), '3.3.2');
  }

  versionInForce(): VersionInForce {
    const { airflowVersion } = this.settings;
    const installed = this.settings.installedPackages?.get('apache-airflow');
    if (airflowVersion) return { version: airflowVersion, because: 'the settings name it' };
    return installed ? { version: installed, because: 'installed' } : { version: '3.3.2', because: 'newest' };
  }

  discover(folder: string): string[] {
    return (this.files.readDirectory(folder) ?? []).flatMap(({ name, kind }) =>
      kind === 'file' && name.endsWith('.py') ? [`${folder}/${name}`] : [],
    );
  }

  packagesImported(): string[] {
    return [];
  }

  dependents(paths: Iterable<string>): string[] {
    const changed = new Set(paths);
    return [...this.memo].flatMap(([path, { dagFile }]) =>
      [...(dagFile?.reads ?? [path])].some((read) => changed.has(read)) ? [path] : [],
    );
  }

  private report(path: string): FileReport {
    const text = this.files.readText(path) ?? '';
    if (text.includes('CRASH')) throw new Error('the fake engine broke');
    const findings = [...ofWord(path, text, 'BAD', 'error'), ...ofWord(path, text, 'WARN', 'warning')];
    for (const { 0: whole, 1: rule, index } of text.matchAll(/rule (\S+)/g))
      findings.push({ rule: rule!, severity: 'error', at: at(path, index, whole), message: 'As asked for.' });
    const reads = new Set([path]);
    for (const match of text.matchAll(/use (\S+)/g)) {
      const other = `${path.slice(0, path.lastIndexOf('/'))}/${match[1]}`;
      reads.add(other);
      findings.push(...brokenUse(at(path, match.index, match[0]), other, this.files.readText(other) ?? ''));
    }
    const told = atLevels(findings, this.settings.rules);
    const refusals = findings.filter(({ refuses }) => refuses !== undefined);
    return { uri: path, text, findings: told, refusals, gaps: [], dagFile: dagFileOf(path, text, reads) };
  }
}

function acrossAsked(path: string, text: string, id: string, others: OtherFiles): AcrossFindings {
  const ids = others.dagIds();
  if (ids === undefined || ids.has(id)) return NOTHING_ACROSS;
  const place = at(path, text.indexOf(id), id);
  return {
    findings: [{ rule: 'rule-asks', severity: 'warning', at: place, message: `'${id}' is nowhere.` }],
    used: [],
  };
}

function ofWord(path: string, text: string, word: string, severity: 'error' | 'warning'): Finding[] {
  return [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => ({
    rule: `rule-${word.toLowerCase()}`,
    severity,
    at: at(path, index, word),
    message: `'${word}' is wrong.`,
    fixes: [{ title: "Change to 'GOOD'", edits: [{ at: at(path, index, word), text: 'GOOD' }] }],
    refuses: word === 'BAD' ? 'file' : undefined,
  }));
}

function brokenUse(use: Origin, other: string, text: string): Finding[] {
  const index = text.indexOf('BROKEN');
  if (index < 0) return [];
  const related = [{ at: at(other, index, 'BROKEN'), message: 'broken here' }];
  return [{ rule: 'rule-use', severity: 'error', at: use, message: 'It uses a broken file.', related }];
}

function dagFileOf(path: string, text: string, reads: ReadonlySet<string>): DagFile {
  const tasks = [...text.matchAll(/task (\w+)/g)].map((match) => task(at(path, match.index, match[0]), match[1]!));
  for (const match of text.matchAll(/asks (\w+)/g)) tasks.push(trigger(at(path, match.index, match[0]), match[1]!));
  const ids = tasks.map(({ id }) => id);
  const whole = at(path, 0, text);
  const dag: Dag = {
    dialect: 'airflow',
    id: known(idIn(text) ?? 'dag', whole),
    schedule: known({ kind: 'manual' }, whole),
    startDate: known(null, whole),
    endDate: known(null, whole),
    catchup: known(false, whole),
    arguments: new Map(),
    moreArguments: undefined,
    tasks: new Map(tasks.map((each) => [each.id, each])),
    edges: ids.slice(1).map((downstream, index) => ({
      upstream: ids[index]!,
      downstream,
      label: undefined,
      conditional: undefined,
      at: whole,
    })),
    groups: new Map(),
    notCollected: undefined,
    incomplete: undefined,
    conditional: undefined,
    at: whole,
    via: undefined,
  };
  const dags = tasks.length ? [dag] : [];
  return { uri: path, dialect: 'airflow', version: '3.3.2', dags, events: [], gaps: [], reads };
}

function idIn(text: string): string | undefined {
  return /named (\w+)/.exec(text)?.[1];
}

function task(origin: Origin, id: string): Task {
  const idAt = { ...origin, start: origin.end - id.length };
  return {
    id,
    idFact: known(id, idAt),
    operator: 'BashOperator',
    operatorPath: undefined,
    classes: [],
    colours: { fill: undefined, text: undefined },
    triggerRule: known('all_success', origin),
    kind: 'work',
    kindDoubt: undefined,
    mapped: false,
    group: undefined,
    branch: undefined,
    arguments: new Map(),
    moreArguments: undefined,
    templated: undefined,
    assumed: undefined,
    templateFields: undefined,
    templates: [],
    updates: [],
    failsRun: true,
    conditional: undefined,
    at: origin,
    via: undefined,
  };
}

function at(uri: string, start: number, text: string): Origin {
  return { uri, start, end: start + text.length };
}

function trigger(origin: Origin, id: string): Task {
  const value = { kind: 'text', value: id, at: origin } as const;
  return {
    ...task(origin, `trigger_${id}`),
    operator: 'TriggerDagRunOperator',
    operatorPath: 'airflow.operators.trigger_dagrun.TriggerDagRunOperator',
    classes: ['airflow.operators.trigger_dagrun.TriggerDagRunOperator'],
    arguments: new Map([['trigger_dag_id', { value, at: origin, from: 'call' }]]),
  };
}

/** Time for a server that should stay silent to be not silent. */
export const quietTime = (): Promise<void> => sleep(400);
