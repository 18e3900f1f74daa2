"""Two public documents, printed anew from their text and read with schema files alone."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

from pipeline.text.dates import date_parser
from tests.printing.print_public_tables import (
    CONTRACTS,
    NOTICES,
    SUMMARY,
    Draw,
    NoticeLayout,
    no_border,
    notices,
    print_contracts,
    print_notices,
    thin_line,
    thin_rectangle,
)
from tests.support.command_line import Desk, complaint, run
from tests.support.empty_places import astray

# What is doubtful in each: a year 5016 and notices that read alike; a misprint, and two amounts
# in two currencies in one cell.
DOUBTS = {
    "layoff-notices": {"schema-broken": 1, "key-doubled": 7, "ink-outside-tables": 1},
    "transport-contracts": {"amount-unknown": 2, "currency-unknown": 1},
}
RECORDS = {"layoff-notices": "notices", "transport-contracts": "contracts"}
KEYS = {"layoff-notices": "notice_id", "transport-contracts": "contract_id"}


def rows_of(path: Path) -> list[list[str]]:
    """The rows of a CSV file without its header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def checks_of(desk: Desk) -> Counter[str]:
    """How often each check found something."""
    return Counter(row["check"] for row in desk.rows("findings"))


@pytest.mark.parametrize("folder", [NOTICES, CONTRACTS], ids=lambda folder: folder.name)
def test_every_value_is_read(folder: Path, tmp_path: Path) -> None:
    pdf = folder / f"{folder.name}.pdf"
    completed = run("build", pdf, "--schemas", folder / "schemas", "--output", tmp_path)
    assert (completed.returncode, completed.stderr) == (0, "")
    output = tmp_path / folder.name
    wanted = rows_of(folder / "expected.csv")
    # The key comes first; the pages come last, and are not expected of the contracts.
    read = [row[1 : 1 + len(wanted[0])] for row in rows_of(output / f"{RECORDS[folder.name]}.csv")]
    assert read == wanted
    found = Counter(row[1] for row in rows_of(output / "findings.csv"))
    assert found == DOUBTS[folder.name]
    assert astray(output, KEYS[folder.name]) == []


def test_the_committed_documents_are_what_the_script_prints(tmp_path: Path) -> None:
    pdf = tmp_path / "printed.pdf"
    print_notices(pdf, notices(), NoticeLayout(thin_rectangle))
    committed = pypdfium2.PdfDocument(NOTICES / "layoff-notices.pdf")
    printed = pypdfium2.PdfDocument(pdf)
    assert len(committed) == len(printed) == 16
    for one, other in zip(committed, printed, strict=True):
        assert one.get_textpage().get_text_bounded() == other.get_textpage().get_text_bounded()


def build_notices(
    desk: Desk,
    rows: Sequence[Sequence[str]],
    summary: Sequence[Sequence[str]] = SUMMARY,
    schemas: Path = NOTICES / "schemas",
    layout: NoticeLayout | None = None,
) -> int:
    """Print notices and build them; the exit code."""
    print_notices(desk.pdf, rows, layout or NoticeLayout(thin_rectangle, summary=summary))
    return desk.build("--schemas", schemas).returncode


@pytest.mark.parametrize(
    "layout",
    [NoticeLayout(thin_line, repeated=True), NoticeLayout(no_border)],
    ids=["lines, headings on each page", "no borders"],
)
def test_other_printings_read_alike(clean_desk: Desk, layout: NoticeLayout) -> None:
    assert build_notices(clean_desk, notices(), layout=layout) == 0
    wanted = [row[:-1] for row in rows_of(NOTICES / "expected.csv")]
    assert [list(row.values())[1:-1] for row in clean_desk.rows("notices")] == wanted
    assert checks_of(clean_desk) == DOUBTS["layoff-notices"]


def test_a_changed_number_breaks_the_totals_it_is_in(clean_desk: Desk) -> None:
    rows = notices()
    rows[0] = [*rows[0][:5], "151", rows[0][6]]
    assert build_notices(clean_desk, rows) == 1
    found = {row["check"]: row for row in clean_desk.rows("findings")}
    assert set(found) - set(DOUBTS["layoff-notices"]) == {"employees-differ", "july-differs"}
    total = found["employees-differ"]
    assert (total["page"], total["cell_ref"]) == ("16", "summary/total/total/affected")
    assert total["value"] == "53,454"
    assert "has the total 53454, but the records come to 53455" in total["message"]


def test_a_changed_kind_breaks_its_counts_alone(clean_desk: Desk) -> None:
    rows = notices()
    rows[0] = [*rows[0][:6], "Layoff Permanent"]
    assert build_notices(clean_desk, rows) == 1
    found = set(checks_of(clean_desk)) - set(DOUBTS["layoff-notices"])
    assert found == {"permanent-layoffs-differ", "permanent-closures-differ"}


def test_a_total_that_no_summary_has_is_missing(clean_desk: Desk) -> None:
    assert build_notices(clean_desk, notices(), SUMMARY[:-1]) == 1
    assert checks_of(clean_desk)["total-missing"] == 8


def slip(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """A copy of the schemas with one thing said otherwise."""
    schemas = tmp_path / "schemas"
    shutil.copytree(NOTICES / "schemas", schemas)
    text = (schemas / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (schemas / file).write_text(text.replace(old, new), encoding="utf-8")
    return schemas


SLIPS = {
    "column of no summary": ("notices.yaml", "column: notices,", "column: employees,",
        "notices-differ: employees is no column"),
    "condition on no column": ("notices.yaml", "{company: CANCELLED}}\n  - {check: notices-differ",
        "{firm: CANCELLED}}\n  - {check: notices-differ", "firm is no column of the records file"),
    "column named like a field": ("notices.yaml", "month: ['Summary", "city: ['Summary",
        "its column city needs a name that no field has"),
    "spaces in a text": ("notices.yaml", "city: {reader: text}",
        "city: {reader: text, spaces: true}", "fields.city: spaces goes with"),
    "constraint that is not checked": ("notices.schema.json", '"minimum": 1', '"enum": [1]',
        "employees: the constraint enum is not checked"),
    "limit of another type": ("notices.schema.json", '"minimum": 1', '"minimum": "1"',
        "employees: minimum must be a number"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "says"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_named(tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    schemas = slip(tmp_path, file, old, new)
    pdf = NOTICES / "layoff-notices.pdf"
    completed = run("build", pdf, "--schemas", schemas, "--output", tmp_path / "output")
    assert completed.returncode == 2
    assert str(schemas / file) in complaint(completed)
    assert says in complaint(completed)


def test_a_number_beyond_its_limits_is_a_finding(clean_desk: Desk, tmp_path: Path) -> None:
    schemas = slip(tmp_path, "notices.schema.json", '"minimum": 1', '"minimum": 1, "maximum": 2999')
    assert build_notices(clean_desk, notices(), schemas=schemas) == 0
    broken = [row for row in clean_desk.rows("findings") if row["check"] == "schema-broken"]
    assert [row["value"] for row in broken] == ["3000", "05/15/5016"]


@pytest.mark.parametrize(
    ("border", "closed"),
    [(thin_line, False), (thin_rectangle, True), (no_border, True)],
    ids=["no border at the break", "thin rectangles", "no borders"],
)
def test_rows_broken_otherwise_read_alike(clean_desk: Desk, border: Draw, closed: bool) -> None:
    print_contracts(clean_desk.pdf, border, closed)
    assert clean_desk.build("--schemas", CONTRACTS / "schemas").returncode == 0
    read = [list(row.values())[1:-1] for row in clean_desk.rows("contracts")]
    assert read == rows_of(CONTRACTS / "expected.csv")


@pytest.mark.parametrize(
    ("pattern", "text", "day"),
    [
        ("%d-%B-%y", "13\u2010Sep\u201011", "2011-09-13"),
        ("%d-%B-%y", "17-June-11", "2011-06-17"),
        ("%d-%B-%y", "1-Jan-69", "1969-01-01"),
        ("%d %B %Y", "23rd July 2013", "2013-07-23"),
        ("%d. %B %Y", "12. elokuuta 2016", "2016-08-12"),
        ("%d. %B %Y", "1. marras 2016", "2016-11-01"),
        ("%B %d, %Y", "Mar. 1st, 2016", "2016-03-01"),
        ("%d%m%Y", "01112016", "2016-11-01"),
        ("%d%m%Y", "1112016", None),
        ("%d %m %Y", "1112016", None),
        ("%d-%B-%y", "31-Feb-11", None),
        ("%d-%B-%y", "5-Ma-11", None),
        ("%d-%B-%y", "5-Sop-11", None),
    ],
)
def test_dates_are_read_by_their_pattern(pattern: str, text: str, day: str | None) -> None:
    assert date_parser([pattern])(text) == day
