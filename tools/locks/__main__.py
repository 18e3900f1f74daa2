"""Writes the lock files and what follows from them: `python -m tools.locks [--upgrade]`.

Without `--upgrade` releases stay as they are where they may. With `--offline` the lock files stay
too, and only what follows from them is written: the constraints in pyproject.toml, and the SBOM.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import pipeline
from tools.locks.constraints import with_constraints, without_constraints
from tools.locks.lock_file import read_lock
from tools.locks.platforms import places, why_not_installable
from tools.locks.sbom import sbom

ROOT = Path(__file__).resolve().parents[2]
PROJECT, SBOM = ROOT / "pyproject.toml", ROOT / "sbom.cdx.json"
# What runs and installs the program; the same with what develops it; and with what a Dask cluster
# needs.
RUNTIME_LOCK, DEVELOPMENT_LOCK = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
DASK_LOCK = ROOT / "requirements-dask.lock"
DASK_EXTRA = ("--extra", "dask")
# What each pins, and the lock whose releases it takes, which is written before it.
ASKED_FOR: dict[Path, tuple[str, ...]] = {
    RUNTIME_LOCK: ("--group", "build"),
    DEVELOPMENT_LOCK: ("--group", "dev", *DASK_EXTRA, "--constraints", RUNTIME_LOCK.name),
    DASK_LOCK: ("--group", "build", *DASK_EXTRA, "--constraints", DEVELOPMENT_LOCK.name),
}
OLDEST_PYTHON = "3.11"


def main() -> int:
    """Write them; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="pin the newest allowed releases")
    parser.add_argument("--offline", action="store_true", help="leave the lock files as they are")
    options = parser.parse_args()
    if not options.offline:
        uv = shutil.which("uv", path=Path(sys.executable).parent) or "uv"
        for problem in compile_locks(uv, options.upgrade):
            print(problem, file=sys.stderr)
            return 1
    for path, text in derived_files().items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


def derived_files() -> dict[Path, str]:
    """The text of each file that follows from the lock files."""
    project = PROJECT.read_text(encoding="utf-8")
    about = tomllib.loads(project)["project"]
    pinned = read_lock(RUNTIME_LOCK.read_text(encoding="utf-8"))
    tools = read_lock(DEVELOPMENT_LOCK.read_text(encoding="utf-8"))
    return {
        PROJECT: with_constraints(project, tools),
        SBOM: sbom(about["name"], pipeline.__version__, about["license"], pinned),
    }


def compile_locks(uv: str, upgrade: bool) -> list[str]:
    """Pin releases, where wheels of all of them install everywhere; else what does not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Without the pins that stand in it, by which none would ever change.
        project = without_constraints(PROJECT.read_text(encoding="utf-8"))
        (folder / PROJECT.name).write_text(project, encoding="utf-8")
        for lock, asked in ASKED_FOR.items():
            if lock.exists():
                shutil.copy(lock, folder)
            subprocess.run(
                [
                    *(uv, "pip", "compile", "--quiet", PROJECT.name, *asked),
                    *("--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes"),
                    *("--only-binary", ":all:", "--no-header", "--output-file", lock.name),
                    *(["--upgrade"] if upgrade else []),
                ],
                cwd=folder,
                check=True,
            )
        problems = [
            f"{place.system}, Python {place.python}: {why}"
            for place in places()
            if (why := why_not_installable(uv, folder / DEVELOPMENT_LOCK.name, place))
        ]
        for lock in ASKED_FOR if not problems else ():
            shutil.copyfile(folder / lock.name, lock)
    return problems


if __name__ == "__main__":
    sys.exit(main())
