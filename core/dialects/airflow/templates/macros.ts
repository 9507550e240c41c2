// The attributes of `macros` in templates: its documented functions and modules, and what else the module happens to hold.
// Run in 1.10.15, 2.3.4, 2.11.2 and 3.3.2; the lines between read from the sources of their last patches.

import { namesIn, parameterTable } from '../parameterHistory';
import { byReleaseLine } from '../releaseLines';

const MACROS = parameterTable(`
  datetime:1.10 datetime_diff_for_humans:1.10 dateutil:1.10 ds_add:1.10 ds_format:1.10 hive:1.10 random:1.10 time:1.10
  timedelta:1.10 uuid:1.10 json:2.6 yaml:2.6 ds_format_locale:2.10
  absolute_import:1.10..1.10 Any:2.2 Optional:2.2..2.3 DateTime:2.3..2.7 annotations:2.4 TYPE_CHECKING:2.8
  add_deprecated_classes:2.6..2.11 LC_TIME:2.10..2.11 Locale:2.10..2.11 format_datetime:2.10..2.11
`);

/**
 * The names behind `macros.` in a version. Plugins add theirs: `hive` is Airflow's own up to 2.5 and the plugin of the Apache Hive
 * provider since; so it counts as known in all.
 */
export const macroNames = byReleaseLine((version) => namesIn(MACROS, version));
