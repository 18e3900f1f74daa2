"""The findings as the review page has them: what is wrong, where, and what could be decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.finding import OPEN, Finding
from pipeline.outputs.page.fields import NOT_THERE, ShownField
from pipeline.outputs.page.records import ShownCell, place_data, reason_aside, shown_cells
from pipeline.outputs.page.sheets import sides_of_place
from pipeline.outputs.page.wordings import Proposals
from pipeline.outputs.report import words_of_reading
from pipeline.outputs.result import Result
from pipeline.pages.sheet import Sheets


def findings_page_data(result: Result, fields: Sequence[ShownField]) -> list[dict[str, Any]]:
    """The findings, worst first."""
    numbers = {field.name: number for number, field in enumerate(fields)}
    places, proposals = cells_by_reference(result), Proposals(result)
    return [finding_data(f, result, numbers, places, proposals) for f in result.findings]


def finding_data(
    finding: Finding,
    result: Result,
    numbers: Mapping[str, int],
    places: Mapping[str, list[ShownCell]],
    proposals: Proposals,
) -> dict[str, Any]:
    """One finding."""
    schema, language = result.schema, result.language
    severity, expected = finding.severity(schema), correctable_text(finding, result)
    return {
        "id": finding.finding_id,
        "check": finding.check,
        "severity": severity,
        "status": finding.status,
        "reason": result.accepted_because(finding) or "",
        "record": result.places.get(finding.key, NOT_THERE),
        "field": numbers.get(finding.field, NOT_THERE),
        "field_label": schema.labels.fields.get(finding.field, {}).get(language, ""),
        "page": finding.page,
        "place": finding.sheet_cell,
        "cell_ref": finding.cell_ref,
        "value": finding.value,
        "count": finding.count,
        "message": finding.message(schema, language),
        "advice": result.advice(finding, language),
        "scope_note": scope_note(finding, result),
        "read_as": words_of_reading(finding, result),
        "boxes": boxes_of(finding, places, result.sheets),
        "acceptable": severity != "error" and finding.status == OPEN,
        "correctable": expected is not None,
        "expected": expected,
        "proposals": proposals.of(finding) if expected is not None else [],
    }


def scope_note(finding: Finding, result: Result) -> str:
    """A note on a check that compares a record with others; empty for other checks."""
    scope = result.schema.check(finding.check).scope
    return f"({result.word('group_scope')})" if scope == "group" else ""


def correctable_text(finding: Finding, result: Result) -> str | None:
    """The printed text that a correction of a finding replaces; None where none can be recorded.

    That is where it is decided already, is about no cell of a record, or where the ledger has a
    correction of that cell.
    """
    printed, key, field = result.printed.text, finding.key, finding.field
    if finding.status != OPEN or key not in result.places or field not in printed.columns:
        return None
    if result.printed_before(key, field) is not None:
        return None
    text = printed.at[key, field]
    return None if text is None else str(text)


def cells_by_reference(result: Result) -> dict[str, list[ShownCell]]:
    """The cells and lines that findings are about, empty ones included, by what they call them.

    A cell that serves several records is one of each of them.
    """
    found: dict[str, list[ShownCell]] = {finding.cell_ref: [] for finding in result.findings}
    for cell in shown_cells(result):
        for name in {cell.cell_ref, *(f"{key}/{cell.field}" for key in cell.keys)} & found.keys():
            found[name].append(cell)
    return found


def boxes_of(
    finding: Finding, places: Mapping[str, list[ShownCell]], sheets: Sheets
) -> list[list[float]]:
    """The boxes of the cell of a finding: page, the four sides, and whether it is empty.

    What is no record's cell may be printed on each page, such as a heading: then it is that of the
    page of the finding. Words in a cell that are no value are the place of what is said of them. A
    cell of a sheet that is no table's, such as one with a comment, is known by its place alone.
    """
    cells = places.get(finding.cell_ref, [])
    cells = [cell for cell in cells if reason_aside(cell) == finding.check] or [
        cell for cell in cells if reason_aside(cell) is None
    ]
    sheet = sheets.get(finding.page or 0)
    if sheet is not None and not cells:
        sides = sides_of_place(sheet, finding.sheet_cell)
        return [[finding.page or 0, *sides, 0]] if sides else []
    here = [cell for cell in cells if cell.page == finding.page]
    return [place_data(cell, sheets) for cell in (cells if finding.key or not here else here)]
