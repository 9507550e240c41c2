"""Makes the wheels in runner/python/wheels from those of PyPI: without compiled parts and type stubs, so that one file fits
every system and Python. Needs the network; run it only to change a version, and look at the licences again.

    python3 scripts/pure-wheels.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGES = (
    "jinja2==3.1.6",
    "markupsafe==3.0.3",
    "pendulum==3.1.0",
    "python-dateutil==2.9.0.post0",
    "six==1.17.0",
    "tzdata==2026.6",
)
WHEELS = Path(__file__).parent.parent / "runner" / "python" / "wheels"
LEFT_OUT = (".so", ".pyd", ".pyi", ".c", "/RECORD", "dateutil-zoneinfo.tar.gz")


def pure_copy(wheel: Path, target: Path) -> None:
    """Copies a wheel without what is left out; the same bytes each time."""
    with zipfile.ZipFile(wheel) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as copy:
        for name in sorted(source.namelist()):
            if not name.endswith(LEFT_OUT):
                copy.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED, 9)


def main() -> None:
    WHEELS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--dest", folder, *PACKAGES], check=True
        )
        for wheel in sorted(Path(folder).glob("*.whl")):
            name, version = wheel.name.split("-")[:2]
            pure_copy(wheel, WHEELS / f"{name}-{version}-py3-none-any.whl")


if __name__ == "__main__":
    main()
