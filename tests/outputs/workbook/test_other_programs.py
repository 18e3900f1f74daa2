"""The workbook as other programs open it."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pdfplumber
import pytest
from openpyxl.xml.functions import fromstring
from python_calamine import CalamineWorkbook

from tests.printing.appendix import changed, print_appendix, transcription
from tests.support.checklist import bounds, check_all
from tests.support.command_line import Desk
from tests.support.programs import miss
from tests.support.sheets import SHEETS, table_rows, text_cells
from tools.pictures import office, print_workbook, save_workbook_as

HOSTILE = ["=1+1", "#N/A", "@SUM(A1)", "+358 1", "-5", "http://example.invalid/", "'=2", "TRUE"]


def test_pandas_and_calamine_read_every_table(workbook: Any, built: Desk) -> None:
    read = CalamineWorkbook.from_path(str(built.workbook))
    assert read.sheet_names == workbook.sheetnames
    for sheet in workbook.worksheets[1:]:
        header, *rows = table_rows(sheet)
        _left, top, _right, _bottom = bounds(sheet)
        for engine in ("openpyxl", "calamine"):
            frame = pd.read_excel(
                built.workbook,
                sheet_name=sheet.title,
                header=top - 1,
                engine=engine,
                keep_default_na=False,
            )
            assert list(frame.columns) == header
            assert len(frame) == len(rows)
            assert [str(v) for v in frame[header[0]]] == [str(row[0]) for row in rows]


def targets_outside(relations: bytes) -> list[str]:
    """What the links of a sheet lead to that is no part of the workbook."""
    found = fromstring(relations)
    return [one.attrib["Target"] for one in found if one.get("TargetMode") == "External"]


def test_text_of_the_document_never_acts(clean_desk: Desk) -> None:
    rows = transcription()
    services = [i for i, row in enumerate(rows) if row["table"] == "employer" and row["type"]]
    for text, place in zip(HOSTILE, services[1:], strict=False):
        rows = changed(rows, "employer", int(rows[place]["row"]), service=text)
    print_appendix(clean_desk.pdf, rows)
    completed = clean_desk.build("--fail-on", "never")
    assert completed.returncode == 0
    seen = Counter(cell.value for cell in text_cells(clean_desk.workbook))
    for text in HOSTILE:
        assert seen[text] >= 2
    for cell in text_cells(clean_desk.workbook):
        assert cell.data_type in ("s", "n", "d")
        assert isinstance(cell.value, str) == (cell.data_type == "s")
        if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
            assert cell.quotePrefix
    with zipfile.ZipFile(clean_desk.workbook) as archive:
        relations = [n for n in archive.namelist() if n.startswith("xl/worksheets/_rels")]
        outside = {target for name in relations for target in targets_outside(archive.read(name))}
    assert outside == {clean_desk.page.name}
    check_all(clean_desk.workbook)


def printed_text(workbook: Path, folder: Path) -> tuple[str, int]:
    """What LibreOffice prints of a workbook, without white space; and its pages."""
    if office() is None:
        miss("LibreOffice", "libreoffice-calc")
    with pdfplumber.open(print_workbook(workbook, folder)) as pdf:
        text = "".join("".join(page.extract_text().split()) for page in pdf.pages)
        return text, len(pdf.pages)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_libreoffice_shows_every_text_whole(
    language: str, built: Desk, english: Desk, tmp_path: Path
) -> None:
    desk = built if language == "fi" else english
    text, pages = printed_text(desk.workbook, tmp_path)
    assert pages >= len(SHEETS)
    assert "###" not in text
    assert "Err:" not in text
    for row in desk.rows("services"):
        start = "".join(row["service"].split()[:2])
        assert start in text


def test_libreoffice_keeps_the_links_to_the_review_page(built: Desk, tmp_path: Path) -> None:
    if office() is None:
        miss("LibreOffice", "libreoffice-calc")
    saved = save_workbook_as("fods", built.workbook, tmp_path).read_text(encoding="utf-8")
    links = re.findall(r'xlink:href="([^"#]+)#([^"]+)"', saved)
    # As seen from the file in which they are saved.
    assert {(tmp_path / unquote(file)).resolve() for file, _ in links} == {built.page.resolve()}
    places = [f"service-{row['service_id']}" for row in built.rows("services")]
    places += [f"finding-{row['finding_id']}" for row in built.rows("findings")]
    assert [unquote(place) for _, place in links] == places
