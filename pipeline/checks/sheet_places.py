"""Where in a spreadsheet cells, lines and findings stand: sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.checks.empty_cells import EmptyCell
from pipeline.checks.items import Item
from pipeline.finding import Finding, PositionStep
from pipeline.pages.model import Document
from pipeline.pages.sheet import Sheets, sheet_cell


def sheets_of(document: Document) -> Sheets:
    """The sheets of a document by the number of their page; none where it is a PDF."""
    return {page.number: page.sheet for page in document.pages if page.sheet is not None}


class FindingPlaces:
    """What findings say where they stand by: references, rows, and texts of cells.

    Args:
        items: every printed cell and line.
        empty: the empty cells of the tables.
        sheets: the sheets of the document.
    """

    def __init__(self, items: Iterable[Item], empty: Iterable[EmptyCell], sheets: Sheets) -> None:
        self.sheets = sheets
        self.things: dict[tuple[str, int | None], Item | EmptyCell] = {}
        self.rows: dict[tuple[object, ...], Item] = {}
        self.pages: dict[tuple[object, ...], Item] = {}
        self.texts: dict[tuple[int, str], Item] = {}
        for item in items:
            for ref in (item.cell_ref, *(f"{key}/{item.field}" for key in item.keys)):
                self.things.setdefault((ref, item.page), item)
                self.things.setdefault((ref, None), item)
            self.texts.setdefault((item.page, item.text), item)
            if item.in_table is not None:
                self.rows.setdefault(item.in_table.steps[:2], item)
                step = (PositionStep.PAGE_OF_TABLE, item.page)
                self.pages.setdefault((item.in_table.steps[0], step), item)
        for cell in empty:
            for ref in (cell.cell_ref, *(f"{key}/{cell.field}" for key in cell.keys)):
                self.things.setdefault((ref, cell.page), cell)
                self.things.setdefault((ref, None), cell)

    def of(self, finding: Finding) -> Item | EmptyCell | None:
        """The cell or line that a finding is about; else the first of its row, or of its table.

        None where it is about none of them.
        """
        if finding.cell_ref:
            own = self.things.get((finding.cell_ref, finding.page))
            return own or self.things.get((finding.cell_ref, None))
        steps = finding.position.steps
        text = finding.value.split(" | ")[0]
        own = self.texts.get((finding.page, text)) if finding.page is not None else None
        return self.rows.get(steps[:2]) or own or self.pages.get(steps[:2])

    def placed(self, finding: Finding) -> Finding:
        """A finding with the sheet and the cell where it stands, also in words."""
        thing = None if finding.sheet_cell else self.of(finding)
        cell = sheet_cell(self.sheets, thing.page, thing.box) if thing else finding.sheet_cell
        name = self.sheet_name(finding.page)
        details = {**finding.details, "sheet": name, "sheet_cell": cell or name}
        if "other_page" in details:
            details["other_sheet"] = self.sheet_name(int(details["other_page"]))
        if "pages" in details:
            numbers = map(int, details["pages"].split(", "))
            details["sheets"] = ", ".join(map(self.sheet_name, numbers))
        return replace(finding, sheet_cell=cell, details=details)

    def sheet_name(self, page: int | None) -> str:
        """What a sheet is called; empty where something is of none, or of a hidden one."""
        return self.sheets[page].name if page is not None and page in self.sheets else ""


def with_sheet_places(
    findings: Sequence[Finding],
    items: Iterable[Item],
    empty: Iterable[EmptyCell],
    sheets: Sheets,
) -> list[Finding]:
    """Findings with the sheet and the cell where they stand; those of a PDF as they are.

    Args:
        findings: the findings.
        items: every printed cell and line.
        empty: the empty cells of the tables.
        sheets: of the document; none where it is a PDF.
    """
    if not sheets:
        return list(findings)
    places = FindingPlaces(items, empty, sheets)
    return [places.placed(finding) for finding in findings]
