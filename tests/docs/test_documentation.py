"""The pages that people read: links, commands and options, generated parts, size."""

from __future__ import annotations

import argparse
import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel

from pipeline.cli.arguments import make_parser
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Description
from tests.support.command_line import ROOT, SCHEMAS
from tests.support.markdown import anchors, blocks, inline_code, links, pages, tables
from tests.support.programs import need
from tests.support.shown_commands import copy_project, follow, is_printed
from tools.data_dictionary import PAGES as GENERATED
from tools.data_dictionary import replace_generated_part
from tools.reading_picture import PAGE, PICTURE
from tools.reading_picture import main as draw_reading

TEXTS = pages(ROOT)
DOCS = "\n".join(text for name, text in TEXTS.items() if name.startswith("docs/"))
WITH_COMMANDS = [
    name for name, text in TEXTS.items() if any(b.language == "sh" for b in blocks(text))
]
README_BYTES = 9 * 1024
PICTURE_BYTES = 100 * 1024
OPTION = re.compile(r"--[a-z-]+")
EXIT_CODE = re.compile(r"(?<![\w-])(\d)(?= )")
PLACE = re.compile(r"(?:pipeline|schemas|tests|tools|docs|input|\.ci)/[\w./-]*")


def subcommands() -> Mapping[str, argparse.ArgumentParser]:
    """The parsers of all commands."""
    (action,) = (a for a in make_parser()._actions if isinstance(a, argparse._SubParsersAction))
    return action.choices


def rows_under(header: str, text: str = DOCS) -> list[list[str]]:
    """The rows of the tables whose first heading is the given one."""
    return [row for head, rows in tables(text) if head[0] == header for row in rows]


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_bytes()) <= README_BYTES


@pytest.mark.parametrize("page", TEXTS)
def test_every_link_leads_somewhere(page: str) -> None:
    for target in links(TEXTS[page]):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        path = (ROOT / page).parent / name if name else ROOT / page
        assert path.exists(), f"{target}: there is no such file"
        if anchor:
            assert anchor in anchors(path.read_text(encoding="utf-8")), f"{target}: no such heading"


def test_every_page_of_docs_is_linked_from_the_readme() -> None:
    linked = {target for target in links(TEXTS["README.md"]) if target.startswith("docs/")}
    assert {name for name in TEXTS if name.startswith("docs/")} <= linked


def test_every_picture_of_docs_is_shown_and_small() -> None:
    shown = {
        ((ROOT / page).parent / name).resolve() for page in TEXTS for name in links(TEXTS[page])
    }
    pictures = set((ROOT / "docs").glob("*.png"))
    assert pictures and pictures <= shown
    assert [path.name for path in pictures if path.stat().st_size > PICTURE_BYTES] == []


@pytest.mark.parametrize("page", [name for name in TEXTS if name != "CHANGELOG.md"])
def test_every_file_that_is_named_exists(page: str) -> None:
    named = [code for code in inline_code(TEXTS[page]) if PLACE.fullmatch(code)]
    missing = [name for name in named if "NAME" not in name and not (ROOT / name).exists()]
    assert missing == []


@pytest.mark.parametrize("command", subcommands())
def test_every_option_of_a_command_is_described_and_no_other(command: str) -> None:
    rows = rows_under(f"option of `{command}`")
    told = {option for row in rows for option in OPTION.findall(row[0])}
    actions = [a for a in subcommands()[command]._actions if a.dest != "help"]
    assert told == {option for action in actions for option in action.option_strings}
    for action in actions:
        named = action.option_strings or [str(action.metavar)]
        (row,) = (row for row in rows if any(f"`{name}" in row[0] for name in named))
        assert row[1]
        for choice in action.choices or ():
            assert choice in row[0].replace("\\", ""), (named, choice)
        if action.metavar and action.option_strings:
            assert f"{named[0]} {action.metavar}`" in row[0]


@pytest.mark.parametrize("command", [c for c in subcommands() if c != "checks"])
def test_the_exit_codes_are_those_of_the_help(command: str) -> None:
    told = [row[0] for row in rows_under(f"exit code of `{command}`")]
    assert told == EXIT_CODE.findall(subcommands()[command].epilog or "")


def test_every_cause_of_unreadable_input_is_described_and_no_other() -> None:
    made = {"memory-limit"}
    for path in (ROOT / "pipeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "InputError":
                code = node.args[0]
                made |= {str(code.value)} if isinstance(code, ast.Constant) else set()
    assert {row[0].strip("`") for row in rows_under("cause")} == made - {""}


def settings(model: type[BaseModel]) -> Iterator[str]:
    """The names of a model's settings, and of the models in it."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        for part in parts(field.annotation):
            yield from settings(part)


def parts(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)


def test_every_setting_of_a_schemas_folder_is_described() -> None:
    text = TEXTS["docs/schemas-reference.md"]
    told = {word for code in inline_code(text) for word in re.findall(r"\w+", code)}
    wanted = set(settings(Description))
    assert {"key_from", "rest_field", "stacked", "unless", "thousands"} <= wanted
    assert wanted - told == set()


def test_generated_parts_are_current() -> None:
    schema = load_checked_schema(SCHEMAS)
    for name, make in GENERATED.items():
        text = TEXTS[f"docs/{name}"]
        assert replace_generated_part(text, make(schema)) == text, "run make docs"


def test_the_picture_of_a_reading_is_current(tmp_path: Path) -> None:
    draw_reading(tmp_path)
    for name in (PAGE, PICTURE):
        made = (tmp_path / name).read_bytes()
        assert (ROOT / "docs" / name).read_bytes() == made, "run make docs"


def test_the_architecture_has_the_order_of_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (
        contract["layers"]
        for contract in contracts["tool"]["importlinter"]["contracts"]
        if contract.get("containers") == ["pipeline"]
    )
    wanted = [sorted(layer.split(" | ")) for layer in layers]
    rows = rows_under("package", TEXTS["docs/architecture.md"])
    found = re.findall(r"`pipeline/(\w+)(?:/|\.py)`", "\n".join(row[0] for row in rows))
    for names in wanted:
        assert sorted(found[: len(names)]) == names
        del found[: len(names)]
    assert found == []


def test_the_architecture_names_each_module_that_reads_white_space() -> None:
    told = {row[0].strip("`") for row in rows_under("module", TEXTS["docs/architecture.md"])}
    package = ROOT / "pipeline" / "grids" / "white_space"
    assert told == {path.name for path in package.glob("*.py")} - {"__init__.py"}


def test_the_list_of_make_targets_is_that_of_make_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*##", makefile, re.M))
    told = {row[0] for row in rows_under("target", TEXTS["CONTRIBUTING.md"])}
    assert told == {"`make`"} | {f"`make {name}`" for name in targets - {"build"}}


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_the_commands_of_a_page_do_what_it_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need("git", "make")
    copy_project(ROOT, tmp_path)
    monkeypatch.chdir(tmp_path)
    wrong = follow(TEXTS[page], ROOT, tmp_path)
    assert not wrong, "\n\n".join(wrong)


def test_yaml_that_is_shown_is_yaml() -> None:
    shown = [b.text for text in TEXTS.values() for b in blocks(text) if b.language == "yaml"]
    assert all(isinstance(yaml.safe_load(text), dict) for text in shown)
    assert len(shown) > 5


def test_what_a_page_shows_is_compared_line_by_line() -> None:
    assert is_printed("a\n…\nd\n", "a\nb\nc\nd\n")
    assert not is_printed("a\nb\n", "a\nb\nc\n")
    assert not is_printed("a\n…\ne\n", "a\nb\nc\nd\n")
