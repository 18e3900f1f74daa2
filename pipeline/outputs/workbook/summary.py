"""The result → its key figures and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.finding import OPEN
from pipeline.outputs.cross_tabulations import codes_of_records
from pipeline.outputs.result import Result
from pipeline.outputs.workbook.panels import ROWS_OF_A_PAGE, most_panels
from pipeline.outputs.workbook.values import (
    BarChart,
    Bars,
    Blank,
    Panels,
    Share,
    Sheet,
    shown_value,
)


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
    """Key figures as a table, with charts above and beside it.

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
    grouped = [counts[c.of] for c in declared if c.stacked and counts[c.of].groups]
    panels = [grouped_panels(sheet, result) for sheet in grouped]
    plain = [counts[c.of] for c in declared if counts[c.of] not in grouped]
    charts = tuple(total_chart(sheet, result) for sheet in plain)
    notes = [result.word("counting_note")] + ([result.word("chart_note")] if declared else [])
    header = [result.word(w) for w in ("key_figure", "records_counted", "share")]
    drawn = tuple(shown for shown in panels if shown.panels)
    return Sheet("summary", header, body, tuple(notes), panels=drawn, charts=charts)


def total_chart(sheet: Sheet, result: Result) -> BarChart:
    """A chart of the totals of a cross-tabulation's sheet."""
    rows, heading = charted_rows(sheet, result)
    bars = (Bars(len(sheet.header) - 1),)
    return BarChart(sheet.table, len(rows), bars, heading, chart_text(heading, rows, bars))


def grouped_panels(sheet: Sheet, result: Result) -> Panels:
    """A panel for each group of columns of a cross-tabulation's sheet that has a number.

    Where there are very many, those with the largest numbers are shown.
    """
    rows, heading = charted_rows(sheet, result)
    sums = {
        number: sum(abs(shown_value(row[column])) for row in rows for column in columns)
        for number, (_, columns) in enumerate(sheet.groups)
    }
    names = [str(shown_value(row[0])) for row in rows]
    filled = sorted((n for n, total in sums.items() if total), key=lambda n: (-sums[n], n))
    shown = sorted(filled[: most_panels(names)])
    panels = []
    for label, columns in (sheet.groups[number] for number in shown):
        bars = tuple(Bars(column, column in sheet.possible) for column in columns)
        text = chart_text(f"{heading}: {label}", rows, bars)
        panels.append(BarChart(sheet.table, len(rows), bars, label, text))
    drawn = [[[float(shown_value(row[b.column])) for b in p.bars] for row in rows] for p in panels]
    lengths = [sum(bars) for panel in drawn for bars in panel]
    numbers = tuple(number for panel in drawn for bars in panel for number in bars)
    said = [result.word("panels_note")]
    if sheet.possible:
        # As its column is headed: group, and possible in the words of the schema.
        possible = sheet.header[min(sheet.possible)].rsplit(": ", 1)[-1]
        said.append(result.word("hatched_note").format(possible=possible))
    if len(shown) < len(filled):
        said.append(result.word("largest_shown").format(shown=len(shown), all=len(filled)))
    least, most = min([0.0, *lengths]), max([0.0, *lengths])
    return Panels(heading, " ".join(said), tuple(panels), tuple(names), numbers, least, most)


def charted_rows(sheet: Sheet, result: Result) -> tuple[list[list[Any]], str]:
    """The rows that a chart shows, without totals, and its heading: how many, if not all."""
    rows = sheet.rows[: len(sheet.rows) - sheet.total_rows]
    heading = result.word(f"chart_{sheet.table}")
    if len(rows) > ROWS_OF_A_PAGE:
        heading = f"{heading} ({ROWS_OF_A_PAGE}/{len(rows)})"
    return rows[:ROWS_OF_A_PAGE], heading


def chart_text(heading: str, rows: Sequence[list[Any]], bars: Sequence[Bars]) -> str:
    """A chart in words: its heading, and each row with its number, zeros left out."""
    numbers = [sum(shown_value(row[b.column]) for b in bars) for row in rows]
    said = [f"{shown_value(row[0])} {n}" for row, n in zip(rows, numbers, strict=True) if n]
    return f"{heading}: {', '.join(said)}."
