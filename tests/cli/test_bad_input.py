"""Documents that cannot be read, and outputs that cannot be written.

Each gives its exit code and one plain line on standard error that says which file, which page
and what is wrong, and leaves behind what the output contract says.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.printing.appendix import Printing, changed, print_appendix, transcription
from tests.support.command_line import REAL_PDF, Desk, complaint, files_in, run
from tests.support.drawing import BLACK, Paper

A4 = (595.28, 841.89)
LOCK = "salasana"


def assert_unreadable(desk: Desk, completed: CompletedProcess[str], code: str) -> str:
    """The line that says why a document cannot be read; nothing else was said or written."""
    assert completed.returncode == 3
    assert completed.stdout.strip() == ""
    line = complaint(completed)
    assert line.endswith(f"[{code}]")
    assert str(desk.pdf) in line
    return line


def missing(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def a_text(path: Path) -> None:
    path.write_text("Palvelut\n" * 500, encoding="utf-8")


def cut_at(share: float, ending: bytes = b"") -> Callable[[Path], None]:
    def cut(path: Path) -> None:
        content = REAL_PDF.read_bytes()
        path.write_bytes(content[: int(len(content) * share)] + ending)

    cut.__name__ = f"cut at {share:.1%}{' and ended' if ending else ''}"
    return cut


def with_a_password(path: Path) -> None:
    print_appendix(path, transcription(), Printing(user_password=LOCK))


def only_drawn(path: Path) -> None:
    paper = Paper(path, A4)
    paper.rectangle(50, 50, 300, 200, fill=BLACK, stroke=True)
    paper.next_page()
    paper.save()


def a_scan(path: Path) -> None:
    paper = Paper(path, A4)
    for _ in range(3):
        paper.picture(0, 0, *A4)
        paper.next_page()
    paper.save()


def text_alone(path: Path) -> None:
    paper = Paper(path, A4)
    paper.next_page()
    paper.text(50, 100, "Päijät-Hämeen työllisyysalueen palveluita koskeva liitetaulukko", 11)
    paper.next_page()
    paper.save()


def another_table(path: Path) -> None:
    paper = Paper(path, A4)
    paper.text(50, 100, "Kirjaston aukioloajat", 11)
    paper.next_page()
    for x in (50, 150, 250):
        paper.line(x, 100, x, 160)
    for y in (100, 120, 140, 160):
        paper.line(50, y, 250, y)
    for number, (day, hours) in enumerate((("Päivä", "Auki"), ("ma", "9–20"), ("ti", "9–18"))):
        paper.text(54, 114 + 20 * number, day, 10, bold=number == 0)
        paper.text(154, 114 + 20 * number, hours, 10, bold=number == 0)
    paper.next_page()
    paper.save()


UNREADABLE: list[tuple[Callable[[Path], None], str, str]] = [
    (missing, "file-missing", ""),
    (a_folder, "not-a-file", ""),
    (empty, "file-empty", ""),
    (a_text, "not-a-pdf", ""),
    *((cut_at(share), "pdf-damaged", "") for share in (0.01, 0.2, 0.5, 0.9, 0.999)),
    *((cut_at(share, b"\n%%EOF\n"), "pdf-damaged", "") for share in (0.5, 0.9)),
    (with_a_password, "password-needed", ""),
    (only_drawn, "no-text", "1 page"),
    (a_scan, "no-text", "3 pages"),
    (text_alone, "no-table", "page 2"),
    (another_table, "no-known-table", "page 2"),
]


@pytest.mark.parametrize(
    ("spoil", "code", "place"), UNREADABLE, ids=[case[0].__name__ for case in UNREADABLE]
)
def test_an_unreadable_document_is_named_and_its_outputs_stay(
    desk: Desk, spoil: Callable[[Path], None], code: str, place: str
) -> None:
    before = files_in(desk.output)
    spoil(desk.pdf)
    assert place in assert_unreadable(desk, desk.build(), code)
    assert files_in(desk.output) == before


@pytest.mark.parametrize("spoil", [a_text, text_alone])
def test_nothing_is_written_for_a_document_that_cannot_be_read(
    clean_desk: Desk, spoil: Callable[[Path], None]
) -> None:
    spoil(clean_desk.pdf)
    assert clean_desk.build().returncode == 3
    assert not clean_desk.output.exists()


def test_a_document_that_takes_too_long_is_given_up(desk: Desk) -> None:
    before = files_in(desk.output)
    desk.pdf.write_bytes(REAL_PDF.read_bytes())
    line = assert_unreadable(desk, desk.build_apart("--time-limit", "0.01"), "time-limit")
    assert "0.01 seconds" in line
    assert files_in(desk.output) == before


def test_a_document_other_than_its_source_file_says_is_refused(desk: Desk) -> None:
    before = files_in(desk.output)
    noted, actual = "0" * 64, hashlib.sha256(desk.pdf.read_bytes()).hexdigest()
    desk.source_file.write_text(f"sha256: '{noted}'\n", encoding="utf-8")
    line = assert_unreadable(desk, desk.build(), "source-changed")
    assert noted in line
    assert actual in line
    assert desk.source_file.name in line
    assert files_in(desk.output) == before


def test_a_document_locked_against_changes_alone_is_read(built: Desk, clean_desk: Desk) -> None:
    print_appendix(clean_desk.pdf, transcription(), Printing(owner_password=LOCK))
    assert b"/Encrypt" in clean_desk.pdf.read_bytes()
    completed = clean_desk.build()
    assert (completed.returncode, completed.stderr) == (0, "")
    tables = {n: c for n, c in files_in(clean_desk.outputs).items() if n.endswith(".csv")}
    assert len(tables) == 7
    assert tables == {n: c for n, c in files_in(built.outputs).items() if n in tables}


def test_nothing_is_printed_of_a_document_that_cannot_be_read(clean_desk: Desk) -> None:
    a_text(clean_desk.pdf)
    assert clean_desk.build().stdout == ""


@pytest.mark.parametrize("options", [("--quiet",), ("--json",)])
def test_the_reason_stands_on_standard_error_whatever_is_printed(
    clean_desk: Desk, options: tuple[str, ...]
) -> None:
    a_text(clean_desk.pdf)
    completed = clean_desk.build(*options)
    assert completed.returncode == 3
    assert "[not-a-pdf]" in complaint(completed)
    if "--json" in options:
        assert json.loads(completed.stdout)["exit_code"] == 3
    else:
        assert completed.stdout == ""


def test_a_trace_is_shown_with_debug_alone(clean_desk: Desk) -> None:
    a_text(clean_desk.pdf)
    assert "Traceback" in clean_desk.build_apart("--debug").stderr


def test_one_bad_document_does_not_keep_the_others_from_being_built(
    desk: Desk, tmp_path: Path
) -> None:
    other = tmp_path / "toinen.pdf"
    other.write_bytes(desk.pdf.read_bytes())
    a_text(desk.pdf)
    completed = run("build", desk.pdf, other, "--output", tmp_path / "both", "--quiet")
    assert completed.returncode == 3
    assert str(desk.pdf) in complaint(completed)
    assert (tmp_path / "both" / "toinen" / "toinen.xlsx").is_file()


# Outputs that cannot be written.


def test_an_output_folder_that_cannot_be_made_is_named(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    folder = tmp_path / "file" / "output"
    completed = run("build", desk.pdf, "--output", folder)
    assert completed.returncode == 4
    assert str(tmp_path / "file") in complaint(completed)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "no folder"


def test_files_are_old_or_new_where_one_cannot_be_replaced(desk: Desk) -> None:
    (desk.outputs / "findings.csv").unlink()
    (desk.outputs / "findings.csv" / "inside").mkdir(parents=True)
    before = files_in(desk.outputs)
    rows = changed(transcription(), "person", 4, shared="x")
    print_appendix(desk.pdf, rows)
    completed = desk.build()
    assert completed.returncode == 4
    assert str(desk.outputs / "findings.csv") in complaint(completed)
    after = files_in(desk.outputs)
    assert set(after) == set(before)
    (desk.outputs / "findings.csv" / "inside").rmdir()
    (desk.outputs / "findings.csv").rmdir()
    assert desk.build().returncode == 0
    new = files_in(desk.outputs)
    assert all(after[name] in (before[name], new[name]) for name in after)
