// The modules logging and warnings: nothing they do matters to a DAG.

import { IntValue, LIBRARY } from '../values';
import { silent, silentClass } from './contextlib';
import { defineClass, harmless, moduleOf, native } from './define';

const LOGGER = silentClass('Logger', 'logging');

const LEVELS = { NOTSET: 0, DEBUG: 10, INFO: 20, WARNING: 30, WARN: 30, ERROR: 40, CRITICAL: 50, FATAL: 50 };
const FUNCTIONS =
  'debug info warning warn error exception critical fatal log basicConfig disable addLevelName captureWarnings shutdown setLoggerClass getLevelName';
const CLASSES =
  'Handler StreamHandler FileHandler NullHandler Formatter Filter LoggerAdapter LogRecord BufferingFormatter';

export const LOGGING_MODULE = moduleOf(
  [
    native('getLogger', ['name=None'], (_, a) => silent(a, LOGGER)),
    native('getLoggerClass', [], () => LOGGER),
    LOGGER,
    ...FUNCTIONS.split(' ').map(harmless),
    ...CLASSES.split(' ').map((name) => silentClass(name, 'logging')),
  ],
  Object.fromEntries(Object.entries(LEVELS).map(([name, level]) => [name, new IntValue(level, LIBRARY)])),
);

const HANDLERS = 'RotatingFileHandler TimedRotatingFileHandler SysLogHandler SMTPHandler QueueHandler MemoryHandler';

export const LOGGING_HANDLERS_MODULE = moduleOf(
  HANDLERS.split(' ').map((name) => silentClass(name, 'logging.handlers')),
);
export const LOGGING_CONFIG_MODULE = moduleOf(['dictConfig', 'fileConfig'].map(harmless));

const CATCH = defineClass('catch_warnings', {
  module: 'warnings',
  methods: [
    harmless('__init__'),
    native('__enter__', ['self'], (I, a) => I.list([], a.at)),
    native('__exit__', ['self', '*details'], () => undefined),
  ],
});

export const WARNINGS_MODULE = moduleOf([
  CATCH,
  ...['warn', 'warn_explicit', 'filterwarnings', 'simplefilter', 'resetwarnings', 'showwarning'].map(harmless),
]);
