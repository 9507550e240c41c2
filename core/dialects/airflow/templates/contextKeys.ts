// The keys of the task context in every release line: what a TaskFlow function may name as parameter, what a template may use.
// Up to 2.1 read from get_template_context, from 2.2 from KNOWN_CONTEXT_KEYS and Context.

import { namesIn, parameterTable } from '../parameterHistory';
import { byReleaseLine } from '../releaseLines';

const CONTEXT_KEYS = parameterTable(`
  asset_state_store:3.3 conf:1.10..2.11 conn:2.2 dag:1.10 dag_run:1.10 data_interval_end:2.2 data_interval_start:2.2
  ds:1.10 ds_nodash:1.10 exception:2.3 execution_date:1.10..2.11 expanded_ti_count:2.5 inlet_events:2.10 inlets:1.10
  logical_date:2.2 macros:1.10 map_index_template:2.9 next_ds:1.10..2.11 next_ds_nodash:1.10..2.11
  next_execution_date:1.10..2.11 outlet_events:2.10 outlets:1.10 params:1.10 partition_date:3.3 partition_key:3.3
  prev_data_interval_end_success:2.2 prev_data_interval_start_success:2.2 prev_ds:1.10..2.11 prev_ds_nodash:1.10..2.11
  prev_end_date_success:2.8 prev_execution_date:1.10..2.11 prev_execution_date_success:1.10..2.11
  prev_start_date_success:1.10 reason:2.9 run_id:1.10 start_date:3.0..3.1 task:1.10 task_instance:1.10
  task_instance_key_str:1.10 task_reschedule_count:3.0 task_state_store:3.3 templates_dict:2.3 test_mode:1.10 ti:1.10
  tomorrow_ds:1.10..2.11 tomorrow_ds_nodash:1.10..2.11 triggering_asset_events:3.0 triggering_dataset_events:2.4..2.11
  try_number:2.3 ts:1.10 ts_nodash:1.10 ts_nodash_with_tz:1.10 var:1.10 yesterday_ds:1.10..2.11
  yesterday_ds_nodash:1.10..2.11
`);

/** The keys that a version declares, e.g. `2.11.2`. A template does not know all of them. */
export const declaredContextKeys = byReleaseLine((version) => namesIn(CONTEXT_KEYS, version));

/** Declared, but undefined in the templates of a task: run in 1.10.15, 2.3.4, 2.11.2 and 3.3.2. Callbacks are given some of them. */
const NOT_IN_TEMPLATES = parameterTable(`
  exception:2.3 reason:2.9 start_date:3.0 templates_dict:2.3 try_number:2.3 test_mode:3.0 expanded_ti_count:3.0
`);

/** In templates, but never declared. */
const IN_TEMPLATES = parameterTable('END_DATE:1.10..1.10 end_date:1.10..1.10 latest_date:1.10..1.10 tables:1.10..1.10');

/** The keys that a template of a task can use in a version, those of `user_defined_macros` aside. */
export const contextKeys: (version: string) => ReadonlySet<string> = byReleaseLine((version) => {
  const keys = new Set([...namesIn(CONTEXT_KEYS, version), ...namesIn(IN_TEMPLATES, version)]);
  for (const name of namesIn(NOT_IN_TEMPLATES, version)) keys.delete(name);
  return keys;
});

const DATED_KEYS = parameterTable(`
  data_interval_end:3.0 data_interval_start:3.0 ds:3.0 ds_nodash:3.0 logical_date:3.0 prev_data_interval_end_success:3.0
  prev_data_interval_start_success:3.0 ts:3.0 ts_nodash:3.0 ts_nodash_with_tz:3.0
`);

/** The keys that are undefined in a run without a logical date, such as one that an asset triggers: run in 3.3.2. */
export const datedKeys = byReleaseLine((version) => namesIn(DATED_KEYS, version));
