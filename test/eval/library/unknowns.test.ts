// An argument that is not known never gives a value that looks known.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Value } from '../../../core/eval/values';
import type { PythonParser } from '../../../core/syntax/parse';
import { evaluateText, pythonParser } from './harness';

let parser: PythonParser;
before(async () => {
  parser = await pythonParser();
});

/** Calls with `U`, which is not known. */
const CALLS = `
'abc'.replace(U, 'x') | 'abc'.replace('a', U) | 'a,b'.split(U) | 'abc'.startswith(U) | 'abc'.startswith(('x', U)) | 'abc'.find(U) | 'abc'.join(U)
'-'.join(['a', U]) | 'abc'.strip(U) | 'abc'.zfill(U) | '{}'.format(U) | '{a}'.format(a=U) | '{}'.format(*U) | '%s' % U | '%s %s' % ('a', U) | '%(a)s' % U
'abc'.count(U) | 'abc'.translate(U) | 'abc'.encode(U) | 'a'.ljust(U) | str(U) | int(U) | float(U) | bool(U) | repr(U) | len(U) | abs(U) | round(U) | round(1.5, U)
list(U) | tuple(U) | set(U) | frozenset(U) | dict(U) | dict(a=1, **U) | sorted(U) | sorted([3, 1], key=U) | sorted([3, U]) | sorted([1, 2], reverse=U) | sum(U) | sum([1, U]) | min(U)
min(1, U) | max([1, U]) | any(U) | all(U) | any([0, U]) | all([1, U]) | enumerate(U) | zip(U, [1]) | zip([1, 2], U) | map(U, [1]) | map(str, U) | filter(U, [1]) | filter(None, [U])
reversed(U) | range(U) | range(1, U) | isinstance(U, str) | isinstance('a', U) | issubclass(U, str) | getattr(U, 'x', 1) | getattr('a', U, 1) | hasattr(U, 'x') | callable(U) | type(U) | iter(U) | next(iter(U))
ord(U) | chr(U) | hex(U) | pow(U, 2) | divmod(U, 2) | format(U, '>5') | format(1, U) | {'a': 1}.get(U) | {'a': 1}.get('b', U) | {'a': 1}.pop(U, 2) | [1, 2].index(U) | [1, U].index(5) | [1].count(U)
[1, 2].pop(U) | {1}.union(U) | {1} | {1}.issubset(U) | {'a': 1}.copy().setdefault(U, 1) | dict.fromkeys(U) | 'abc'[U] | [1, 2][U] | {'a': 1}[U]
datetime.date(U, 1, 1) | datetime.timedelta(days=U) | datetime.datetime(2024, 1, 1, tzinfo=U) | datetime.date(2024, 1, 1) + U | datetime.datetime.strptime(U, '%Y') | datetime.date(2024, 1, 1).strftime(U)
datetime.date(2024, 1, 1) < U | relativedelta(days=U) | pendulum.datetime(U, 1, 1) | pendulum.parse(U) | pendulum.datetime(2024, 1, 1, tz=U) | zoneinfo.ZoneInfo(U) | pytz.timezone(U)
os.path.join('a', U) | os.path.dirname(U) | os.path.exists(U) | Path(U) | Path('a') / U | Path('a').glob(U) | os.listdir(U) | glob.glob(U) | open(U).read() | json.loads(U) | json.dumps(U) | json.dumps([1, U]) | yaml.safe_load(U)
re.sub('a', U, 'aa') | re.match(U, 'a') | re.findall('a', U) | re.compile(U) | functools.reduce(U, [1, 2]) | functools.partial(U, 1)(2) | list(itertools.chain([1], U)) | list(itertools.product([1], U)) | list(itertools.islice([1, 2], U))
operator.itemgetter(U)([1]) | collections.Counter(U) | collections.OrderedDict(U) | collections.deque(U) | collections.defaultdict(U)['x'] | textwrap.dedent(U) | base64.b64encode(U) | shlex.split(U) | urllib.parse.quote(U) | math.ceil(U)
copy.deepcopy(U) | string.Template(U).substitute() | string.Template('$a').substitute(a=U) | packaging.version.Version(U) | dataclasses.asdict(U) | list(csv.reader(U)) | tomllib.loads(U) | '{:{}}'.format(1, U) | f'{U}' | f'{1:{U}}'
`;

const PRELUDE = `
import base64, collections, copy, csv, dataclasses, datetime, functools, glob, itertools, json, math, operator, os, re, shlex, string, textwrap, tomllib, urllib.parse, zoneinfo
import packaging.version, pendulum, pytz, yaml
from dateutil.relativedelta import relativedelta
from pathlib import Path
U = input()
`;

/** True if nothing in the value claims to be known that depends on the unknown. */
function admitsDoubt(value: Value | undefined): boolean {
  if (!value) return true;
  if ('open' in value && value.open) return true;
  switch (value.kind) {
    case 'unknown':
      return true;
    case 'list':
    case 'tuple':
    case 'iterator':
      return value.items.some(admitsDoubt);
    case 'dict':
      return [...value.entries.values()].some((entry) => admitsDoubt(entry.value));
    case 'instance':
      return wrapped(value.payload) !== undefined && admitsDoubt(wrapped(value.payload));
    default:
      return false;
  }
}

function wrapped(payload: unknown): Value | undefined {
  return typeof payload === 'object' && payload !== null && 'value' in payload ? (payload.value as Value) : undefined;
}

for (const call of CALLS.split(/\n| \| /).filter((text) => text.trim() && text !== '{1}')) {
  test(call, () => {
    const { value, gaps } = evaluateText(parser, `${PRELUDE}result = ${call}`);
    assert.ok(admitsDoubt(value), `known: ${value?.kind}`);
    assert.deepEqual(gaps, [], 'an unknown argument is no error');
  });
}

test('changing a list or dict with something unknown leaves it open', () => {
  for (const code of [
    'r = [1]\nr.extend(U)',
    'r = {}\nr[U] = 1',
    'r = {}\nr.update(U)',
    'r = set()\nr.add(U)',
    'r = [2, U, 1]\nr.sort()',
    'r = [1]\nr.insert(U, 2)',
    'r = [1]\nr.remove(U)',
  ]) {
    const { value } = evaluateText(parser, `${PRELUDE}${code}\nresult = r`);
    assert.ok(admitsDoubt(value), code);
  }
});

test('one of a few values gives one of a few results', () => {
  const { value } = evaluateText(parser, 'import random\nresult = random.choice(["a", "b"]).upper() + "_x"');
  assert.equal(value?.kind, 'unknown');
  const options =
    value?.kind === 'unknown' ? value.options?.map((option) => (option.kind === 'str' ? option.value : '')) : [];
  assert.deepEqual(options, ['A_x', 'B_x']);
});

test('a partly known text shows what is known of it', () => {
  const rows = [
    ['"{a}_{b}".format(a="x", b=U)', 'x_{b}'],
    ['"%(env)s_%(n)d" % {"env": U, "n": 5}', '{env}_5'],
    ['"_".join(["a", U])', 'a_{…}'],
  ] as const;
  for (const [code, hint] of rows) {
    const { value } = evaluateText(parser, `${PRELUDE}result = ${code}`);
    assert.equal(value?.kind === 'unknown' ? value.text : undefined, hint, code);
  }
});
