// The parameters of DAG, BaseOperator, BaseSensorOperator and TaskGroup in every release line, read from the sources of the
// last patch of 1.10, 2.0 to 2.11 and 3.0 to 3.3.

import { isBefore } from '../../text/version';
import { byReleaseLine } from './releaseLines';

/** The release lines in which a parameter exists; `last` undefined: it still does. */
export interface ParameterHistory {
  readonly since: string;
  readonly last: string | undefined;
}

export type ParameterTable = ReadonlyMap<string, ParameterHistory>;

export const DAG_PARAMETERS = parameterTable(`
  dag_id:1.10 description:1.10 schedule_interval:1.10..2.11 start_date:1.10 end_date:1.10 full_filepath:1.10..2.11
  template_searchpath:1.10 template_undefined:1.10 user_defined_macros:1.10 user_defined_filters:1.10
  default_args:1.10 concurrency:1.10..2.11 max_active_runs:1.10 dagrun_timeout:1.10 sla_miss_callback:1.10
  default_view:1.10..2.11 orientation:1.10..2.11 catchup:1.10 on_success_callback:1.10 on_failure_callback:1.10
  doc_md:1.10 params:1.10 access_control:1.10 is_paused_upon_creation:1.10 jinja_environment_kwargs:1.10 tags:1.10
  render_template_as_native_obj:2.1 timetable:2.2..2.11 max_active_tasks:2.2 schedule:2.4 owner_links:2.4
  auto_register:2.4 fail_stop:2.7..2.11 max_consecutive_failed_dag_runs:2.9 dag_display_name:2.9 fail_fast:3.0
  task_group:3.0 disable_bundle_versioning:3.0 deadline:3.1 allowed_run_types:3.2 rerun_with_latest_version:3.3
`);

export const OPERATOR_PARAMETERS = parameterTable(`
  task_id:1.10 owner:1.10 email:1.10 email_on_retry:1.10 email_on_failure:1.10 retries:1.10 retry_delay:1.10
  retry_exponential_backoff:1.10 max_retry_delay:1.10 start_date:1.10 end_date:1.10 schedule_interval:1.10..1.10
  depends_on_past:1.10 wait_for_downstream:1.10 dag:1.10 params:1.10 default_args:1.10 priority_weight:1.10
  weight_rule:1.10 queue:1.10 pool:1.10 pool_slots:1.10 sla:1.10 execution_timeout:1.10 on_failure_callback:1.10
  on_success_callback:1.10 on_retry_callback:1.10 trigger_rule:1.10 resources:1.10 run_as_user:1.10
  task_concurrency:1.10..2.11 executor_config:1.10 do_xcom_push:1.10 inlets:1.10 outlets:1.10 on_execute_callback:2.0
  task_group:2.0 doc:2.0 doc_md:2.0 doc_json:2.0 doc_yaml:2.0 doc_rst:2.0 pre_execute:2.2 post_execute:2.2
  max_active_tis_per_dag:2.2 ignore_first_depends_on_past:2.3 wait_for_past_depends_before_skipping:2.6
  max_active_tis_per_dagrun:2.6 logger_name:2.8 on_skipped_callback:2.9 map_index_template:2.9 multiple_outputs:2.9
  task_display_name:2.9 allow_nested_operators:2.9 executor:2.10 render_template_as_native_obj:3.2 retry_policy:3.3
`);

export const SENSOR_PARAMETERS = parameterTable(`
  poke_interval:1.10 timeout:1.10 soft_fail:1.10 mode:1.10 exponential_backoff:2.0 max_wait:2.5 silent_fail:2.6
  never_fail:2.10
`);

export const GROUP_PARAMETERS = parameterTable(`
  group_id:2.0 prefix_group_id:2.0 parent_group:2.0 dag:2.0 default_args:2.2 tooltip:2.0 ui_color:2.0 ui_fgcolor:2.0
  add_suffix_on_collision:2.1 group_display_name:3.0 doc_md:3.3
`);

/** What to write instead of a parameter that is gone or deprecated. */
export const DAG_SUCCESSORS: ReadonlyMap<string, string> = new Map([
  ['schedule_interval', 'schedule'],
  ['timetable', 'schedule'],
  ['concurrency', 'max_active_tasks'],
  ['fail_stop', 'fail_fast'],
]);

export const OPERATOR_SUCCESSORS: ReadonlyMap<string, string> = new Map([
  ['task_concurrency', 'max_active_tis_per_dag'],
]);

/** Reads `name:2.4` (since then) and `name:1.10..2.11` (until then), separated by blanks. */
export function parameterTable(text: string): ParameterTable {
  return new Map(
    text
      .trim()
      .split(/\s+/)
      .map((entry) => {
        const [name, since, last] = entry.split(/:|\.\./) as [string, string, string | undefined];
        return [name, { since, last }];
      }),
  );
}

/** The names that exist in a version, e.g. `2.11.2`. */
export function namesIn(parameters: ParameterTable, version: string): ReadonlySet<string> {
  return new Set([...parameters].filter(([, history]) => existsIn(history, version)).map(([name]) => name));
}

/** The names of BaseOperator's parameters in a version. */
export const operatorParameterNames = byReleaseLine((version) => namesIn(OPERATOR_PARAMETERS, version));

/** The oldest line that was read: what it has counts as being there before, too. */
const FIRST_LINE = '1.10';

export function existsIn({ since, last }: ParameterHistory, version: string): boolean {
  return (since === FIRST_LINE || !isBefore(version, since)) && (last === undefined || !isBefore(last, version));
}
