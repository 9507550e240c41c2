// What the models read from the workspace: files, folders and the settings' environment.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { PythonParser } from '../../../core/syntax/parse';
import { evaluateText, pythonParser, type World } from './harness';

let parser: PythonParser;
before(async () => {
  parser = await pythonParser();
});

const WORLD: World = {
  files: {
    '/ws/dag.py': '',
    '/ws/conf/a.json': '{"name": "a", "tasks": ["x", "y"]}',
    '/ws/conf/b.json': '{"name": "b"}',
    '/ws/conf/sub/c.yaml': 'name: c\ncron: "0 5 * * *"\n',
    '/ws/conf/notes.txt': 'one\ntwo\n',
    '/ws/conf/rows.csv': 'id,name\n1,x\n2,y\n',
    '/ws/conf/settings.toml': '[a]\nb = 1\n',
  },
  variables: { REGION: 'eu' },
};

const PRELUDE =
  'import os, json, yaml, csv, glob, tomllib, io\nfrom pathlib import Path\nHERE = Path("/ws/dag.py").parent\n__file__ = "/ws/dag.py"\n';

function reprOf(code: string): string | undefined {
  return evaluateText(parser, PRELUDE + code, WORLD).repr;
}

/** Each row: code that sets `result`, and what real Python would make of it with these files. */
const KNOWN: readonly (readonly [code: string, repr: string])[] = [
  ['result = json.load(open("/ws/conf/a.json"))', "{'name': 'a', 'tasks': ['x', 'y']}"],
  [
    'with open(os.path.join(os.path.dirname(__file__), "conf", "b.json")) as f:\n  result = json.load(f)',
    "{'name': 'b'}",
  ],
  ['result = json.loads((HERE / "conf" / "a.json").read_text())["tasks"]', "['x', 'y']"],
  ['result = yaml.safe_load((HERE / "conf/sub/c.yaml").open())', "{'name': 'c', 'cron': '0 5 * * *'}"],
  ['with open("/ws/conf/notes.txt") as f:\n  result = [line.strip() for line in f]', "['one', 'two']"],
  ['result = open("/ws/conf/notes.txt").read().splitlines()', "['one', 'two']"],
  ['result = open("/ws/conf/notes.txt").readlines()', "['one\\n', 'two\\n']"],
  ['result = list(csv.DictReader(open("/ws/conf/rows.csv")))', "[{'id': '1', 'name': 'x'}, {'id': '2', 'name': 'y'}]"],
  ['result = tomllib.load(open("/ws/conf/settings.toml", "rb"))', "{'a': {'b': 1}}"],
  ['result = sorted(glob.glob("/ws/conf/*.json"))', "['/ws/conf/a.json', '/ws/conf/b.json']"],
  ['result = glob.glob("/ws/**/*.yaml", recursive=True)', "['/ws/conf/sub/c.yaml']"],
  ['result = glob.glob("/ws/conf/[ab].json")', "['/ws/conf/a.json', '/ws/conf/b.json']"],
  ['result = [p.stem for p in sorted((HERE / "conf").glob("*.json"))]', "['a', 'b']"],
  ['result = [p.name for p in HERE.rglob("*.yaml")]', "['c.yaml']"],
  ['result = sorted(p.name for p in (HERE / "conf").iterdir() if p.is_dir())', "['sub']"],
  ['result = sorted(os.listdir("/ws/conf"))', "['a.json', 'b.json', 'notes.txt', 'rows.csv', 'settings.toml', 'sub']"],
  ['result = [(r, d, f) for r, d, f in os.walk("/ws/conf")][1]', "('/ws/conf/sub', [], ['c.yaml'])"],
  ['result = [e.name for e in os.scandir("/ws/conf") if e.is_dir()]', "['sub']"],
  [
    'result = os.path.exists("/ws/conf/a.json"), os.path.isdir("/ws/conf"), os.path.isfile("/ws/conf")',
    '(True, True, False)',
  ],
  ['result = (HERE / "conf").exists(), (HERE / "conf/a.json").is_file()', '(True, True)'],
  ['result = json.load(open("conf/a.json"))["name"]', "'a'"],
  [
    'result = os.environ.get("REGION"), os.environ["REGION"], os.getenv("REGION", "us"), "REGION" in os.environ',
    "('eu', 'eu', 'eu', True)",
  ],
  ['result = os.environ.get("OTHER", "us"), os.getenv("OTHER")', "('us', None)"],
  [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Python's
    'result = os.path.expandvars("$REGION/${REGION}_x$"), os.path.expandvars("a: 1\\nb: $OTHER/x")',
    "('eu/eu_x$', 'a: 1\\nb: $OTHER/x')",
  ],
  ['os.environ["SET"] = "x"\nresult = os.environ["SET"], os.environ.get("SET", "y")', "('x', 'x')"],
];

for (const [code, repr] of KNOWN) {
  test(code, () => assert.equal(reprOf(code), repr));
}

/** Code whose result cannot be known, and what the reason says. */
const UNKNOWN: readonly (readonly [code: string, because: RegExp])[] = [
  ['result = json.load(open("/elsewhere/a.json"))', /not in the workspace/],
  ['result = Path("/elsewhere/a").read_text()', /not in the workspace/],
  ['result = os.listdir("/elsewhere")', /not in the workspace/],
  ['result = os.path.exists("/elsewhere")', /not in the workspace/],
  ['result = os.environ["OTHER"]', /environment variable OTHER/],
  ['result = "OTHER" in os.environ', /not known/],
  ['result = os.path.expandvars("$OTHER/x.yml")', /environment variable OTHER/],
  ['result = os.environ[os.environ["OTHER"]]', /environment variable OTHER/],
  ['result = os.getcwd()', /machine/],
  ['result = Path.home()', /home/],
  ['import datetime\nresult = datetime.datetime.now()', /time of the parse/],
  [
    'import datetime\nresult = (datetime.date.today() - datetime.timedelta(days=1)).strftime("%Y")',
    /time of the parse/,
  ],
  ['import pendulum\nresult = pendulum.today("UTC").add(days=-2)', /time of the parse/],
  ['import random\nresult = random.randint(1, 5)', /chance/],
  ['import uuid\nresult = str(uuid.uuid4())', /chance/],
  ['import time\nresult = int(time.time())', /time of the parse/],
  ['result = hash("x")', /run to run/],
];

for (const [code, because] of UNKNOWN) {
  test(code, () => {
    const { value } = evaluateText(parser, PRELUDE + code, WORLD);
    assert.equal(value?.kind, 'unknown');
    assert.match(value?.kind === 'unknown' ? value.because : '', because);
  });
}

test('what stands on a default or on the settings is only assumed', () => {
  const codes = [
    'os.environ.get("OTHER", "us").upper()',
    'f"{os.environ[\'REGION\']}_etl"',
    'os.getenv("OTHER")',
    'open("conf/notes.txt").read()',
  ];
  for (const code of codes) {
    const { value } = evaluateText(parser, `${PRELUDE}result = ${code}`, WORLD);
    assert.notEqual(value?.assumed, undefined, code);
  }
  const { value } = evaluateText(parser, `${PRELUDE}result = open("/ws/conf/notes.txt").read()`, WORLD);
  assert.equal(value?.assumed, undefined);
});

test('values read from JSON and YAML know where they are written', () => {
  const { value } = evaluateText(parser, `${PRELUDE}result = json.load(open("/ws/conf/a.json"))["tasks"][1]`, WORLD);
  const text = WORLD.files!['/ws/conf/a.json']!;
  assert.equal(value?.at.uri, '/ws/conf/a.json');
  assert.equal(text.slice(value?.at.start, value?.at.end), '"y"');
  const yaml = evaluateText(parser, `${PRELUDE}result = yaml.safe_load(open("/ws/conf/sub/c.yaml"))["cron"]`, WORLD);
  assert.equal(yaml.value?.at.uri, '/ws/conf/sub/c.yaml');
});

test('an unknown environment variable shows its name in texts', () => {
  const { value } = evaluateText(parser, `${PRELUDE}result = "{}_etl".format(os.environ["ENV"])`, WORLD);
  assert.equal(value?.kind === 'unknown' ? value.text : undefined, '{ENV}_etl');
});
