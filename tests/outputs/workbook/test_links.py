"""The links of the workbook lead from numbers to rows and from rows to services."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.checklist import bounds
from tests.support.sheets import SHEETS, column_of, labels, table_rows


def target(workbook: Any, cell: Any) -> Any:
    """The cell a link leads to."""
    name, place = cell.hyperlink.location.rsplit("!", 1)
    return workbook[name[1:-1].replace("''", "'")][place]


def test_each_number_leads_to_its_first_row_and_the_rows_are_as_many(workbook: Any) -> None:
    sheet, behind = workbook["Tuottaja × TEM"], workbook["Tuottaja × TEM, palvelut"]
    (table,) = sheet.tables.values()
    header, *body = sheet[table.ref]
    _, *listed = table_rows(behind)
    _left, top, _right, _bottom = bounds(behind)
    for line in body[:-1]:
        for heading, cell in zip(header[1:], line[1:], strict=True):
            column, certainty = column_of(heading.value)
            if column == "Yhteensä":
                column = ""
            elif not certainty:
                certainty = "ilmoitettu"
            wanted = [
                top + 1 + place
                for place, row in enumerate(listed)
                if row[0] == line[0].value
                and column in ("", row[1])
                and certainty in ("", (row[2] if row[2][0] != "[" else "Ilmoitettu").lower())
            ]
            assert cell.value == len(wanted)
            assert (cell.hyperlink is None) == (cell.value == 0)
            if wanted:
                found = target(workbook, cell)
                assert (found.parent.title, found.coordinate) == (behind.title, f"A{wanted[0]}")


@pytest.mark.parametrize("name", ["Tuottaja × TEM, palvelut", "Havainnot"])
def test_each_row_leads_to_its_service(name: str, workbook: Any) -> None:
    sheet = workbook[name]
    (table,) = sheet.tables.values()
    header, *body = sheet[table.ref]
    names = [cell.value for cell in header]
    number, service = names.index("Nro"), names.index("Palvelu")
    linked = [row for row in body if row[number].hyperlink is not None]
    assert linked
    for row in linked:
        found = target(workbook, row[number])
        assert found.parent.title == "Palvelut"
        assert row[number].value == f"Palvelu {found.value}"
        # Services of the same name are told apart by their customers, in brackets behind it.
        assert row[service].value.startswith(found.parent.cell(found.row, 2).value)
    for row in body:
        assert (row[number].hyperlink is None) == (row[number].value == "[ei koske]")


def test_the_rows_behind_the_numbers_are_sorted(workbook: Any) -> None:
    producers, areas = list(labels("producers").values()), list(labels("tem_areas").values())
    _, *rows = table_rows(workbook["Tuottaja × TEM, palvelut"])
    places = [(producers.index(row[0]), areas.index(row[1])) for row in rows]
    assert places == sorted(places)


def test_the_cover_leads_to_every_sheet(workbook: Any) -> None:
    links = [cell for cell in workbook["Kansi"]["A"] if cell.hyperlink]
    assert [target(workbook, cell).parent.title for cell in links] == SHEETS[1:]
    assert all(
        cell.value.startswith(f"{name}: ") for cell, name in zip(links, SHEETS[1:], strict=True)
    )
