// Python's own library and its companions, as far as they are modelled.

import type { Value } from '../values';
import { ATTR_MODULE, ATTRS_EXCEPTIONS_MODULE, ATTRS_MODULE } from './attrs';
import { COLLECTIONS_MODULE } from './collections';
import { CONFIGPARSER_MODULE } from './configparser';
import { CONTEXTLIB_MODULE } from './contextlib';
import { COPY_MODULE } from './copying';
import { CSV_MODULE } from './csv';
import { DATACLASSES_MODULE } from './dataclasses';
import { DATETIME_MODULE, ZONEINFO_MODULE } from './datetime';
import { DATEUTIL_PARSER_MODULE, DATEUTIL_TZ_MODULE, PYTZ_MODULE } from './dateutil';
import { ENUM_MODULE } from './enums';
import { DECOUPLE_MODULE, ENVIRONS_MODULE } from './environs';
import { FUNCTOOLS_MODULE } from './functools';
import { FNMATCH_MODULE, GLOB_MODULE } from './globbing';
import { GRAPHLIB_MODULE } from './graphlib';
import { HASHLIB_MODULE, UUID_MODULE, ZLIB_MODULE } from './hashlib';
import { IMPORTLIB_MODULE, IMPORTLIB_UTIL_MODULE, PYDOC_MODULE } from './importlib';
import { INSPECT_MODULE } from './inspect';
import { ITERTOOLS_MODULE } from './itertools';
import { JSON_MODULE } from './json';
import { LOGGING_CONFIG_MODULE, LOGGING_HANDLERS_MODULE, LOGGING_MODULE, WARNINGS_MODULE } from './logging';
import { MATH_MODULE, RANDOM_MODULE, SECRETS_MODULE, TIME_MODULE } from './math';
import { MORE_ITERTOOLS_MODULE } from './moreItertools';
import { OPERATOR_MODULE } from './operatorModule';
import { OS_MODULE } from './os';
import { OS_PATH_MODULE } from './osPath';
import { PATHLIB_MODULE } from './pathlib';
import { PENDULUM_MODULE, PENDULUM_PARTS, PENDULUM_TZ_MODULE } from './pendulum';
import { PKGUTIL_MODULE } from './pkgutil';
import { PYDANTIC_DATACLASSES_MODULE, PYDANTIC_MODULE, PYDANTIC_SETTINGS_MODULE } from './pydantic';
import { RE_MODULE } from './re';
import { RELATIVEDELTA_MODULE } from './relativedelta';
import { CALENDAR_MODULE, IO_MODULE, PLATFORM_MODULE, PPRINT_MODULE, SYS_MODULE } from './system';
import { BASE64_MODULE, SHLEX_MODULE, STRING_MODULE, TEXTWRAP_MODULE } from './texts';
import { TOML_MODULE } from './toml';
import { TYPES_MODULE } from './typesModule';
import { ABC_MODULE, COLLECTIONS_ABC_MODULE, NUMBERS_MODULE, TYPING_MODULE } from './typing';
import { URLLIB_PARSE_MODULE } from './urls';
import { PACKAGING_VERSION_MODULE } from './versions';
import { YAML_MODULE } from './yaml';

/** Packages of which only parts are modelled. */
const NOTHING: ReadonlyMap<string, Value> = new Map();

const MODULES: ReadonlyMap<string, ReadonlyMap<string, Value>> = new Map(
  Object.entries({
    abc: ABC_MODULE,
    attr: ATTR_MODULE,
    'attr.exceptions': ATTRS_EXCEPTIONS_MODULE,
    attrs: ATTRS_MODULE,
    'attrs.exceptions': ATTRS_EXCEPTIONS_MODULE,
    base64: BASE64_MODULE,
    calendar: CALENDAR_MODULE,
    collections: COLLECTIONS_MODULE,
    'collections.abc': COLLECTIONS_ABC_MODULE,
    configparser: CONFIGPARSER_MODULE,
    contextlib: CONTEXTLIB_MODULE,
    copy: COPY_MODULE,
    csv: CSV_MODULE,
    dataclasses: DATACLASSES_MODULE,
    datetime: DATETIME_MODULE,
    dateutil: NOTHING,
    'dateutil.parser': DATEUTIL_PARSER_MODULE,
    'dateutil.relativedelta': RELATIVEDELTA_MODULE,
    'dateutil.tz': DATEUTIL_TZ_MODULE,
    decouple: DECOUPLE_MODULE,
    enum: ENUM_MODULE,
    environs: ENVIRONS_MODULE,
    fnmatch: FNMATCH_MODULE,
    functools: FUNCTOOLS_MODULE,
    glob: GLOB_MODULE,
    graphlib: GRAPHLIB_MODULE,
    hashlib: HASHLIB_MODULE,
    importlib: IMPORTLIB_MODULE,
    'importlib.util': IMPORTLIB_UTIL_MODULE,
    inspect: INSPECT_MODULE,
    io: IO_MODULE,
    itertools: ITERTOOLS_MODULE,
    json: JSON_MODULE,
    logging: LOGGING_MODULE,
    'logging.config': LOGGING_CONFIG_MODULE,
    'logging.handlers': LOGGING_HANDLERS_MODULE,
    math: MATH_MODULE,
    more_itertools: MORE_ITERTOOLS_MODULE,
    numbers: NUMBERS_MODULE,
    operator: OPERATOR_MODULE,
    os: OS_MODULE,
    'os.path': OS_PATH_MODULE,
    packaging: NOTHING,
    'packaging.version': PACKAGING_VERSION_MODULE,
    pathlib: PATHLIB_MODULE,
    pendulum: PENDULUM_MODULE,
    'pendulum.tz': PENDULUM_TZ_MODULE,
    ...PENDULUM_PARTS,
    pkgutil: PKGUTIL_MODULE,
    platform: PLATFORM_MODULE,
    posixpath: OS_PATH_MODULE,
    pprint: PPRINT_MODULE,
    pydoc: PYDOC_MODULE,
    pydantic: PYDANTIC_MODULE,
    'pydantic.dataclasses': PYDANTIC_DATACLASSES_MODULE,
    'pydantic.v1': PYDANTIC_MODULE,
    pydantic_settings: PYDANTIC_SETTINGS_MODULE,
    pytz: PYTZ_MODULE,
    random: RANDOM_MODULE,
    re: RE_MODULE,
    secrets: SECRETS_MODULE,
    shlex: SHLEX_MODULE,
    string: STRING_MODULE,
    sys: SYS_MODULE,
    textwrap: TEXTWRAP_MODULE,
    time: TIME_MODULE,
    toml: TOML_MODULE,
    tomli: TOML_MODULE,
    tomllib: TOML_MODULE,
    types: TYPES_MODULE,
    typing: TYPING_MODULE,
    typing_extensions: TYPING_MODULE,
    urllib: NOTHING,
    'urllib.parse': URLLIB_PARSE_MODULE,
    uuid: UUID_MODULE,
    warnings: WARNINGS_MODULE,
    yaml: YAML_MODULE,
    zlib: ZLIB_MODULE,
    zoneinfo: ZONEINFO_MODULE,
  }),
);

/** The names of a modelled module of Python's library; undefined: not modelled. */
export function libraryModule(name: string): ReadonlyMap<string, Value> | undefined {
  return MODULES.get(name);
}
