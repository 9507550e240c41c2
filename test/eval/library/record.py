"""Records what real Python says to expressions.txt, into truth.json.

python3.11 -m venv v && v/bin/pip install pendulum==3.0.0 pyyaml==6.0.2 python-dateutil==2.9.0 pytz packaging tzdata pydantic==2.11.7 attrs==25.3.0
PYTHONHASHSEED=0 v/bin/python test/eval/library/record.py
"""

import ast
import json
import pathlib

HERE = pathlib.Path(__file__).parent
PRELUDE = (HERE / "prelude.py").read_text()


def answer(line: str) -> dict:
    *statements, expression = (part.replace("\\n", "\n") if "def " in part or "class " in part else part for part in line.split(" ;; "))
    names: dict = {}
    exec(PRELUDE, names)
    try:
        for statement in statements:
            exec(statement, names)
        return {"expression": line, "repr": repr(eval(expression, names))}
    except Exception as error:
        return {"expression": line, "raises": type(error).__name__}


def parts(line: str) -> list[str]:
    """A bare tuple is several expressions, so that one of them cannot hide the others."""
    if " ;; " in line:
        return [line]
    body = ast.parse(line, mode="eval").body
    if not isinstance(body, ast.Tuple) or line.startswith("(") and line.endswith(")"):
        return [line]
    return [ast.get_source_segment(line, element) for element in body.elts]


lines = (HERE / "expressions.txt").read_text().splitlines()
answers = [answer(part) for line in lines if line and not line.startswith("#") for part in parts(line)]
(HERE / "truth.json").write_text(json.dumps(answers, indent=1, ensure_ascii=False) + "\n")
for one in answers:
    if "raises" in one:
        print(one)
