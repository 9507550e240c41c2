// What a DAG file itself says about the Airflow version: names that only some versions have.

import type { VersionEvidence } from './versionEvidence';

interface Sign {
  readonly pattern: RegExp;
  readonly condition: { readonly operator: '<' | '>='; readonly version: string };
  readonly says: string;
}

/**
 * Only what is certain, and only imports that stand at the start of a line (others are often under `try`).
 * From imports tried in 1.10.15, 2.11.2 and 3.3.2, and from the signatures of `DAG` there.
 */
const SIGNS: readonly Sign[] = [
  newer(/^(?:from|import) airflow\.sdk\b/m, '3.0', 'imports airflow.sdk, which came with Airflow 3'),
  newer(/^from airflow import .*\bAsset\b/m, '3.0', 'imports Asset, which came with Airflow 3'),
  older(/^from airflow\.(?:operators|sensors|hooks) import /m, '2.0', 'imports operators in the way of Airflow 1'),
  older(/^(?:from|import) airflow\.contrib\b/m, '3.0', 'imports airflow.contrib, which is gone in Airflow 3'),
  older(
    /^(?:from|import) airflow\.operators\.(?:\w+_operator|dummy|subdag|sql|branch_operator)\b/m,
    '3.0',
    'imports an operator module that is gone in Airflow 3',
  ),
  older(
    /^(?:from|import) airflow\.(?:sensors\.\w+_sensor|sensors\.base_sensor_operator|hooks\.\w+_hook)\b/m,
    '3.0',
    'imports a module that is gone in Airflow 3',
  ),
  older(/^from airflow\.utils\.dates import .*\bdays_ago\b/m, '3.0', 'imports days_ago, which is gone in Airflow 3'),
  older(
    /^from airflow\.utils\.helpers import .*\b(?:chain|cross_downstream)\b/m,
    '3.0',
    'imports chain from airflow.utils.helpers, which is gone in Airflow 3',
  ),
  older(
    /^from airflow\.utils\.decorators import .*\bapply_defaults\b/m,
    '3.0',
    'imports apply_defaults, which is gone in Airflow 3',
  ),
  newer(/^(?:from|import) airflow\.datasets\b/m, '2.4', 'imports airflow.datasets'),
  older(/^(?:from|import) airflow\.datasets\b/m, '3.2', 'imports airflow.datasets, which is gone in Airflow 3.2'),
  older(
    argumentOf(String.raw`\b\w*D[aA][gG]`, 'schedule_interval'),
    '3.0',
    'gives a DAG a schedule_interval, which is gone in Airflow 3',
  ),
  older(
    argumentOf(String.raw`^[ \t]*@dag`, 'schedule_interval'),
    '3.0',
    'gives a DAG a schedule_interval, which is gone in Airflow 3',
  ),
  older(
    argumentOf(String.raw`\bTriggerDagRunOperator`, 'execution_date'),
    '3.0',
    'gives TriggerDagRunOperator an execution_date, which is gone in Airflow 3',
  ),
  older(
    argumentOf(String.raw`\b(?:Bash|(?:Branch)?Python|ShortCircuit)Operator`, 'xcom_push'),
    '2.0',
    'gives an operator xcom_push, which Airflow 2 refuses',
  ),
];

/** What the text of a DAG file says; empty where it fits every version. */
export function evidenceOfText(text: string): VersionEvidence[] {
  return SIGNS.filter(({ pattern }) => pattern.test(text)).map(({ condition, says }) => ({
    conditions: [condition],
    because: `the file ${says}`,
  }));
}

/** A call with a keyword; in its arguments, brackets lie two deep at most. */
function argumentOf(callee: string, name: string): RegExp {
  const inner = String.raw`\((?:[^()]|\([^()]*\))*\)`;
  return new RegExp(String.raw`${callee}\((?:[^()]|${inner})*?\b${name}\s*=[^=]`, 'm');
}

function newer(pattern: RegExp, version: string, says: string): Sign {
  return { pattern, condition: { operator: '>=', version }, says };
}

function older(pattern: RegExp, version: string, says: string): Sign {
  return { pattern, condition: { operator: '<', version }, says };
}
