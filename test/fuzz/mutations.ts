// Files that no one would write: real ones broken in many ways, and ones made to exhaust whoever evaluates them.

import type { Random } from './random';

/** A few files by absolute path; `main` is the one that is checked. */
export interface Case {
  readonly kind: string;
  readonly main: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

export const FOLDER = '/fuzz/dags';
const MAIN = `${FOLDER}/case.py`;
const HEAD = 'from airflow.sdk import DAG, task\nfrom airflow.providers.standard.operators.bash import BashOperator\n';

type Mutation = (random: Random, seeds: readonly string[]) => string | Uint8Array | Readonly<Record<string, string>>;

/** Every way to make a case, by name. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  cut: (random, seeds) => {
    const text = random.pick(seeds);
    return text.slice(0, random.below(text.length));
  },
  cutMiddle: (random, seeds) => {
    const text = random.pick(seeds);
    const at = random.below(text.length);
    return text.slice(0, at) + text.slice(at + random.below(60));
  },
  splice: (random, seeds) => {
    const [text, other] = [random.pick(seeds), random.pick(seeds)];
    const [at, from] = [random.below(text.length), random.below(other.length)];
    return text.slice(0, at) + other.slice(from, from + random.below(400)) + text.slice(at);
  },
  lines: (random, seeds) => {
    const lines = random.pick(seeds).split('\n');
    for (let i = 0; i < 1 + random.below(6); i++) {
      const [from, to] = [random.below(lines.length), random.below(lines.length)];
      const moved = random.below(2) ? lines.splice(from, 1) : lines.slice(from, from + 1);
      lines.splice(to, 0, ...moved);
    }
    return lines.join('\n');
  },
  words: (random, seeds) => {
    const words = random.pick(seeds).split(/\b/);
    for (let i = 0; i < 1 + random.below(5); i++) words[random.below(words.length)] = random.pick(words);
    return words.join('');
  },
  characters: (random, seeds) => {
    const text = random.pick(seeds);
    const at = random.below(text.length);
    const inserted = random.pick([...'()[]{}:,="\'\\\t\n\r#@*%$\0\ud800😀', '"""', '**', '->', ':=', '\ufeff']);
    return text.slice(0, at) + inserted + text.slice(at + random.below(2));
  },
  bytes: (random, seeds) => {
    const bytes = new TextEncoder().encode(random.pick(seeds));
    for (let i = 0; i < 1 + random.below(8); i++) bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
  notText: (random) => Uint8Array.from({ length: random.below(3000) }, () => random.below(256)),
  nested: (random) => {
    const depth = 10 ** (1 + random.below(4)) * (1 + random.below(9));
    const [open, close] = random.pick([
      ['[', ']'],
      ['(', ')'],
      ['{1:', '}'],
      ['f(', ')'],
      ['-', ''],
      ['not ', ''],
      ['lambda: ', ''],
      ['x.a(', ')'],
      ['x[', ']'],
      ["f'{", "}'"],
    ]);
    return `${HEAD}x = ${open!.repeat(depth)}1${close!.repeat(depth)}\n`;
  },
  indented: (random) => {
    const header = random.pick([
      'if x:',
      'for i in x:',
      'def f():',
      'class A:',
      'with DAG("d") as d:',
      'try:',
      'while True:',
    ]);
    const depth = 1 + random.below(150);
    return `${HEAD}${Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}${header}\n`).join('')}${' '.repeat(depth)}pass\n`;
  },
  chained: (random) => {
    const [joint, count] = [
      random.pick([' + ', ' >> ', '.a', '[0]', '()', ' and ', ' < ', ' if x else ']),
      random.below(8000),
    ];
    const piece = /^[ ]/.test(joint) ? `${joint}x` : joint;
    return `${HEAD}x = BashOperator(task_id="x")\ny = x${piece.repeat(count)}\n`;
  },
  huge: (random, seeds) => random.pick(seeds).repeat(1 + random.below(60)),
  endless: (random) => HEAD + random.pick(ENDLESS),
  giant: (random) => {
    const size = random.pick(['10**9', '10**18', '2**63', '10**6', '999999']);
    return HEAD + random.pick(GIANT).replaceAll('SIZE', size);
  },
  recursiveImports: (random) => {
    const names = Array.from({ length: 1 + random.below(6) }, (_, i) => `module_${i}`);
    const importOf = () => {
      const name = random.pick(names);
      return random.pick([
        `import ${name}`,
        `from ${name} import *`,
        `from ${name} import x`,
        `from . import ${name}`,
        `from .${name} import x as y`,
      ]);
    };
    const body = () => `${importOf()}\n${importOf()}\nx = 1\ndef f():\n    ${importOf()}\n    return x\nx = f()\n`;
    const files = Object.fromEntries(names.map((name) => [`${FOLDER}/${name}.py`, `${HEAD}${body()}`]));
    return { ...files, [MAIN]: `${HEAD}${body()}with DAG("d") as d:\n    BashOperator(task_id=str(x))\n` };
  },
};

const ENDLESS: readonly string[] = [
  'while True:\n    pass\n',
  'x = 0\nwhile x < 10:\n    x -= 1\n    BashOperator(task_id=f"t{x}")\n',
  'def f(n):\n    return f(n + 1)\nf(0)\n',
  'def f(n):\n    f(n)\n    f(n)\n    f(n)\nf(0)\n',
  'def a():\n    return b()\ndef b():\n    return a()\na()\n',
  'f = lambda g: g(g)\nf(f)\n',
  'x = [1]\nfor i in x:\n    x.append(i)\n',
  'x = {}\nx["x"] = x\nprint(str(x), x == x, sorted([x]), f"{x}")\n',
  'x = []\nx.append(x)\ny = repr(x) + str(x == x)\n',
  'class A:\n    def __getattr__(self, n):\n        return getattr(self, n)\nA().x\n',
  'class A:\n    def __init__(self):\n        A()\nA()\n',
  'class A(A):\n    pass\nA()\n',
  'class A:\n    __call__ = property(lambda s: s.__call__)\nA()()\n',
  'import itertools\nfor i in itertools.count():\n    BashOperator(task_id=str(i))\n',
  'import itertools\nx = list(itertools.cycle([1, 2]))\n',
  'def g():\n    while True:\n        yield 1\nfor i in g():\n    BashOperator(task_id=str(i))\nx = list(g())\n',
  'from functools import reduce\nreduce(lambda a, b: a + a, [["x"]] * 100)\n',
  'a = "x"\nfor i in range(100):\n    a = a + a\n',
  'a = [1]\nfor i in range(100):\n    a = [a, a]\nstr(a)\n',
  'a = {}\nfor i in range(60):\n    a = {"l": a, "r": a}\nb = str(a)\nc = a == a\n',
  'def d(f):\n    return d(f)\n@d\ndef x():\n    pass\n',
  'with DAG("d") as d:\n    a = BashOperator(task_id="a")\n    for i in range(10**5):\n        a >> BashOperator(task_id=f"t{i}")\n',
  'with DAG("d") as d:\n    t = [BashOperator(task_id=f"t{i}") for i in range(3000)]\n    for a in t:\n        t >> a\n',
  'with DAG("d") as d:\n    t = [BashOperator(task_id=f"t{i}") for i in range(2000)]\n    for a, b in zip(t, t[1:] + t[:1]):\n        a >> b\n',
  'match x:\n    case [*a, *b]:\n        pass\n    case {"a": {"b": [1, *_]}}:\n        pass\nimport sys\nsys.setrecursionlimit(10**9)\n',
];

const GIANT: readonly string[] = [
  'x = [i for i in range(SIZE)]\n',
  'x = [(i, j, k) for i in range(SIZE) for j in range(SIZE) for k in range(SIZE)]\n',
  'x = {i: j for i in range(SIZE) for j in range(i)}\n',
  'x = "a" * SIZE\n',
  'x = [0] * SIZE\ny = x * SIZE\n',
  'x = list(range(SIZE))\ny = sorted(x)\nz = sum(x)\n',
  'x = SIZE ** SIZE ** SIZE\n',
  'x = 1 << SIZE\ny = str(x)\n',
  'x = "%SIZEd" % 1\n',
  'x = f"{1:>{SIZE}}"\n',
  'x = "a".ljust(SIZE).center(SIZE).zfill(SIZE)\n',
  'import itertools\nx = list(itertools.permutations(range(SIZE)))\n',
  'import itertools\nx = list(itertools.product(range(SIZE), repeat=9))\n',
  'for i in range(SIZE):\n    for j in range(SIZE):\n        BashOperator(task_id=f"{i}{j}")\n',
  'for i in range(SIZE):\n    globals()[f"d{i}"] = DAG(f"d{i}")\n',
  'x = ",".join(str(i) for i in range(SIZE))\n',
  'x = "a,".replace("a", "b" * SIZE) * 9\n',
  'import re\nre.match("(a+)+$", "a" * 40 + "b")\nx = re.sub("(x+x+)+y", "", "x" * 40)\n',
  'from datetime import timedelta\nx = timedelta(days=SIZE) * SIZE\n',
  'x = [[0] * 1000 for _ in range(SIZE)]\ny = str(x)\n',
  'with DAG("d", schedule="*/1 * * * *" * SIZE) as d:\n    BashOperator(task_id="a" * SIZE)\n',
  'x = any(i == -1 for i in range(SIZE)) or max(range(SIZE)) or list(map(str, range(SIZE)))\n',
];

const NAMES = Object.keys(MUTATIONS);

/** One case; the same random numbers and seeds give the same case. */
export function makeCase(random: Random, seeds: readonly string[]): Case {
  const kind = random.pick(NAMES);
  const made = MUTATIONS[kind]!(random, seeds);
  const texts = typeof made === 'string' || made instanceof Uint8Array ? { [MAIN]: made } : made;
  const encoder = new TextEncoder();
  const files = Object.entries(texts).map(([path, text]) => [
    path,
    typeof text === 'string' ? encoder.encode(text) : text,
  ]);
  return { kind, main: MAIN, files: Object.fromEntries(files) };
}
