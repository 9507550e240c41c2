// All dialects. The first that claims a file reads it.

import { airflow } from './airflow/airflow';
import type { Dialect } from './dialect';

export const DIALECTS: readonly Dialect[] = [airflow];
