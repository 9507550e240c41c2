// Whatever the library is asked for, it ends soon and keeps within bounds.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { PythonParser } from '../../../core/syntax/parse';
import { evaluateText, pythonParser } from './harness';

let parser: PythonParser;
before(async () => {
  parser = await pythonParser();
});

const GREEDY = `
list(range(10**9)) | sum(range(10**12)) | 'a' * 10**9 | [0] * 10**9 | 'x'.ljust(10**9) | 'x'.zfill(10**9) | '{:>1000000000}'.format(1) | '%1000000000d' % 5
list(itertools.product(range(1000), repeat=5)) | list(itertools.permutations(range(20))) | list(itertools.combinations(range(100), 50)) | list(itertools.repeat(1)) | list(itertools.count()) | list(itertools.cycle([1]))
2 ** 10000 | pow(7, 10**15) | pow(3, 10**9, 7) | math.factorial(10**9) | math.comb(10**9, 5 * 10**8) | bytes(10**12) | ','.join(str(i) for i in range(10**7)) | dict.fromkeys(range(10**9))
re.match('(a+)+b', 'a' * 5000) | re.match('(a|aa)*b', 'a' * 5000) | re.sub('.*.*.*.*.*x', '', 'y' * 100000) | re.match('.*.*.*.*.*.*x', 'y' * 290) | re.match('(a?a?)*b', 'a' * 60) | re.match('(a{1,3})+b', 'a' * 60) | json.loads('[' * 100000) | yaml.safe_load('[' * 2000) | copy.deepcopy(list(range(10**7)))
json.dumps(loop) | repr(loop) | str(loop) | copy.deepcopy(loop) | loop == loop | sorted(range(10**7)) | functools.reduce(lambda a, b: a + a, range(100), 'ab') | datetime.timedelta(days=10**15) | datetime.date(1, 1, 1) - datetime.timedelta(days=5)
textwrap.dedent(' x\\n' * 100000) | shlex.split('a ' * 100000) | list(csv.reader(['a,' * 100000])) | collections.Counter(range(10**7)) | collections.deque(range(10**8)) | random.choices([1], k=10**9) | calendar.monthrange(10**6, 2)
`;

const PRELUDE =
  'import calendar, collections, copy, csv, datetime, functools, itertools, json, math, random, re, shlex, textwrap, yaml\nloop = [1]\nloop.append(loop)\n';

for (const call of GREEDY.split(/\n| \| /).filter((text) => text.trim())) {
  test(call, () => {
    const start = process.hrtime.bigint();
    evaluateText(parser, `${PRELUDE}result = ${call}`);
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    assert.ok(milliseconds < 3000, `took ${milliseconds} ms`);
  });
}
