"""The workbook of all as a whole: its sheets, its cover, and what other programs make of it."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.combined.parts import PartPlace
from tests.combined.workbook.conftest import FEW, HOSTILE, LOCKED
from tests.printing.print_other_tables import CONTRACTS, LIST
from tests.support.checklist import ITEMS, bounds, check_all
from tests.support.command_line import run
from tests.support.sheets import text_cells
from tests.support.together_books import Together, copy_outputs, put_together

SHEETS = [
    "Kansi",
    "Asiakirjat",
    "Tuottaja × alue",
    "Tuottaja × alue, palvelut",
    "TEM × alue",
    "TEM × alue, palvelut",
    "Tyyppi × alue",
    "Tyyppi × alue, palvelut",
    "Yhteinen × alue",
    "Yhteinen × alue, palvelut",
    "Palvelut × alueet",
    "Palvelut × alueet, palvelut",
    "Palvelut",
    "Nimet ilman vastinetta",
    "Yhteiset havainnot",
    "Havainnot",
]


def test_sheets(together: Together) -> None:
    assert together.workbook.sheetnames == SHEETS


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.__name__)
@pytest.mark.parametrize("of", ["few", "many", "english"])
def test_checklist(
    item: Callable[[Any, zipfile.ZipFile], None], of: str, request: pytest.FixtureRequest
) -> None:
    together: Together = request.getfixturevalue(of)
    with zipfile.ZipFile(together.path) as archive:
        item(together.workbook, archive)


def test_the_cover_names_what_is_missing_first(many: Together, few: Together) -> None:
    title, heading, note, missing, *_ = many.lines_of_cover()
    assert title == "Kaikki työllisyysalueet: Palvelut tuottajittain ja TEM-alueittain"
    assert heading == "Puuttuvat asiakirjat"
    assert note.startswith("Näiden asiakirjojen tietoja ei ole missään")
    number = [row["document"] for row in many.rows("documents")].index("kainuu") + 1
    assert missing == f"{number}. kainuu: ei voitu lukea. Ohjelma ilmoitti: {LOCKED}"
    assert heading not in few.lines_of_cover()
    assert few.lines_of_cover()[1:3] == ["Avainluvut", "Kaikki asiakirjat ovat mukana (4)."]


def test_the_cover_counts_what_the_files_have(together: Together) -> None:
    lines = together.lines_of_cover()
    names, findings = together.rows("common_services"), together.rows("findings")
    known = sum(name["known"] == "true" and name["records"] != "0" for name in names)
    apart = sum(name["known"] == "false" for name in names)
    counts = Counter(row["severity"] for row in findings if row["status"] == "open")
    words = (("virheet", "error"), ("varoitukset", "warning"), ("tiedoksi", "info"))
    said = ", ".join(f"{word} {counts[severity]}" for word, severity in words)
    assert f"Palveluja yhteensä: {len(together.rows('services'))}" in lines
    assert f"Palveluja yhteisellä nimellä: {known}" in lines
    assert f"Palvelujen nimiä, joille sanastossa ei ole vastinetta: {apart}" in lines
    assert f"Avoimia havaintoja: {said}" in lines
    for number, row in enumerate(together.rows("documents"), 1):
        if row["status"] == "usable":
            of = (f"{word} {row[f'open_{severity}s']}" for word, severity in words)
            ending = f": käyttökelpoinen, palveluja {row['records']}, {', '.join(of)}"
            (line,) = [li for li in lines if li.startswith(f"{number}. ") and li.endswith(ending)]
            assert line.startswith(f"{number}. {row['area']}")


def test_the_cover_leads_to_sheets_and_to_files(together: Together) -> None:
    cover = together.workbook["Kansi"]
    inner = [cell for cell in cover["A"] if cell.hyperlink]
    assert [together.target(cell).parent.title for cell in inner] == SHEETS[1:]
    beside = [cell for column in "BC" for cell in cover[column] if cell.hyperlink]
    found = [(together.path.parent / cell.hyperlink.target).resolve() for cell in beside]
    names = [r["document"] for r in together.rows("documents") if r["status"] == "usable"]
    wanted = [together.folder / n / f"{n}.{ending}" for ending in ("xlsx", "html") for n in names]
    assert found == wanted
    assert all(path.is_file() for path in found)


def test_the_cover_tells_of_several_documents_of_one_area(many: Together, few: Together) -> None:
    lines = [line for line in many.lines_of_cover() if "on useita asiakirjoja" in line]
    assert len(lines) == len(FEW) + 1
    assert any("(etela-savo; etela-savo-2026; total)" in line for line in lines)
    assert not [line for line in few.lines_of_cover() if "on useita asiakirjoja" in line]


def test_text_of_documents_never_acts(together: Together) -> None:
    seen = Counter(cell.value for cell in text_cells(together.path))
    for text in HOSTILE:
        assert seen[text] >= 2
    for cell in text_cells(together.path):
        assert cell.data_type in ("s", "n")
        assert isinstance(cell.value, str) == (cell.data_type == "s")
        if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
            assert cell.quotePrefix
    with zipfile.ZipFile(together.path) as archive:
        assert "xl/externalLinks" not in " ".join(archive.namelist())


def test_the_same_documents_give_the_same_bytes(many: Together) -> None:
    before = many.path.read_bytes()
    locked = PartPlace(Path("elsewhere/kainuu.pdf"), many.folder / "kainuu", "failed", LOCKED)
    again = put_together(many.folder, many.schemas, [locked])
    assert again.path.read_bytes() == before


def test_wide_sheets_stay_in_view_and_repeat_what_tells_rows_and_columns(many: Together) -> None:
    for name in SHEETS[1:]:
        sheet = many.workbook[name]
        _left, top, _right, _bottom = bounds(sheet)
        assert sheet.freeze_panes is not None, name
        assert sheet.freeze_panes.endswith(str(top + 1))
        assert sheet.print_title_rows == f"${top}:${top}"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        if sheet.page_setup.fitToWidth > 1:
            assert sheet.print_title_cols.startswith("$A:")
            # Titles and notes in columns that are printed again are not cut on later pages.
            fixed = int(ord(sheet.print_title_cols[-1]) - ord("A") + 1)
            width = sum(sheet.column_dimensions[chr(65 + n)].width for n in range(fixed))
            for row in range(2, top):
                assert len(sheet.cell(row, 1).value) <= width * 1.2


def test_no_document_is_usable(few: Together, tmp_path: Path) -> None:
    locked = PartPlace(Path("input/kainuu.pdf"), tmp_path / "kainuu", "failed", LOCKED)
    together = put_together(tmp_path, few.schemas, [locked])
    check_all(together.path)
    assert together.workbook.sheetnames == ["Kansi", "Asiakirjat"]
    assert "Palveluja yhteensä: 0" in together.lines_of_cover()


@pytest.mark.parametrize("sample", [CONTRACTS, LIST], ids=["contracts", "list"])
def test_other_kinds_of_tables(sample: Path, tmp_path: Path) -> None:
    """Without who documents are about, without common names and cross-tabulations by document."""
    (pdf,) = sample.glob("*.pdf")
    schemas, folder = sample / "schemas", tmp_path / "output"
    built = run("build", pdf, "--schemas", schemas, "--output", folder, "--fail-on", "never")
    assert built.returncode == 0, built.stderr
    (source,) = folder.iterdir()
    copy_outputs(source, folder, "toinen vuosi")
    together = put_together(folder, schemas)
    check_all(together.path)
    names = together.workbook.sheetnames
    assert names[:2] == ["Kansi", "Asiakirjat"]
    assert not [name for name in names if "×" in name]
    _, listed = together.table(names[2])
    (records,) = [p for p in source.glob("*.csv") if p.stem in ("contracts", "grants", "items")]
    assert len(listed) == 2 * (len(records.read_text(encoding="utf-8").splitlines()) - 1)
    for cell in (c for row in together.cells("Asiakirjat") for c in row if c.hyperlink):
        assert " " not in cell.hyperlink.target
