"""However the same tables stand on their sheets, the records are the same, each led to its cells.

The records that must come are typed here by hand; where a cell stands is looked up with openpyxl.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.sheet_builds import (
    EMPLOYER,
    EMPLOYER_ROWS,
    GUIDANCE,
    LANGUAGE,
    PERSON,
    PERSON_ROWS,
    SECTION,
    TITLE,
    TRAINING,
    WELCOME,
    Built,
    Row,
    TypedSheet,
    build_sheets,
    rows_at,
    text_at,
)

WANTED = [
    # key, section, name, type, producers as printed, shared, area, integration, multi, new
    "person.tyo-ja-uraohjaus||Työ- ja uraohjaus|statutory|Esimerkin työllisyysalue|yes|1|yes|no|no",
    "person.koulutus-neuvonta||Koulutus-neuvonta|additional|Ostopalvelu|no|2|no|bracketed|no",
    "person.alkukartoitus|Kotoutumispalvelut|Alkukartoitus|statutory|Esimerkin työllisyysalue"
    "|uncertain|1|yes|yes|no",
    "person.kielitesti|Kotoutumispalvelut|Kielitesti|statutory|Kunnat|no|2|no|yes|yes",
    "employer.rekrytointi||Rekrytointi|statutory|Esimerkin työllisyysalue|yes|1"
    "|absent|absent|absent",
    "employer.yritysneuvonta||Yritysneuvonta|additional|Kunnat|no|4|absent|absent|absent",
]
SHOWN = (
    *("service_id", "section", "service", "service_type", "producer_text", "shared", "tem_area"),
    *("integration_client", "multidisciplinary", "new_jobseeker"),
)
PERSONS = rows_at("A3", [PERSON, *PERSON_ROWS])
EMPLOYERS = rows_at("A1", [EMPLOYER, *EMPLOYER_ROWS])
Sheets = Sequence[TypedSheet]
# What is found in every one: the question mark of Alkukartoitus and what is read of this sample.
ALWAYS = {"mark-uncertain"}


def titled(*sheets: TypedSheet) -> Sheets:
    """Sheets, the title in the first cell of the first one."""
    first, *others = sheets
    texts = {"A1": TITLE, **first.texts}
    return [TypedSheet(first.name, texts, first.merged, first.bold, first.filled), *others]


def person_sheet(rows: Sequence[Row], place: str = "A3", **how: Sequence[str]) -> TypedSheet:
    """The persons' table on a sheet of its own."""
    return TypedSheet("Palvelut", rows_at(place, rows), **how)  # type: ignore[arg-type]


EMPLOYER_SHEET = TypedSheet("Työnantajat 1", EMPLOYERS)
SPACED = [PERSON, GUIDANCE, TRAINING, (), (SECTION,), (), WELCOME, LANGUAGE]
# The same with an empty column before the marks of clients.
PARTED = [(*row[:5], "", *row[5:]) for row in (PERSON, *PERSON_ROWS)]
CLIENTS = [("",), *((*row[5:], "") for row in (PERSON, *PERSON_ROWS))]
LAYOUTS: dict[str, Sheets] = {
    "a sheet for each table": titled(person_sheet([PERSON, *PERSON_ROWS]), EMPLOYER_SHEET),
    "the title right above": titled(person_sheet([PERSON, *PERSON_ROWS], "A2"), EMPLOYER_SHEET),
    "the title merged over the table": titled(
        person_sheet([PERSON, *PERSON_ROWS], "A2", merged=["A1:H1"]), EMPLOYER_SHEET
    ),
    "not in the first column": titled(
        person_sheet([PERSON, *PERSON_ROWS], "C5"),
        TypedSheet("Työnantajat", rows_at("B4", [EMPLOYER, *EMPLOYER_ROWS])),
    ),
    "below each other": titled(
        TypedSheet("Palvelut", PERSONS | rows_at("A12", [EMPLOYER, *EMPLOYER_ROWS]))
    ),
    "below each other without an empty row": titled(
        TypedSheet("Palvelut", PERSONS | rows_at("A9", [EMPLOYER, *EMPLOYER_ROWS]))
    ),
    "side by side": titled(
        TypedSheet("Palvelut", PERSONS | rows_at("J3", [EMPLOYER, *EMPLOYER_ROWS]))
    ),
    "side by side under a merged title": titled(
        TypedSheet(
            "Palvelut", PERSONS | rows_at("J4", [EMPLOYER, *EMPLOYER_ROWS]), merged=["A1:N1"]
        )
    ),
    "empty rows in the table": titled(person_sheet(SPACED), EMPLOYER_SHEET),
    "an empty row below the headings": titled(
        person_sheet([PERSON, (), *PERSON_ROWS]),
        TypedSheet("Työnantajat", rows_at("A1", [EMPLOYER, (), *EMPLOYER_ROWS])),
    ),
    "an empty column in the table": titled(person_sheet(PARTED), EMPLOYER_SHEET),
    "bold and filled headings and sections": titled(
        person_sheet(
            [PERSON, *PERSON_ROWS], bold=["A3", "B3", "A6"], filled=["A3", "B3", "C3", "A6"]
        ),
        EMPLOYER_SHEET,
    ),
    "sections merged over the table": titled(
        person_sheet([PERSON, *PERSON_ROWS], merged=["A6:H6"]), EMPLOYER_SHEET
    ),
    "headings merged over two rows": titled(
        person_sheet([PERSON, (), *PERSON_ROWS], merged=[f"{c}3:{c}4" for c in "ABCDEFGH"]),
        EMPLOYER_SHEET,
    ),
    "the headings again in the middle": titled(
        person_sheet([PERSON, GUIDANCE, TRAINING, PERSON, (SECTION,), WELCOME, LANGUAGE]),
        EMPLOYER_SHEET,
    ),
    "going on on the next sheet under its headings": titled(
        person_sheet([PERSON, GUIDANCE, TRAINING]),
        TypedSheet("Palvelut (2)", rows_at("A1", [PERSON, (SECTION,), WELCOME, LANGUAGE])),
        EMPLOYER_SHEET,
    ),
}


def shown(built: Built) -> list[str]:
    """The records, each as one text."""
    return ["|".join(row[name] for name in SHOWN) for row in built.records()]


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_tables_give_the_same_records(name: str, tmp_path: Path) -> None:
    built = build_sheets(tmp_path, *LAYOUTS[name])
    assert built.run.returncode == 0, built.run.stderr
    assert shown(built) == WANTED
    assert {check for check, _, _ in built.findings()} == ALWAYS
    require_evidence(built, LAYOUTS[name])


def require_evidence(built: Built, sheets: Sheets) -> None:
    """See that each cell of the evidence leads to the cell of the file that has its text."""
    typed = {text for sheet in sheets for text in sheet.texts.values()}
    cells = built.csv("cells")
    assert len(cells) == sum(len(sheet.texts) for sheet in sheets)
    book = load_workbook(built.path)
    for cell in cells:
        assert (cell["x0"], cell["bottom"]) == ("", "")
        text = text_at(book, cell["sheet_cell"])
        assert text in typed
        # Lines that end in a hyphen are joined without a space.
        assert text.replace("\n", " ").replace("- ", "-") == cell["text"].replace("- ", "-")
    for cell in built.csv("empty_cells"):
        assert text_at(book, cell["sheet_cell"]) == ""


def test_rows_on_the_next_sheet_without_headings_are_told(tmp_path: Path) -> None:
    built = build_sheets(
        tmp_path,
        *titled(
            person_sheet([PERSON, GUIDANCE, TRAINING, (SECTION,)]),
            TypedSheet("Palvelut (2)", rows_at("A1", [WELCOME, LANGUAGE])),
            EMPLOYER_SHEET,
        ),
    )
    assert shown(built) == WANTED
    assert {check for check, _, _ in built.findings()} == {*ALWAYS, "sheet-without-headings"}
    (told,) = [f for f in built.csv("findings") if f["check"] == "sheet-without-headings"]
    assert "The sheet Palvelut (2) has rows without headings" in told["message"]
    assert told["severity"] == "warning"


@pytest.mark.parametrize("sign", ["\u200b", "\u2060", "\ufeff"])
def test_a_space_without_width_changes_nothing(sign: str, tmp_path: Path) -> None:
    rows = [PERSON, *PERSON_ROWS[:2], (f"Kotoutumis{sign}palvelut",), *PERSON_ROWS[3:]]
    built = build_sheets(tmp_path, *titled(person_sheet(rows), EMPLOYER_SHEET))
    assert shown(built) == WANTED
    assert {check for check, _, _ in built.findings()} == ALWAYS


def test_no_section_runs_on_under_the_headings_of_the_next_sheet(tmp_path: Path) -> None:
    built = build_sheets(
        tmp_path,
        *titled(
            person_sheet([PERSON, GUIDANCE, (SECTION,), WELCOME]),
            TypedSheet("Palvelut (2)", rows_at("A1", [PERSON, TRAINING, LANGUAGE])),
            EMPLOYER_SHEET,
        ),
    )
    assert [row["section"] for row in built.records()[:4]] == ["", SECTION, "", ""]
    assert {f for f in built.findings() if f[0] not in ALWAYS} == {
        ("section-ended", SECTION, "'Palvelut (2)'!A1")
    }


def test_a_section_runs_on_under_headings_again_on_the_same_sheet(tmp_path: Path) -> None:
    rows = [PERSON, GUIDANCE, (SECTION,), WELCOME, (), PERSON, TRAINING, LANGUAGE]
    built = build_sheets(tmp_path, *titled(person_sheet(rows), EMPLOYER_SHEET))
    assert [row["section"] for row in built.records()[:4]] == ["", SECTION, SECTION, SECTION]
    assert {check for check, _, _ in built.findings()} == ALWAYS


def columns(rows: Sequence[Row], first: int, last: int) -> list[Row]:
    """Some columns of rows."""
    return [row[first:last] for row in rows]


WHOLE = [PERSON, *PERSON_ROWS]
NAMES = columns(WHOLE, 0, 1)
CLIENT_HEADINGS = "Kotoutuja, Monialainen, Uusi työnhakija"


def beside(place: str, rows: Sequence[Row]) -> Sheets:
    """The persons' table, the columns of clients on a sheet of their own."""
    return titled(
        person_sheet(columns(WHOLE, 0, 5)),
        TypedSheet("Asiakkaat", rows_at(place, rows)),
        EMPLOYER_SHEET,
    )


def test_columns_on_another_sheet_are_joined_by_their_row_numbers(tmp_path: Path) -> None:
    built = build_sheets(tmp_path, *beside("A3", columns(WHOLE, 5, 8)))
    assert shown(built) == WANTED
    assert {f for f in built.findings() if f[0] not in ALWAYS} == {
        ("sheets-joined-by-row", CLIENT_HEADINGS, "Asiakkaat!A3")
    }


def test_columns_on_another_sheet_in_other_rows_are_not_joined(tmp_path: Path) -> None:
    built = build_sheets(tmp_path, *beside("A4", columns(WHOLE, 5, 8)))
    assert built.run.returncode == 1
    assert "rows-unjoined" in {check for check, _, _ in built.findings()}


def test_rows_beside_one_merged_name_are_one_service(tmp_path: Path) -> None:
    merged = ["A5:A6", *(f"{column}5:{column}6" for column in "BDEFGH")]
    for number, ranges in enumerate((merged[:1], merged)):
        folder = tmp_path / str(number)
        folder.mkdir()
        rows = [PERSON, GUIDANCE, TRAINING, ("", "", "Kunnat"), *PERSON_ROWS[2:]]
        built = build_sheets(folder, *titled(person_sheet(rows, merged=ranges), EMPLOYER_SHEET))
        assert built.run.returncode == 0, built.run.stderr
        assert shown(built) == [
            line.replace("|Ostopalvelu|", "|Ostopalvelu Kunnat|") for line in WANTED
        ]
        assert {check for check, _, _ in built.findings()} == ALWAYS
        producers = [
            (row["producer"], row["certainty"])
            for row in built.csv("service_producers")
            if row["service_id"] == "person.koulutus-neuvonta"
        ]
        assert producers == [("purchased_service", "stated"), ("municipalities", "stated")]
        cells = {cell["sheet_cell"]: cell for cell in built.csv("cells")}
        for place in ("Palvelut!C5", "Palvelut!C6"):
            assert cells[place]["fate"] == "used"
            assert cells[place]["service_id"] == "person.koulutus-neuvonta"


def test_rows_beside_one_merged_name_with_marks_of_their_own_are_an_error(tmp_path: Path) -> None:
    rows = [PERSON, GUIDANCE, TRAINING, ("", "", "Kunnat", "x"), *PERSON_ROWS[2:]]
    sheets = titled(person_sheet(rows, merged=["A5:A6"]), EMPLOYER_SHEET)
    built = build_sheets(tmp_path, *sheets)
    assert built.run.returncode == 1
    assert ("name-merged", "Koulutus-neuvonta", "Palvelut!A5:A6") in built.findings()
    assert "merged over 2 rows" in built.run.stderr
    assert "“Yhteinen palvelu toisen työllisyysalueen kanssa”" in built.run.stderr


MARKED = columns(WHOLE, 5, 8)
# The same rows, the marks of which do not stand beside services alone, or are not all there.
STRAY_ROWS: dict[str, Sequence[Row]] = {
    "beside a section heading": [*MARKED[:3], MARKED[1], *MARKED[4:]],
    "without the section heading": [row for row in MARKED if any(row)],
    "without the last row": MARKED[:-1],
}


@pytest.mark.parametrize("name", STRAY_ROWS)
def test_columns_on_another_sheet_that_stand_beside_no_record_are_not_joined(
    name: str, tmp_path: Path
) -> None:
    built = build_sheets(tmp_path, *beside("A3", STRAY_ROWS[name]))
    assert built.run.returncode == 1
    assert ("rows-unjoined", CLIENT_HEADINGS) in {f[:2] for f in built.findings()}
    assert "sheets-joined-by-row" not in {check for check, _, _ in built.findings()}


def test_columns_beside_names_alone_are_not_joined_to_a_section_heading(tmp_path: Path) -> None:
    others = columns(WHOLE, 1, 8)
    for rows, is_right in ((others, True), ([*others[:3], others[1], *others[4:]], False)):
        sheets = titled(
            person_sheet(NAMES), TypedSheet("Muut", rows_at("A3", rows)), EMPLOYER_SHEET
        )
        built = build_sheets(tmp_path, *sheets)
        assert (built.run.returncode == 0) is is_right, built.run.stderr
        checks = {check for check, _, _ in built.findings()}
        assert ("rows-unjoined" in checks) is not is_right
        assert ("sheets-joined-by-row" in checks) is is_right


def test_names_again_prove_columns_on_another_sheet(tmp_path: Path) -> None:
    rows = [(*name, *rest) for name, rest in zip(NAMES, columns(WHOLE, 5, 8), strict=True)]
    built = build_sheets(tmp_path, *beside("A3", rows))
    assert shown(built) == WANTED
    assert {check for check, _, _ in built.findings()} == ALWAYS


def test_other_names_on_another_sheet_are_an_error(tmp_path: Path) -> None:
    names = [*NAMES[:-2], NAMES[-1], NAMES[-2]]
    rows = [(*name, *rest) for name, rest in zip(names, columns(WHOLE, 5, 8), strict=True)]
    built = build_sheets(tmp_path, *beside("A3", rows))
    assert built.run.returncode == 1
    assert ("rows-unjoined", "Kielitesti", "Asiakkaat!A7") in built.findings()


NOTE = "Tämä luettelo päivitetään vuosittain."
AROUND: dict[str, Callable[[], TypedSheet]] = {
    "A11": lambda: TypedSheet("Palvelut", PERSONS | {"A11": NOTE}),
    "A9": lambda: TypedSheet("Palvelut", PERSONS | {"A9": NOTE}),
    "J5": lambda: TypedSheet("Palvelut", PERSONS | {"J5": NOTE}),
    "J3": lambda: TypedSheet("Palvelut", PERSONS | {"J3": NOTE}),
    "C11": lambda: TypedSheet("Palvelut", PERSONS | {"C11": NOTE}),
}


@pytest.mark.parametrize("place", AROUND)
def test_a_note_beside_or_below_a_table_is_no_part_of_it(place: str, tmp_path: Path) -> None:
    built = build_sheets(tmp_path, *titled(AROUND[place](), EMPLOYER_SHEET))
    assert shown(built) == WANTED
    assert {f for f in built.findings() if f[0] not in ALWAYS} == {
        ("text-outside-tables", NOTE, f"Palvelut!{place}")
    }


CONTACTS: Sequence[Row] = (("Nimi", "Puhelin"), ("Maija", "040 1"), ("Matti", "040 2"))
STRANGE: dict[str, Sheets] = {
    "Muut!A1": titled(
        TypedSheet("Palvelut", PERSONS),
        EMPLOYER_SHEET,
        TypedSheet("Muut", rows_at("A1", CONTACTS), bold=["A1", "B1"]),
    ),
    "Palvelut!J3": titled(
        TypedSheet("Palvelut", PERSONS | rows_at("J3", CONTACTS)), EMPLOYER_SHEET
    ),
    "Palvelut!A12": titled(
        TypedSheet("Palvelut", PERSONS | rows_at("A12", CONTACTS), bold=["A12", "B12"]),
        EMPLOYER_SHEET,
    ),
}


@pytest.mark.parametrize("place", STRANGE)
def test_an_unknown_table_is_an_error(place: str, tmp_path: Path) -> None:
    built = build_sheets(tmp_path, *STRANGE[place])
    assert built.run.returncode == 1
    assert shown(built) == WANTED
    assert ("table-unknown", "Nimi | Puhelin", place) in built.findings()
    assert f"{place}, table-unknown: The table on the sheet" in built.run.stderr


def test_an_unknown_column_behind_an_empty_one_is_set_aside_by_name(tmp_path: Path) -> None:
    extra = {"J3": "Lisätieto", "J4": "Uusi", "J7": "Vanha"}
    built = build_sheets(tmp_path, *titled(TypedSheet("Palvelut", PERSONS | extra), EMPLOYER_SHEET))
    assert shown(built) == WANTED
    assert ("heading-unknown", "Lisätieto", "Palvelut!J3") in built.findings()
    aside = {c["sheet_cell"] for c in built.csv("cells") if c["fate"] == "set_aside"}
    assert aside == {"Palvelut!J3", "Palvelut!J4", "Palvelut!J7"}
