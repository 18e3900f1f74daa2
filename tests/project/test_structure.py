"""The house: rooms, and names that mean one thing."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from tests.support.command_line import ROOT

PROGRAM = ROOT / "pipeline"
# What fits on a screen, and what a reader keeps in mind of one room.
LONGEST_FUNCTION, LONGEST_MODULE = 50, 400
MODULES = sorted(PROGRAM.rglob("*.py"))
# What every module of a kind may have under the same name.
SHARED_NAMES = {"__version__"}


def names_defined(module: Path) -> set[str]:
    """The names of the functions, classes and values that a module defines for others to see."""
    names: set[str] = set()
    for statement in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.add(statement.name)
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            parts = (part for target in targets for part in ast.walk(target))
            names |= {
                part.id
                for part in parts
                if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
            }
    return names


def test_no_name_is_defined_in_two_modules() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module in MODULES:
        for name in names_defined(module) - SHARED_NAMES:
            places[name].append(module.relative_to(ROOT).as_posix())
    assert len(places) > 500
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


@pytest.mark.parametrize("folder", ["pipeline", "tests", "tools"])
def test_functions_fit_on_a_screen(folder: str) -> None:
    long = [
        f"{module.relative_to(ROOT).as_posix()}: {node.name}"
        for module in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_modules_of_the_program_are_short() -> None:
    lines = {
        module.relative_to(ROOT).as_posix(): len(module.read_text(encoding="utf-8").splitlines())
        for module in MODULES
    }
    assert {name: count for name, count in lines.items() if count > LONGEST_MODULE} == {}


def test_each_room_says_what_comes_in_and_what_goes_out() -> None:
    rooms = sorted(path for path in PROGRAM.rglob("__init__.py") if path.parent != PROGRAM)
    assert len(rooms) > 10
    for room in rooms:
        said = ast.get_docstring(ast.parse(room.read_text(encoding="utf-8"))) or ""
        sentence = said.split("\n\n")[0]
        assert " in, " in sentence, room
        assert sentence.endswith(" out."), room
