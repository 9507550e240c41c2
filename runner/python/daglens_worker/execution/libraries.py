"""Finds the Python libraries that come with the product.

Jinja2 and MarkupSafe go before those of the interpreter: a template shall render alike on every machine, and 3.1, which they are,
is what Airflow 2.3 to 3.3 have and what all code for 3.x works with. The others are used where the interpreter has none:
the rest of the user's environment was installed for the ones it has.
"""

from __future__ import annotations

import sys
from pathlib import Path

_FIRST = ("jinja2-", "markupsafe-")


def add_libraries(package: Path) -> None:
    """Puts the libraries on Python's search path.

    :param package: the folder that holds this package: beside it lie `libs` in the product, and `wheels` in the sources
    """
    libraries = package / "libs"
    if libraries.is_dir():
        sys.path.insert(0, str(libraries / "first"))
        sys.path.append(str(libraries / "last"))
        return
    for wheel in sorted((package / "wheels").glob("*.whl")):
        if wheel.name.startswith(_FIRST):
            sys.path.insert(0, str(wheel))
        else:
            sys.path.append(str(wheel))
