"""The result → its key figures and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.finding import OPEN
from pipeline.outputs.cross_tabulations import TOTAL, codes_of_records
from pipeline.outputs.result import Result
from pipeline.outputs.workbook.values import BarChart, Bars, Blank, Share, Sheet, shown_value
from pipeline.schema.model import Chart


def key_figures(result: Result) -> list[tuple[str, int]]:
    """Labels and numbers of records: all, those that the schema names, those in doubt."""
    figures = [(result.word("records_in_all"), len(result.records.frame))]
    for figure in result.schema.description.summary.figures:
        pairs = codes_of_records(figure.field, result.records, result.schema)
        count = pairs.loc[pairs["code"].isin(figure.codes), "key"].nunique()
        figures.append((result.word(f"figure_{figure.figure}"), int(count)))
    doubtful = {
        finding.key
        for finding in result.findings
        if finding.status == OPEN and finding.severity(result.schema) != "info"
    }
    return [*figures, (result.word("records_in_doubt"), len(doubtful & result.places.keys()))]


def summary_sheet(result: Result, counts: Mapping[str, Sheet]) -> Sheet:
    """Key figures as a table, with charts beside it.

    Args:
        result: the build.
        counts: the sheets of the cross-tabulations by name.
    """
    records = len(result.records.frame)
    blank = Blank(result.word("not_about"))
    body: list[list[Any]] = [
        [label, number, Share(number / records) if records else blank]
        for label, number in key_figures(result)
    ]
    declared = result.schema.description.summary.charts if records else []
    charts = tuple(bar_chart(chart, counts[chart.of], result) for chart in declared)
    notes = [result.word("counting_note")] + ([result.word("chart_note")] if charts else [])
    header = [result.word(w) for w in ("key_figure", "records_counted", "share")]
    return Sheet("summary", header, body, tuple(notes), charts=charts)


def bar_chart(chart: Chart, sheet: Sheet, result: Result) -> BarChart:
    """A chart of a cross-tabulation's sheet; columns without a number are left out of it."""
    rows = sheet.rows[: len(sheet.rows) - sheet.total_rows]
    last = len(sheet.header) - 1
    title = result.word(f"chart_{sheet.table}")
    return BarChart(
        table=sheet.table,
        rows=len(rows),
        bars=stacked_bars(sheet, rows) if chart.stacked else (Bars(last),),
        title=title,
        row_title=sheet.header[0],
        number_title=result.word("records_counted"),
        description=chart_text(title, rows, last, result),
    )


def stacked_bars(sheet: Sheet, rows: Sequence[list[Any]]) -> tuple[Bars, ...]:
    """The columns to stack; what is possible only has the colour of what is stated beside it."""
    bars, hue = [], -1
    for column in range(*sheet.shaded):
        hatched = column in sheet.possible
        hue += not hatched
        if any(shown_value(row[column]) for row in rows):
            bars.append(Bars(column, hue, hatched))
    return tuple(bars)


def chart_text(title: str, rows: Sequence[list[Any]], last: int, result: Result) -> str:
    """A chart in words: its title, and each row with its total."""
    said = ", ".join(f"{shown_value(row[0])} {shown_value(row[last])}" for row in rows)
    return f"{title}. {result.word(TOTAL)}: {said}."
