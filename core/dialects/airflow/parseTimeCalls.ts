// Calls that reach out while a file is read: over the network, to a database, to another process, to Airflow's own store.

import type { Call, Interpreter } from '../../eval/interpreter';
import type { BuildEventKind } from '../../ir/buildEvent';
import type { CallExpr } from '../../syntax/ast';
import { report } from './state';

const HTTP = '(get|post|put|patch|delete|head|options|request)';

/** Dotted names of libraries, `()` for the result of a call. What only makes an object that connects later is not in here. */
const OUTSIDE = anyOf([
  new RegExp(`^(requests|httpx)\\.(Session\\(\\)\\.|Client\\(\\)\\.|session\\(\\)\\.)?${HTTP}$`),
  /^urllib\.request\.(urlopen|urlretrieve)$/,
  /^urllib3\.(PoolManager\(\)\.)?request$/,
  /^(psycopg2|psycopg|pymysql|MySQLdb|mysql\.connector|pyodbc|cx_Oracle|oracledb|snowflake\.connector|redshift_connector|pymssql|teradatasql|trino\.dbapi|clickhouse_driver|vertica_python)\.connect$/,
  /^sqlalchemy\.(engine\.)?create_engine\(\)\.(connect|begin|execute|raw_connection)$/,
  /^pandas\.read_(csv|excel|sql|sql_query|sql_table|parquet|json|gbq|html|xml|orc|feather|pickle|fwf)$/,
  /^boto3\.(session\.Session\(\)\.|Session\(\)\.)?client\(\)\.(?!get_paginator$|get_waiter$|can_paginate$|generate_presigned_|close$)\w+$/,
  /^google\.cloud\.[\w.]*Client\(\)\.(get|list|query|create|delete|access|insert|load|download|upload|run|update)(_\w+)?$/,
  /^kubernetes\.client\.\w+Api\(\)\.(list|read|create|delete|patch|replace)_\w+$/,
  /^pyspark\.sql\.SparkSession\.builder(\.\w+\(\))*\.getOrCreate$/,
  /^paramiko\.(client\.)?SSHClient\(\)\.connect$/,
  /^subprocess\.(run|call|check_call|check_output|Popen|getoutput|getstatusoutput)$/,
  /^os\.(system|popen)$/,
  /^time\.sleep$/,
  /^airflow\.[\w.]*Hook\(\)\.(get_records|get_first|get_pandas_df|get_df|run|insert_rows|bulk_load|copy_expert|execute_query|list_keys|list_prefixes|list_directory|read_key|get_key|check_for_key|check_for_bucket|load_file|load_string|retrieve_file|store_file|download|download_file|upload|exists|list)$/,
]);

/** One pattern for all: every call of a library is compared. */
function anyOf(patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'));
}

const CONNECTION =
  /^airflow\.([\w.]*Hook\(\)\.(get_conn|get_connection|get_uri)|[\w.]*\bConnection\.(get|get_connection_from_secrets))$/;

/** Notes a call of a library's function, if it reaches out. */
export function notePathCall(I: Interpreter, path: string, call: Call): void {
  if (CONNECTION.test(path)) noteParseTimeCall(I, 'connection', path, call);
  else if (OUTSIDE.test(path)) noteParseTimeCall(I, 'outside', path, call);
}

/** Notes a call that is made each time the file is read. */
export function noteParseTimeCall(
  I: Interpreter,
  reaches: Extract<BuildEventKind, { kind: 'parse-time-call' }>['reaches'],
  name: string,
  call: Call,
): void {
  const key = call.args[0] ?? call.kwargs.get('key') ?? call.kwargs.get('conn_id');
  const { callee } = call.at as Partial<CallExpr>;
  const at = reaches === 'outside' && callee ? callee : call.at;
  report(
    I,
    { kind: 'parse-time-call', reaches, name: shown(name), key: key?.kind === 'str' ? key.value : undefined },
    at,
  );
}

/** Without the calls in between, and no longer than needed: `requests.get`, `S3Hook.read_key`. */
function shown(path: string): string {
  const parts = path.replaceAll('()', '').split('.');
  const owner = parts.findLastIndex((part) => /^[A-Z]/.test(part));
  return owner > 0
    ? parts.slice(owner).join('.')
    : parts.length > 3
      ? `${parts[0]}.${parts.slice(-2).join('.')}`
      : parts.join('.');
}
