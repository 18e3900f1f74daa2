"""Samples of the checks of spreadsheets: what they have beside their cells, and how they join."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.comments import Comment

from pipeline.pages.model import DocumentNote
from tests.support.reading import read
from tests.support.samples.appendix import Case, Found, Sample, found_in
from tests.support.sheet_builds import (
    EMPLOYER,
    EMPLOYER_ROWS,
    PERSON,
    PERSON_ROWS,
    SECTION,
    TITLE,
    Row,
    TypedSheet,
    rows_at,
    spreadsheet_document,
    type_workbook,
)

KEY = "person.tyo-ja-uraohjaus"
NAME = "Työ- ja uraohjaus"
DOUBLED: set[Found] = {
    ("key-doubled", "warning", f"{KEY}-2", "service", f"{KEY}-2/service", 1, NAME)
}
# No mark is uncertain here.
ROWS = [[text.replace("?", "x") for text in row] for row in (PERSON, *PERSON_ROWS)]
TEXTS = {"A1": TITLE} | rows_at("A3", ROWS)
EMPLOYERS = TypedSheet("Työnantajat", rows_at("A1", [EMPLOYER, *EMPLOYER_ROWS]))
GOOD = (TypedSheet("Palvelut", TEXTS), EMPLOYERS)
# A row far below the tables.
BELOW = 40
Change = Callable[[Path], None]


def typed(*sheets: TypedSheet, change: Change = lambda path: None) -> Sample:
    """A spreadsheet of some sheets, perhaps changed once it is written."""

    def sample(folder: Path) -> set[Found]:
        path = type_workbook(folder / "sheets.xlsx", sheets)
        change(path)
        return found_in(read(path, spreadsheet_document(path)).findings)

    return sample


def with_note(kind: str, detail: str, place: str = "B4", page: int | None = 1) -> Sample:
    """The good spreadsheet, in which something is noted after it was read."""

    def sample(folder: Path) -> set[Found]:
        path = type_workbook(folder / "sheets.xlsx", GOOD)
        note = DocumentNote(kind, page, place, detail)
        document = replace(spreadsheet_document(path), notes=(note,))
        return found_in(read(path, document).findings)

    return sample


def of_cell(check: str, severity: str, value: str) -> set[Found]:
    """The finding on the type of the first service."""
    return {(check, severity, KEY, "service_type", f"{KEY}/service_type", 1, value)}


def of_file(check: str, severity: str, value: str, page: int | None = None) -> set[Found]:
    """A finding on no cell."""
    return {(check, severity, "", "", "", page, value)}


def commented(path: Path) -> None:
    """Put a comment on the type of the first service."""
    book = load_workbook(path)
    book["Palvelut"]["B4"].comment = Comment("Vielä auki", "Maija")
    book.save(path)


def columns(rows: Sequence[Row], *spans: tuple[int, int]) -> list[Row]:
    """Some columns of rows."""
    return [[text for first, end in spans for text in row[first:end]] for row in rows]


def on_two_sheets(*spans: tuple[int, int]) -> Sample:
    """The persons' first columns on a sheet, others on the next one."""
    first = TypedSheet("Palvelut", {"A1": TITLE} | rows_at("A3", columns(ROWS, (0, 5))))
    second = TypedSheet("Asiakkaat", rows_at("A3", columns(ROWS, *spans)))
    return typed(first, second, EMPLOYERS)


def going_on(*rows: Row) -> Sample:
    """The persons' rows on two sheets, on the second one these last ones."""
    first = TypedSheet("Palvelut", {"A1": TITLE} | rows_at("A3", ROWS[:4]))
    return typed(first, TypedSheet("Lisää", rows_at("A1", rows)), EMPLOYERS)


def under_title(title: str) -> Sample:
    """The persons' rows on two sheets with headings, the second one under a title of its own."""
    first = TypedSheet("Palvelut", {"A1": TITLE} | rows_at("A3", ROWS[:3]))
    second = {"A1": title} | rows_at("A3", [ROWS[0], *ROWS[3:]])
    return typed(first, TypedSheet("Lisää", second), EMPLOYERS)


def under_one_name(*below: str) -> Sample:
    """The persons' rows, the first name merged over a further row with some texts beside it."""
    rows = [*ROWS[:2], ["", *below], *ROWS[2:]]
    texts = {"A1": TITLE} | rows_at("A3", rows)
    return typed(TypedSheet("Palvelut", texts, merged=["A4:A5"]), EMPLOYERS)


def under_heading(text: str) -> Sample:
    """The persons' rows with another heading of their section."""
    rows = [*ROWS[:3], [text], *ROWS[4:]]
    return typed(TypedSheet("Palvelut", {"A1": TITLE} | rows_at("A3", rows)), EMPLOYERS)


CONTINUED = "person.kotoutumispalvelut"
OTHER_TITLE = TITLE.replace("Esimerkin", "Kainuun")
GOOD_SHEETS = typed(*GOOD)
HEADINGS = ", ".join(heading.replace("\n", " ") for heading in PERSON)
CLIENTS = "Kotoutuja, Monialainen, Uusi työnhakija"
FORMULA = '"Lakisää"&"teinen"'
BAD_FORMULA = {**TEXTS, "B4": f"={FORMULA}"}
MISSING_TYPE: Found = ("type-missing", "warning", KEY, "service_type", f"{KEY}/service_type", 1, "")
WITH_OLD = {**TEXTS, f"A{BELOW}": "Vanha"}
SPREADSHEETS = {
    "name-doubled": Case(
        under_title(OTHER_TITLE),
        of_file("name-doubled", "error", OTHER_TITLE, 2)
        | {("text-outside-tables", "warning", "", "", "p2/1", 2, OTHER_TITLE)},
        under_title(TITLE),
    ),
    "sheets-joined-by-row": Case(
        on_two_sheets((5, 8)),
        of_file("sheets-joined-by-row", "warning", CLIENTS, 2),
        on_two_sheets((0, 1), (5, 8)),
    ),
    "sheet-without-headings": Case(
        going_on(*ROWS[4:]),
        of_file("sheet-without-headings", "warning", HEADINGS, 2),
        going_on(ROWS[0], ROWS[3], *ROWS[4:]),
    ),
    "section-ended": Case(
        going_on(ROWS[0], *ROWS[4:]),
        of_file("section-ended", "warning", SECTION, 2),
        going_on(ROWS[0], ROWS[3], *ROWS[4:]),
    ),
    "section-unread": Case(
        under_heading(f"{SECTION} (jatkuu)"),
        of_file("section-unread", "error", f"{SECTION} (jatkuu)", 1)
        | {
            (check, "warning", CONTINUED, field, f"{CONTINUED}/{field}", 1, "")
            for check, field in (
                ("type-missing", "service_type"),
                ("producer-missing", "producer_text"),
                ("tem-area-missing", "tem_area"),
            )
        },
        under_heading(f"{SECTION}:"),
    ),
    "name-merged": Case(
        under_one_name("Lisäpalvelu", "Kunnat", "", "1 Työn löytyminen"),
        of_file("name-merged", "error", NAME, 1) | DOUBLED,
        under_one_name("", "Kunnat"),
    ),
    "sheet-hidden": Case(
        typed(*GOOD, TypedSheet("Vanhat", {"A1": "Vanha"}, hidden=True)),
        of_file("sheet-hidden", "warning", "Vanhat"),
        GOOD_SHEETS,
    ),
    "rows-hidden": Case(
        typed(TypedSheet("Palvelut", WITH_OLD, hidden_rows=[BELOW]), EMPLOYERS),
        of_file("rows-hidden", "warning", f"Palvelut!{BELOW}:{BELOW}", 1),
        GOOD_SHEETS,
    ),
    "columns-hidden": Case(
        typed(TypedSheet("Palvelut", {**TEXTS, "K4": "Vanha"}, hidden_columns=["K"]), EMPLOYERS),
        of_file("columns-hidden", "warning", "Palvelut!K:K", 1),
        GOOD_SHEETS,
    ),
    "hidden-empty": Case(
        typed(*GOOD, TypedSheet("Tyhjä", {}, hidden=True)),
        of_file("hidden-empty", "info", "Tyhjä"),
        GOOD_SHEETS,
    ),
    "cell-comment": Case(
        typed(*GOOD, change=commented),
        of_cell("cell-comment", "warning", "Vielä auki"),
        GOOD_SHEETS,
    ),
    "formula-not-stored": Case(
        typed(TypedSheet("Palvelut", BAD_FORMULA), EMPLOYERS),
        of_cell("formula-not-stored", "error", f"={FORMULA}") | {MISSING_TYPE},
        GOOD_SHEETS,
    ),
    **{
        check: Case(with_note(check, "jotain"), of_cell(check, severity, "jotain"), GOOD_SHEETS)
        for check, severity in (
            ("external-link", "error"),
            ("format-unknown", "warning"),
            ("cell-covered", "warning"),
            ("cell-not-shown", "warning"),
        )
    },
    "drawing-text": Case(
        with_note("drawing-text", "jotain", ""),
        of_file("drawing-text", "warning", "jotain", 1),
        GOOD_SHEETS,
    ),
    **{
        check: Case(
            with_note(check, "jotain", "", None),
            of_file(check, severity, "jotain"),
            GOOD_SHEETS,
        )
        for check, severity in (("macros-not-run", "warning"), ("sheet-is-chart", "info"))
    },
}
