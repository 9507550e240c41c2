// unknown-timezone: a time zone name that does not exist.

import { ZONE_NAMES } from '../schedule/data/zoneNames';
import { didYouMean, nearName } from '../text/nearName';
import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fixList, likelyFix } from './support/fixes';
import { fromEvent } from './support/fromEvent';

export const unknownTimezone: Rule = {
  id: 'unknown-timezone',
  severity: 'error',
  summary: 'A time zone name does not exist.',
  why: '`pendulum.timezone`, `ZoneInfo` and the timetables raise for a name that the IANA time zone database does not have, so no DAG of the file loads.',
  bad: `
import pendulum
from airflow.sdk import DAG

dag = DAG("etl", start_date=pendulum.datetime(2024, 1, 1, tz="Europe/Pariss"))
#                                                            ^^^^^^^^^^^^^^^ error: There is no time zone 'Europe/Pariss'. Did you mean 'Europe/Paris'?
`,
  good: `
import pendulum
from airflow.sdk import DAG

dag = DAG("etl", start_date=pendulum.datetime(2024, 1, 1, tz="Europe/Paris"))
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'unknown-timezone')) {
      const near = nearName(event.name, ZONE_NAMES);
      const advice = didYouMean(near) || " Use a name of the IANA database, such as 'Europe/Paris' or 'UTC'.";
      const fix = fixList(likelyFix(input, event.at, event.name, near));
      yield fromEvent('unknown-timezone', input, event, {
        message: `There is no time zone '${event.name}'.${advice}`,
        ...fix,
      });
    }
  },
};
