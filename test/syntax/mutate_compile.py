"""Mutates Python files and records what compile() says to each mutation. The table in truth/mutations.json was made by

    python3.13 test/syntax/mutate_compile.py test/syntax/fixtures 2000 7 test/syntax/truth/mutations.json python3.13 python3.11


python mutate_compile.py FOLDER COUNT SEED OUT [python ...]

Every interpreter given (default: this one) compiles every mutated text. A line of OUT (JSON, one array) is
{"file": name, "edits": [[start, end, text], ...], "lines": [line or null, ...]}: offsets count code points of the file,
edits apply from last to first, one line number for each interpreter, null where it accepts the text.
With --texts the mutated text itself is stored instead of the edits.
"""
import json
import pathlib
import random
import re
import subprocess
import sys
import warnings

TOKEN = re.compile(
    r"""(?:[rbfuRBFU]{0,2})(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
    r"""|\#[^\n]*|\w+|[ \t]+|\n|\*\*=|//=|>>=|<<=|\.\.\.|[-+*/%@&|^=<>!:]=|->|\*\*|//|>>|<<|.""",
    re.S,
)
KEYWORDS = (
    "False None True and as assert async await break class continue def del elif else except finally for from global if "
    "import in is lambda nonlocal not or pass raise return try while with yield match case type print exec"
).split()
SIGNS = list("()[]{},:;.=+-*/%@&|^~<>!$?\\\"'`#") + [":=", "==", "->", "**", "//", ">>", "<<", "...", "+=", "!=", '"""', "\n", "  "]


def tokens(text):
    return [(m.start(), m.end()) for m in TOKEN.finditer(text)]


def lines(text):
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        spans.append((at, at + len(line)))
        at += len(line)
    return spans


def code_tokens(text):
    return [(a, b) for a, b in tokens(text) if not text[a:b].isspace() and not text[a:b].startswith("#")]


def pick_token(rng, text, wanted=None):
    found = [(a, b) for a, b in code_tokens(text) if wanted is None or text[a:b] in wanted]
    return rng.choice(found) if found else None


def delete_token(rng, text):
    a, b = pick_token(rng, text)
    return [[a, b, ""]]


def duplicate_token(rng, text):
    a, b = pick_token(rng, text)
    return [[b, b, " " + text[a:b]]]


def replace_token(rng, text):
    a, b = pick_token(rng, text)
    c, d = pick_token(rng, text)
    return [[a, b, text[c:d]]]


def insert_token(rng, text):
    a, _ = pick_token(rng, text)
    word = rng.choice(KEYWORDS + SIGNS + ["x", "1", "'s'", "f(x)", "0x1", "01", "1a"])
    return [[a, a, word + rng.choice([" ", ""])]]


def swap_tokens(rng, text):
    all_tokens = code_tokens(text)
    i = rng.randrange(len(all_tokens) - 1)
    (a, b), (c, d) = all_tokens[i], all_tokens[i + 1]
    return [[a, b, text[c:d]], [c, d, text[a:b]]]


def delete_sign(rng, text):
    found = pick_token(rng, text, set("()[]{},:=.'\""))
    return [[found[0], found[1], ""]] if found else []


def insert_sign(rng, text):
    a, b = pick_token(rng, text)
    return [[b, b, rng.choice("()[]{},:=.'\"")]]


def delete_quote(rng, text):
    found = [m.start() for m in re.finditer("['\"]", text)]
    at = rng.choice(found) if found else 0
    return [[at, at + 1, ""]]


def indent_line(rng, text):
    a, _ = rng.choice([s for s in lines(text) if text[s[0] : s[1]].strip()])
    return [[a, a, rng.choice([" ", "  ", "    ", "\t"])]]


def dedent_line(rng, text):
    found = [s for s in lines(text) if text[s[0]] in " \t"]
    if not found:
        return []
    a, b = rng.choice(found)
    blanks = len(text[a:b]) - len(text[a:b].lstrip())
    return [[a, a + rng.randint(1, max(1, blanks)), ""]]


def delete_line(rng, text):
    a, b = rng.choice([s for s in lines(text) if text[s[0] : s[1]].strip()])
    return [[a, b, ""]]


def duplicate_line(rng, text):
    a, b = rng.choice([s for s in lines(text) if text[s[0] : s[1]].strip()])
    return [[b, b, text[a:b]]]


def move_line(rng, text):
    spans = lines(text)
    a, b = rng.choice([s for s in spans if text[s[0] : s[1]].strip()])
    c, _ = rng.choice(spans)
    if a <= c <= b:
        return []
    return sorted([[a, b, ""], [c, c, text[a:b]]])


def cut_line(rng, text):
    a, b = rng.choice([s for s in lines(text) if text[s[0] : s[1]].strip()])
    stop = len(text[a:b].rstrip("\n"))
    return [[a + rng.randint(0, stop), a + stop, ""]]


def cut_file(rng, text):
    at = rng.randrange(len(text))
    return [[at, len(text), ""]]


def join_lines(rng, text):
    found = [m.start() for m in re.finditer("\n", text)]
    at = rng.choice(found)
    return [[at, at + 1, rng.choice([" ", ""])]]


def split_line(rng, text):
    a, _ = pick_token(rng, text)
    return [[a, a, "\n"]]


def insert_statement(rng, text):
    a, b = rng.choice([s for s in lines(text) if text[s[0] : s[1]].strip()])
    blanks = text[a:b][: len(text[a:b]) - len(text[a:b].lstrip())]
    statement = rng.choice(STATEMENTS).replace("\\n", "\n")
    return [[a, a, "".join(blanks + line + "\n" for line in statement.split("\n"))]]


STATEMENTS = r"""return
return 1
yield 1
await x
break
continue
f() = 1
None = 1
x + 1 = 2
a, f() = 1, 2
del f()
del x + 1
global x
nonlocal x
print 'x'
print x, y
exec 'x'
f(a=1, 2)
f(**a, *b)
f(a=1, a=2)
f(x for x in y, 1)
f(1 for 2 in 3)
def f(a, a): pass
def f(a=1, b): pass
def f(*): pass
def f(**a, b): pass
def f(*, **a): pass
lambda a, a: 1
x = *a
*a
*a = b
x = 01
x = 1__0
x = 'abc
x = f'{}'
x = f'{a b}'
x = f'{a'
x = f'{a!x}'
x = 'a' b'a'
x = b'é'
x = '\\x1'
if x = 1: pass
while x = 1: pass
if x
else:
elif x: pass
except: pass
finally: pass
try: pass
with a as f(): pass
for f() in x: pass
for x y: pass
import a.b as c.d
from a import *
from a import b,
from a import (b, c
from __future__ import nothing
from __future__ import annotations
class A pass
class A(: pass
def f() pass
def f(: pass
def f():
if x:
for x in y:
x = [1, 2
x = (1, 2]
x = {1: 2, 3}
x = {1: }
x = {'a': 1 'b': 2}
x = [a b]
x = [a, b for a in c]
x = (a b
x = a b
x == 1 = 2
x := 1
(x := 1)
x = y := 1
f(a.b=1)
f(True=1)
f(a := 1)
f(a, b := 1)
assert x, y, z
raise x, y
raise x from
x++
x = x if y
x = not
x = a and
x = a.1
x = a..b
x = 1.a
x = a?
x = $a
x = `a`
x <> y
async x
async def f(): pass
async for x in y: pass
async with x: pass
[x async for x in y]
[await x for x in y]
class A: return 1
def f(x): global x
def f(x): nonlocal x
def f(): nonlocal zzz
def f(): x = 1; global x
def f(): from a import *
def f(): yield x; return 1
async def f(): yield 1; return 2
async def f(): yield from x
async def f(): return [await x for x in y]
try: pass\nexcept: pass\nexcept A: pass
try: pass\nelse: pass
for x in y: pass\nelse: pass
match x:\n    case 1: pass\n    case y: pass
match x:\n    case y: pass\n    case 1: pass
match x:\n    case [a, a]: pass
match x:\n    case {'a': 1, 'a': 2}: pass
match x:\n    case 1 | y: pass
match x:\n    pass
type X = int
def f[T](x: T): pass
x: int = 1
(x): int = 1
x, y: int
f(): int
x += yield
yield = 1
__debug__ = 1
a, *b, *c = d
a = *b, c
print(*a)
f(*a, *b)
f(*)
f(**)
f(,)
f(a,,b)
x[]
x[1:2:3:4]
x[a:=1]
[*a for a in b]
{**a for a in b}
{*a: 1}
(*a)
(**a)
(yield)
lambda: (yield)
@a
@a.b(c)\ndef f(): pass
pass;
;
pass;; pass
x = 1 if
in x
is
not in x
0xg
1_
0b2
0777
1e
x = 5L
ur'x'
u'x' b'x'
\\""".split("\n")

MUTATIONS = [
    delete_token, delete_token, duplicate_token, replace_token, insert_token, insert_token, swap_tokens, delete_sign, delete_sign,
    insert_sign, insert_sign, delete_quote, indent_line, dedent_line, delete_line, duplicate_line, move_line, cut_line, cut_file,
    join_lines, split_line, insert_statement, insert_statement, insert_statement, insert_statement,
]


def apply(text, edits):
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def refused_line(text):
    warnings.simplefilter("ignore")
    try:
        compile(text, "<mutation>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return [error.lineno or 0, error.msg]
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        return [0, str(error)]
    return None


def answer():
    """Reads JSON texts from standard input, writes a line for each."""
    sys.setrecursionlimit(5000)
    for line in sys.stdin:
        print(json.dumps(refused_line(json.loads(line))))


def ask(python, texts):
    done = subprocess.run(
        [python, __file__, "--answer"], input="".join(json.dumps(t) + "\n" for t in texts), capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def main(folder, count, seed, out, *pythons, texts=False):
    rng = random.Random(int(seed))
    files = sorted(p for p in pathlib.Path(folder).rglob("*.py"))
    bases = {}
    while len(bases) < min(len(files), 400):
        path = rng.choice(files)
        if path in bases:
            continue
        try:
            bases[path] = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        except (UnicodeDecodeError, OSError):
            bases[path] = ""
        if not 200 < len(bases[path]) < 40000 or refused_line(bases[path]):
            files.remove(path)
            del bases[path]
    names = sorted(bases)
    rows, mutated = [], []
    while len(rows) < int(count):
        path = rng.choice(names)
        try:
            edits = rng.choice(MUTATIONS)(rng, bases[path])
        except (TypeError, IndexError, ValueError):
            continue
        text = apply(bases[path], edits)
        if edits and text != bases[path]:
            rows.append({"file": str(path.relative_to(folder)), "edits": edits})
            mutated.append(text)
    answers = [ask(python, mutated) for python in (pythons or [sys.executable])]
    for i, row in enumerate(rows):
        row["lines"] = [each[i] and each[i][0] for each in answers]
        if texts:
            row["messages"] = [each[i] and each[i][1] for each in answers]
            row["text"] = mutated[i]
    with open(out, "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    if "--answer" in sys.argv:
        answer()
    else:
        main(*arguments, texts="--texts" in sys.argv)
