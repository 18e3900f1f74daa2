"""Tolerances: each in the module of its package, with its unit, a reason, and in its range."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.command_line import ROOT

PACKAGES = [
    ROOT / "pipeline" / name
    for name in ("pdf", "grids", "grids/unruled", "grids/white_space", "tables")
]
# How much of a unit a number may be, by the end of its name.
UNITS = {
    r"_POINTS": (0.0, 1000.0),
    r"_SHARES?_OF_[A-Z]+": (0.0, 1.0),
    r"_PIXELS": (0.0, 10_000.0),
    r"_PER_POINT": (1.0, 10.0),
    # Of 255 greys.
    r"_CONTRAST": (0.0, 255.0),
    # White and what is left of it, by the height of a line or the width of a stripe.
    r"_TIMES_(HEIGHT|WIDTH)": (0.0, 10.0),
    r"_TIMES_[A-Z_]+": (1.0, 10.0),
    r"_(BORDERS|CELLS|FAULTS|LETTERS|LINES|PAGES|ROWS|RULES|TRIES|WORDS)": (1.0, 200.0),
}
# Not about what a page looks like: limits of the child, and how pictures are drawn.
OTHER_NUMBERS = {f"pipeline/pdf/{name}.py" for name in ("drawing", "png")}


def tolerances(package: Path) -> dict[str, tuple[float, ...]]:
    """The tolerances of a package; one that is a row of tries has several numbers."""
    name = ".".join((*package.relative_to(ROOT).parts, "tolerances"))
    values = {n: v for n, v in vars(import_module(name)).items() if n.isupper()}
    return {n: v if isinstance(v, tuple) else (v,) for n, v in values.items()}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_each_tolerance_names_its_unit_and_is_in_its_range(package: Path) -> None:
    found = tolerances(package)
    assert len(found) > 3
    for name, values in found.items():
        limits = next(ends for unit, ends in UNITS.items() if re.search(rf"{unit}$", name))
        assert all(limits[0] < value <= limits[1] for value in values), name


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_each_tolerance_has_a_reason(package: Path) -> None:
    lines = (package / "tolerances.py").read_text(encoding="utf-8").splitlines()
    bare = [
        line
        for before, line in pairwise(lines)
        if re.match("[A-Z_]+ = ", line) and not before.startswith("# ")
    ]
    assert bare == []


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_what_holds_a_tolerance_is_there(package: Path) -> None:
    text = (package / "tolerances.py").read_text(encoding="utf-8")
    comments = [line for line in text.splitlines() if line.startswith("# ")]
    named = set(re.findall(r"`([\w-]+)`", "\n".join(comments)))
    samples = {path.stem for path in (ROOT / "tests" / "documents" / "layouts").glob("*.pdf")}
    tests = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
    assert named
    assert named - samples - tests == set()


def test_tries_rise_from_the_narrowest() -> None:
    found = tolerances(ROOT / "pipeline" / "grids" / "unruled")
    tries = found["SAME_CELL_TRIES_TIMES_PITCH"]
    assert list(tries) == sorted(set(tries))
    usual, smaller = found["PITCH_SHARES_OF_DISTANCES"]
    assert smaller < usual


def test_no_number_stands_alone_where_pages_are_read() -> None:
    """Fractions have a name and a reason; 0.0 is where a page begins, or nothing."""
    modules = [path for package in PACKAGES for path in sorted(package.glob("*.py"))]
    places = {module.relative_to(ROOT).as_posix(): module for module in modules}
    loose = [
        f"{place}:{node.lineno}: {node.value}"
        for place, module in places.items()
        if module.name != "tolerances.py" and place not in OTHER_NUMBERS
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value
    ]
    assert loose == []
