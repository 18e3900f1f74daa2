"""Schemas that would keep the program busy without end, take all memory, or break its libraries.

Each is named with its file and line, in no time.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from pipeline.errors import SchemaError
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.yaml_lines import load_yaml
from pipeline.text import patterns
from tests.support.command_line import SCHEMAS, Desk, complaint, files_in


def names_of_names(letters: str) -> str:
    """Nine names of nine names of nine names …: a few hundred bytes that unfold to terabytes."""
    lines = [f"a: &a {letters}"]
    for one, other in zip("abcdefghijk", "bcdefghijkl", strict=True):
        value = ",".join([f"*{one}"] * 9)
        lines.append(
            f"{other}: &{other} " + (f"{{<<: [{value}]}}" if "{" in letters else f"[{value}]")
        )
    return "\n".join(lines)


DEEP = "is nested more than 40 levels deep"
MANY = "has more than 100,000 values"
YAML = {
    "names of names": (names_of_names("[x, x]"), 6, MANY),
    "merged names of names": (names_of_names("{x: 1}"), 6, MANY),
    "a list in itself": ("a: 1\nb: &b [*b]", 2, "b stands for what it is in"),
    "a map in itself": ("a: 1\nb: &b {c: *b}", 2, "c stands for what it is in"),
    "a map merged with itself": ("a: &a {<<: *a}", 1, "<< stands for what it is in"),
    "lists in lists": ("a:\n  " + "[" * 5000 + "]" * 5000, 2, DEEP),
    "a million brackets": ("[" * 1_900_000, 1, DEEP),
    "a million dashes": ("- " * 900_000, 1, DEEP),
    "maps in maps": ("\n".join(" " * n + "a:" for n in range(1800)), 41, DEEP),
    "too many values": ("a:\n" + "- x\n" * 150_000, None, MANY),
    "a day that is none": ("b: 1\na: 2024-13-01", 2, "“2024-13-01” is no date"),
    "an int that is none": ("b: 1\na: !!int x", 2, "“x” is no whole number"),
    "an empty int": ("a: !!int ''", 1, "is no whole number"),
    "an int of 5,000 digits": ("a: " + "9" * 5000, 1, "is no whole number"),
    "an int in sixties": ("a: 1:" + "59:" * 3000 + "1", 1, "is no whole number"),
    "a float that is none": ("a: !!float x", 1, "“x” is no number"),
    "a float without end": ("a: 1.0e+400", 1, "“1.0e.400” is no number"),
    "infinity": ("a: .inf", 1, "is no number"),
    "not a number": ("a: .nan", 1, "is no number"),
    "a truth that is none": ("a: !!bool x", 1, "“x” is no truth value"),
    "nothing that is something": ("a: !!null x", 1, "“x” is no empty value"),
    "an object": ("a: !!python/name:os.system x", 1, "the tag !!python/name:os.system is not used"),
    "a tag of their own": ("a: !secret x", 1, "the tag !secret is not used"),
    "bytes": ("a: !!binary x", 1, "the tag !!binary is not used"),
    "a set": ("a: !!set {x}", 1, "the tag !!set is not used"),
    "a list for a name": ("b: 1\n? [1]\n: 2", 2, "the name in brackets is not read as a text"),
    "a number for a name": ("1: x", 1, "the name “1” is not read as a text: put it in quotes"),
    "a truth for a name": ("yes: x", 1, "the name “yes” is not read as a text"),
    "a name twice": ("a: 1\na: 2", 2, "a stands here for the second time .first on line 1"),
    "merged twice": ("a: &a {b: 1}\nc:\n  <<: *a\n  <<: *a", 4, "<< stands here for the second"),
    "merged with a number": ("<<: 3", 1, "expected a mapping"),
    "a name for nothing": ("a: *b", 1, "undefined alias"),
    "two documents": ("--- a\n--- b", 2, "another document"),
    "a zero byte": ("a: 1\nb: x\0y", 2, "has the character U.0000"),
    "Windows-1252": (
        "a: ä".encode("cp1252"),
        None,
        "is saved in Windows-1252 .*: save it in UTF-8",
    ),
    "UTF-16": ("a: ä".encode("utf-16"), None, "is saved in UTF-16 .*: save it in UTF-8"),
    "two megabytes": ("a: " + "x" * 2_000_000, None, "more than 2,000,000 bytes"),
}


@pytest.mark.parametrize(("content", "line", "says"), YAML.values(), ids=YAML)
def test_yaml_is_refused_by_its_line(
    tmp_path: Path, content: str | bytes, line: int | None, says: str
) -> None:
    path = tmp_path / "labels.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    where = rf"{path} line {line}: " if line else str(path)
    with pytest.raises(SchemaError, match=rf"^{where}.*{says}"):
        load_yaml(path)


def test_what_yaml_has_and_people_use_is_read(tmp_path: Path) -> None:
    path = tmp_path / "labels.yaml"
    text = "\ufeffa: &a {b: 1, ä: 2024-02-29}\nc: {<<: *a, d: yes}\ne: *a\nf: =\n2024-01-31: 1.5\n"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    one = {"b": 1, "ä": "2024-02-29"}
    assert load_yaml(path).data == {
        "a": one,
        "c": {**one, "d": True},
        "e": one,
        "f": "=",
        "2024-01-31": 1.5,
    }


TITLE = r"'(?P<name>\S.*?\btyöllisyysalue)en palveluita koskeva liitetaulukko'"
FIELD = '    {\n      "name": "area",'
JSON = {
    "lists in lists": (FIELD, FIELD + '"x": ' + "[" * 5000 + "]" * 5000 + ",", DEEP),
    "a million brackets": (FIELD, "[" * 1_900_000 + FIELD, "is not JSON|" + DEEP),
    "not a number": (FIELD, FIELD + '"x": NaN,', "“NaN” is no number"),
    "infinity": (FIELD, FIELD + '"x": -Infinity,', "“-Infinity” is no number"),
    "a number without end": (FIELD, FIELD + '"x": 1e400,', "“1e400” is no number"),
    "5,000 digits": (FIELD, FIELD + '"x": ' + "9" * 5000 + ",", "“9{20}” is no number"),
    "a name twice": (FIELD, FIELD + '"name": "x",', "name stands here for the second time"),
    "half a character": (FIELD, FIELD + '"x": "\\ud800",', "has the character U.D800"),
    "a pattern that is none": (
        FIELD,
        FIELD + '"constraints": {"pattern": "(a"},',
        "area: the pattern is no pattern .missing",
    ),
    "a pattern that is a number": (
        FIELD,
        FIELD + '"constraints": {"pattern": 3},',
        "area: pattern must be a text",
    ),
    "a vocabulary that is a number": (FIELD, FIELD + '"vocabulary": 3,', "vocabulary must be"),
    "a constraint misspelt": (
        FIELD,
        FIELD + '"constraints": {"requierd": true},',
        "requierd is not checked.* perhaps required is meant",
    ),
}


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    """A copy of the appendix's schemas folder."""
    return Path(shutil.copytree(SCHEMAS, tmp_path / "schemas"))


@pytest.mark.parametrize(("old", "new", "says"), JSON.values(), ids=JSON)
def test_json_is_refused_by_its_line(schemas: Path, old: str, new: str, says: str) -> None:
    path = schemas / "services.schema.json"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, text
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SchemaError, match=rf"^{path} line [{line}{line + 1}]+: .*({says})"):
        load_checked_schema(schemas)


def test_every_file_may_have_a_byte_order_mark(schemas: Path) -> None:
    for path in schemas.rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    found, wanted = load_checked_schema(schemas), load_checked_schema(SCHEMAS)
    assert found.table_schemas == wanted.table_schemas
    assert found.vocabularies == wanted.vocabularies
    assert found.labels == wanted.labels


@pytest.mark.parametrize(
    "name",
    ["appendix.yaml", "labels.yaml", "services.schema.json", "vocabulary/marks.csv"],
)
def test_only_files_are_read(schemas: Path, name: str) -> None:
    path = schemas / name
    for make, kind in ((os.mkfifo, "a named pipe"), (os.mkdir, "a folder")):
        path.unlink()
        make(path)
        with pytest.raises(SchemaError, match=rf"^{path}: cannot be read \(it is {kind}, not"):
            load_checked_schema(schemas)
        shutil.move(path, path.with_suffix(f".{kind[-6:]}"))
        path.write_text("")


def test_an_endless_pattern_is_named_where_it_stands(
    desk: Desk, schemas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "SECONDS_A_TEXT", 0.1)
    before = files_in(desk.output)
    for name, old, new in (
        ("appendix.yaml", TITLE, "'(?P<name>(.|\\w)+\\d)$'"),
        ("services.schema.json", FIELD, FIELD + '"constraints": {"pattern": "(.|\\\\w)+\\\\d"},'),
    ):
        path = schemas / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        completed = desk.build("--schemas", schemas)
        assert completed.returncode == 2
        line = text[: text.index(old)].count("\n") + 1 + new.count("\n")
        assert f"{path} line {line}: the pattern “(" in complaint(completed)
        assert files_in(desk.output) == before
        path.write_text(text, encoding="utf-8")


MEMORY = {
    "a value as wide as the memory": (
        "labels.yaml",
        "Tuottajasolun sanoja {unknown} ei",
        "Tuottajasolun sanoja {unknown:>99999999999} ei",
        "{unknown} has more than a name in its braces",
    ),
    "a brace that stands for nothing": (
        "labels.yaml",
        "words:\n",
        "words:\n  quoted: {fi: '{teksti}', en: '{text}'}\n",
        "words.quoted: {teksti} stands for nothing; there is text",
    ),
    "zeros without end": (
        "appendix.yaml",
        "  service: {reader: text}",
        "  service: {reader: number, format: {decimals: 99999999999999}}",
        "input should be less than or equal to 30",
    ),
    "a unit without end": (
        "appendix.yaml",
        "  service: {reader: text}",
        f"  service: {{reader: number, format: {{units: [{'x' * 70}]}}}}",
        "should have at most 60 characters",
    ),
    "a date without end": (
        "appendix.yaml",
        "  service: {reader: text}",
        f"  service: {{reader: date, format: ['%d.%m.%Y{'.' * 1000}']}}",
        "needs %d, %m",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "says"), MEMORY.values(), ids=MEMORY)
def test_what_would_fill_the_memory_is_named(
    schemas: Path, file: str, old: str, new: str, says: str
) -> None:
    path = schemas / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SchemaError, match=rf"^{re.escape(str(path))}.*{re.escape(says)}"):
        load_checked_schema(schemas)
