"""The child process that reads a spreadsheet, and its limits."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import InputError
from pipeline.spreadsheets.model import spreadsheet_from_json, spreadsheet_to_json
from pipeline.spreadsheets.sheet_reader import SheetReader
from tests.support.changed_child import change_child
from tests.support.raw_spreadsheets import excel_parts, pack
from tests.support.spreadsheet_files import ENGLISH, read, texts

MEBIBYTE = 1024**2


@pytest.fixture(name="book")
def three_sheets(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0]["B2"] = 1.5
    book.create_sheet("Piilo").sheet_state = "hidden"
    book.create_sheet("Toinen")["A1"] = "ä\n\N{GRINNING FACE}"
    path = tmp_path / "book.xlsx"
    book.save(path)
    return path


def test_sheets_arrive_in_order_and_progress_is_told(book: Path) -> None:
    told: list[tuple[int, int]] = []
    found = SheetReader(book, lambda done, total: told.append((done, total))).spreadsheet()
    assert [(sheet.number, sheet.name) for sheet in found.sheets] == [(1, "Sheet"), (3, "Toinen")]
    assert told == [(1, 2), (2, 2)]
    assert found.sha256 == hashlib.sha256(book.read_bytes()).hexdigest()


def test_what_crosses_from_the_child_is_what_it_read(book: Path) -> None:
    found = SheetReader(book).spreadsheet()
    assert found == read(book)
    assert spreadsheet_from_json(spreadsheet_to_json(found)) == found


def test_the_signs_of_numbers_reach_the_child(book: Path) -> None:
    assert texts(SheetReader(book).spreadsheet().sheets[0]) == {(2, 2): "1,5"}
    assert texts(SheetReader(book, signs=ENGLISH).spreadsheet().sheets[0]) == {(2, 2): "1.5"}


def test_a_child_out_of_time_is_ended(book: Path) -> None:
    with pytest.raises(InputError, match=r"within 0.01 seconds.*\[time-limit\]"):
        SheetReader(book, time_limit=0.01).spreadsheet()


@pytest.mark.skipif(sys.platform != "linux", reason="the memory limit holds on Linux")
def test_a_file_that_needs_more_memory_than_the_limit_is_refused(tmp_path: Path) -> None:
    text = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 90 * MEBIBYTE}</t></is></c></row>'
    path = pack(tmp_path / "a.xlsx", excel_parts(text))
    with pytest.raises(InputError, match=r"needs more than 150 MiB .* \[memory-limit\]"):
        SheetReader(path, memory_limit=150 * MEBIBYTE).spreadsheet()


def test_a_reader_can_be_closed_before_its_child_is_done(book: Path) -> None:
    reader = SheetReader(book)
    reader.close()
    assert reader.child.process.poll() is not None
    assert not reader.thread.is_alive()


def told_by(change: str) -> str:
    """A change: what opens a spreadsheet runs some lines first, in the child."""
    return (
        "import pipeline.spreadsheets.read as read\n"
        "from pipeline.errors import InputError\n"
        "def opened(path, content, signs):\n"
        f"    {change}\n"
        "read.open_spreadsheet = opened\n"
    )


@pytest.mark.parametrize(
    "action",
    [
        "__import__('socket').create_connection(('127.0.0.1', 9))",
        "__import__('subprocess').run(['true'])",
        "open(str(path) + '.new', 'w')",
        "__import__('os').remove(path)",
    ],
)
def test_the_child_reaches_nothing_but_its_file(
    book: Path, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    tried = f"""
    try:
        {action}
    except PermissionError as error:
        raise InputError("told", str(error)) from None"""
    change_child(monkeypatch, told_by(tried.strip()))
    with pytest.raises(InputError, match="is not for a process") as caught:
        SheetReader(book).spreadsheet()
    assert caught.value.code == "told"
    assert [path.name for path in book.parent.iterdir()] == ["book.xlsx"]


@pytest.mark.parametrize(
    "change", ["import os; os._exit(3)", "raise ValueError('what nobody foresaw')"]
)
def test_a_child_that_stops_is_named(
    book: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    change_child(monkeypatch, told_by(change))
    with pytest.raises(InputError, match=r"makes the spreadsheet reader stop .*\[parser-ended\]"):
        SheetReader(book).spreadsheet()


@pytest.mark.parametrize(
    "message", ["[]", '{"number": 1}', '{"notes": 5}', '{"neither": 1}', "no json", "{}"]
)
def test_junk_from_a_child_is_no_spreadsheet(
    book: Path, monkeypatch: pytest.MonkeyPatch, message: str
) -> None:
    junk = (
        "import pipeline.child.in_child as in_child\n"
        f"in_child.Errand.send = lambda errand, _: errand.output.write({message.encode()!r} + "
        "b'\\n')\n"
    )
    change_child(monkeypatch, junk)
    with pytest.raises(InputError, match=r"\[parser-ended\]"):
        SheetReader(book).spreadsheet()
