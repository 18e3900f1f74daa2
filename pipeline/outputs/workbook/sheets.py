"""The result → the sheets of the workbook after its cover, as plain values."""

from __future__ import annotations

from pipeline.outputs.result import Result
from pipeline.outputs.workbook.cross_tabulation_sheets import cross_table_sheets
from pipeline.outputs.workbook.exact_values import exact_sheet
from pipeline.outputs.workbook.list_sheets import (
    decisions_sheet,
    findings_sheet,
    readings_sheet,
    reconciliation_sheet,
    records_sheet,
)
from pipeline.outputs.workbook.summary import summary_sheet
from pipeline.outputs.workbook.values import Sheet


def all_sheets(result: Result) -> list[Sheet]:
    """The sheets after the cover, in order."""
    counts = [s for cross in result.cross_tables for s in cross_table_sheets(cross, result)]
    by_name = {sheet.table: sheet for sheet in counts}
    sheets = [
        summary_sheet(result, by_name),
        *counts,
        records_sheet(result),
        readings_sheet(result),
        findings_sheet(result),
        decisions_sheet(result),
        reconciliation_sheet(result),
    ]
    return [exact_sheet(sheet, result) for sheet in sheets]
