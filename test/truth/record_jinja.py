"""Records what real Jinja2 says to templates, whole and broken.

    python test/truth/record_jinja.py 3.1=PYTHON 2.11=PYTHON
    python test/truth/record_jinja.py 3.1=PYTHON --fuzz 20000 --seed 1 --to FILE

Each PYTHON is the interpreter of an environment with that jinja2. The templates are those of jinja_cases.txt (parted by lines
of five hyphens) and mutations of them from a fixed seed. The answers go to test/truth/jinja.json, one template a line:
"error" is what `Environment(extensions=["jinja2.ext.do"]).from_string` refuses it for ("python": the code that Jinja makes of it
is not valid Python, or the compiler itself failed); "undeclared" what `meta.find_undeclared_variables` answers; "filters" and
"tests" the names used. Filters and tests are never unknown here. "2.11" stands only where that version is of another opinion.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "jinja_cases.txt")
ANSWERS = os.path.join(HERE, "jinja.json")
MUTATIONS = 400
PIECES = """{{ }} {% %} {# #} {%- -%} {{- -}} {%+ ( ) [ ] { } | . , : = == ' " ~ - + * ** // % < in not and or is if else elif endif for
endfor set endset raw endraw block endblock macro endmacro call endcall filter endfilter with endwith include import from as
extends do true none loop x ds params.x 1 1.5 \\ $ ! ; é default() defined""".split() + [" ", "\n", "\n\n"]


def cases():
    with open(CASES, encoding="utf-8") as file:
        return file.read().rstrip("\n").split("\n-----\n")


def mutate(rng, seeds):
    text = rng.choice(seeds)
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        tokens = re.findall(r"\{[{%#][-+]?|[-+]?[}%#]\}|\w+|\s+|.", text, re.S) or [""]
        at = rng.randrange(len(tokens))
        to = min(len(tokens), at + rng.choice([1, 1, 1, 2, 4]))
        kind = rng.randrange(6)
        if kind == 0:
            tokens[at:to] = []
        elif kind == 1:
            tokens[at:at] = [rng.choice(PIECES)]
        elif kind == 2:
            tokens[at:to] = [rng.choice(PIECES)]
        elif kind == 3:
            other = rng.randrange(len(tokens))
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif kind == 4:
            other = re.findall(r"\{[{%#][-+]?|[-+]?[}%#]\}|\w+|\s+|.", rng.choice(seeds), re.S)
            tokens[at:at] = other[: rng.randrange(1, 12)]
        else:
            tokens[at:at] = tokens[at:to]
        text = "".join(tokens)
    return text


def mutations(seed, count):
    rng = random.Random(seed)
    seeds = cases()
    seen = set(seeds)
    while count:
        text = mutate(rng, seeds)
        if text not in seen:
            seen.add(text)
            count -= 1
            yield text


class Everything(dict):
    """A table of filters or tests in which no name is missing; collects the names."""

    def __missing__(self, name):
        return lambda *args, **kwargs: ""

    def get(self, name, default=None):
        return self[name]

    def __contains__(self, name):
        return True


def answer(text):
    from jinja2 import Environment, TemplateSyntaxError, meta, nodes

    environment = Environment(extensions=["jinja2.ext.do"])
    environment.filters = Everything(environment.filters)
    environment.tests = Everything(environment.tests)
    said = {"text": text}
    try:
        tree = environment.parse(text)
        said["filters"] = sorted({node.name for node in tree.find_all(nodes.Filter)})
        said["tests"] = sorted({node.name for node in tree.find_all(nodes.Test)})
        environment.from_string(text)
        said["undeclared"] = sorted(meta.find_undeclared_variables(tree))
    except TemplateSyntaxError as error:
        return {"text": text, "error": {"message": error.message, "line": error.lineno}}
    except Exception as error:
        return {"text": text, "error": {"message": str(error).splitlines()[0], "python": type(error).__name__}}
    return said


def ask(python, texts):
    child = subprocess.run(
        [python, os.path.abspath(__file__), "--answer"],
        input=json.dumps(texts), stdout=subprocess.PIPE, universal_newlines=True, check=True,
    )
    return json.loads(child.stdout)


def write(path, answers):
    lines = [json.dumps(said, ensure_ascii=True, separators=(",", ":")) for said in answers]
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(lines) + "\n]\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pythons", nargs="+")
    parser.add_argument("--fuzz", type=int)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--to", default=ANSWERS)
    options = parser.parse_args()
    pythons = dict(given.split("=", 1) for given in options.pythons)
    if options.fuzz:
        texts = list(mutations(options.seed, options.fuzz))
    else:
        texts = cases() + list(mutations(options.seed, MUTATIONS))
    answers = ask(pythons["3.1"], texts)
    if "2.11" in pythons:
        for said, old in zip(answers, ask(pythons["2.11"], texts)):
            if ("error" in said) != ("error" in old):
                said["2.11"] = old.get("error")
    write(options.to, answers)


if sys.argv[1:] == ["--answer"]:
    import warnings

    warnings.simplefilter("ignore")
    json.dump([answer(text) for text in json.load(sys.stdin)], sys.stdout)
else:
    main()
