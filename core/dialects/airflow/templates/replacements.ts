// What stands in for a key that templates no longer know.

/** An expression to write instead of a key. */
export interface Replacement {
  readonly expression: string;
  /** True: it rendered the same as the key in scheduled and manual runs of Airflow 2.3.4 and 2.11.2, or of 1.10.15 where only that has the key. */
  readonly exact: boolean;
}

/**
 * For `next_*` and `prev_*` there is none: `data_interval_end` is the next date only in scheduled runs of Airflow 2, and in 3 with
 * its default for cron schedules it is the logical date itself.
 */
const REPLACEMENTS: ReadonlyMap<string, Replacement> = new Map([
  ['execution_date', { expression: 'logical_date', exact: true }],
  ['tomorrow_ds', { expression: 'macros.ds_add(ds, 1)', exact: true }],
  ['tomorrow_ds_nodash', { expression: "macros.ds_add(ds, 1) | replace('-', '')", exact: true }],
  ['yesterday_ds', { expression: 'macros.ds_add(ds, -1)', exact: true }],
  ['yesterday_ds_nodash', { expression: "macros.ds_add(ds, -1) | replace('-', '')", exact: true }],
  ['END_DATE', { expression: 'ds', exact: true }],
  ['end_date', { expression: 'ds', exact: true }],
  ['latest_date', { expression: 'ds', exact: true }],
  // A run started by hand has another interval than its date.
  ['prev_execution_date_success', { expression: 'prev_data_interval_start_success', exact: false }],
  // Its keys are assets, no longer URIs.
  ['triggering_dataset_events', { expression: 'triggering_asset_events', exact: false }],
  // Undefined in the templates of all versions.
  ['try_number', { expression: 'ti.try_number', exact: false }],
]);

/** What to write instead of a context key that is gone; undefined: nothing says the same. */
export function replacementOf(key: string): Replacement | undefined {
  return REPLACEMENTS.get(key);
}
