"""The workbook of documents with no service, with one, and with very many."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook

from pipeline.outputs.cross_tabulations import cross_tables
from pipeline.outputs.result import Result
from pipeline.outputs.workbook.writer import MOST_LINKS, workbook_bytes
from pipeline.records.model import Printed, Records
from tests.printing.appendix import print_appendix, transcription
from tests.support.checklist import check_all
from tests.support.command_line import REAL_PDF, Desk
from tests.support.reading import read, read_document

MANY = 20_000


def first_rows(count: int) -> list[dict[str, str]]:
    """The headings of the tables and the first services of the first one."""
    rows = transcription()
    return [row for row in rows if int(row["row"]) <= (count if row["table"] == "person" else 0)]


def test_a_document_without_services_has_a_workbook_that_says_so(clean_desk: Desk) -> None:
    print_appendix(clean_desk.pdf, first_rows(0))
    assert clean_desk.build("--fail-on", "never").returncode == 0
    check_all(clean_desk.workbook)
    workbook = load_workbook(clean_desk.workbook)
    for name in ("Palvelut", "Tuottaja × TEM, palvelut"):
        (table,) = workbook[name].tables.values()
        _, (first, *others) = workbook[name][table.ref]
        assert first.value == "Ei yhtään"
        assert {cell.value for cell in others} == {"[ei koske]"}
    sheet = workbook["Tuottaja × TEM"]
    (table,) = sheet.tables.values()
    _, *rows = sheet[table.ref]
    assert {cell.value for row in rows for cell in row[1:]} == {0}


def test_a_document_with_one_service(clean_desk: Desk) -> None:
    print_appendix(clean_desk.pdf, first_rows(1))
    # The table of the employers has no record, which is an error.
    assert clean_desk.build("--fail-on", "never").returncode == 0
    check_all(clean_desk.workbook)


@pytest.fixture(scope="module", name="real")
def real_result() -> Result:
    return replace(read(REAL_PDF, read_document(REAL_PDF)), language="fi")


def copied(frame: pd.DataFrame, copies: int) -> pd.DataFrame:
    """A frame by key, repeated with other keys."""
    parts = [frame.set_axis(frame.index + f"-{n}") for n in range(copies)]
    whole = pd.concat(parts).iloc[:MANY]
    whole.index.name = frame.index.name
    return whole


def many(result: Result) -> Result:
    """A result with the same services over and over."""
    copies = MANY // len(result.records.frame) + 1
    records, key = result.records, result.schema.record.key
    frame = copied(records.frame, copies)
    lists = {}
    for name, listed in records.lists.items():
        parts = [listed.assign(**{key: listed[key] + f"-{n}"}) for n in range(copies)]
        whole = pd.concat(parts, ignore_index=True)
        lists[name] = whole[whole[key].isin(frame.index)].reset_index(drop=True)
    bigger = Records(frame, lists, copied(records.readings, copies), copied(records.text, copies))
    sources = {str(new): result.printed.sources[str(new).rsplit("-", 1)[0]] for new in frame.index}
    printed = Printed(sources, copied(result.printed.text, copies), [])
    tables = cross_tables(bigger, result.schema)
    return replace(result, records=bigger, printed=printed, cross_tables=tables, findings=[])


def test_a_document_with_very_many_services(real: Result) -> None:
    result = many(real)
    content = workbook_bytes(result)
    producers = result.records.lists["service_producers"]["service_id"]
    without = set(result.records.frame.index) - set(producers)
    rows = {"services": MANY, "producer_by_tem_area_records": len(producers) + len(without)}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sizes = {}
        for name in archive.namelist():
            if name.startswith("xl/tables/"):
                table = archive.read(name).decode()
                (found,) = re.findall(r'<table .*? name="(\w+)".*? ref="A(\d+):[A-Z]+(\d+)"', table)
                sizes[found[0]] = int(found[2]) - int(found[1])
        links = [
            archive.read(name).count(b"<hyperlink ")
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
        ]
    assert rows.items() <= sizes.items()
    assert max(links) == rows["producer_by_tem_area_records"] < MOST_LINKS
    workbook = load_workbook(io.BytesIO(content), read_only=True)
    last = list(workbook["Tuottaja × TEM"].values)[-1]
    assert last[-1] == MANY
