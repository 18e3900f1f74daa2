"""The charts of the workbook show the numbers of their sheets, and are told apart by place."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from openpyxl.xml.functions import tostring

from pipeline.outputs.result import Result
from pipeline.outputs.workbook.charts import draw_panel
from pipeline.outputs.workbook.measures import lay_out
from pipeline.outputs.workbook.panels import heading_lines_of, plan_panels
from pipeline.outputs.workbook.summary import grouped_panels, total_chart
from pipeline.outputs.workbook.values import Sheet
from tests.support.checklist import contrast
from tests.support.command_line import REAL_PDF, Desk
from tests.support.reading import read, read_document
from tests.support.sheets import table_rows

CHART = "xl/charts/chart"
# The colour of every full bar.
FULL = "9DC3E6"


def charts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith(CHART):
                yield archive.read(name).decode()


def drawings(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/drawings/drawing")]
        return "".join(archive.read(name).decode() for name in names)


def numbers_of(chart: str) -> list[list[tuple[int, float]]]:
    """The numbers of each series: row, from 0, and number."""
    caches = re.findall(r"<numCache>(.*?)</numCache>", chart)
    return [
        [(int(place), float(v)) for place, v in re.findall(r'idx="(\d+)".*?<v>([^<]+)<', cache)]
        for cache in caches
    ]


def test_each_area_has_a_panel_and_each_chart_shows_the_numbers_of_its_sheet(
    workbook: Any, built: Desk
) -> None:
    found = list(charts(built.workbook))
    # Nine areas have services; types and shared services have a chart each.
    assert len(found) == 9 + 2
    for chart in found:
        assert re.search(r"<a:t>[^<]+</a:t>", chart)
        # Excel wants no text where only the look of letters is said.
        assert not any("<a:t" in look for look in re.findall(r"<txPr>.*?</txPr>", chart))
        for reference, cache in re.findall(r"<numRef><f>([^<]+)</f>(.*?)</numRef>", chart):
            name, area = reference.rsplit("!", 1)
            cells = [cell for (cell,) in workbook[name.strip("'")][area.replace("$", "")]]
            assert [str(cell.value) for cell in cells] == re.findall(r"<v>([^<]+)<", cache)


def test_the_bars_of_all_panels_add_up_to_the_totals(workbook: Any, built: Desk) -> None:
    sums: Counter[int] = Counter()
    for chart in charts(built.workbook):
        if 'grouping val="stacked"' in chart:
            for place, number in (pair for series in numbers_of(chart) for pair in series):
                sums[place] += int(number)
    _, *rows = table_rows(workbook["Tuottaja × TEM"])
    assert [sums[place] for place in range(len(rows) - 1)] == [row[-1] for row in rows[:-1]]


def test_panels_have_one_scale_and_one_colour(built: Desk) -> None:
    panels = [c for c in charts(built.workbook) if 'grouping val="stacked"' in c]
    assert {tuple(re.findall(r'<(max|min) val="([^"]+)"', c)) for c in panels} == {
        (("max", "11"), ("min", "0"))
    }
    for panel in panels:
        for series in re.findall(r"<ser>.*?</ser>", panel):
            properties, rest = series.split("</spPr>", 1)
            if "pattFill" in properties:
                assert 'formatCode="+#,##0' in rest
                colour, ground = re.findall(r'srgbClr val="(\w{6})"', properties)[:2]
                # Hatching is told from the full colour without colours, and its numbers are read.
                assert contrast(colour, ground) >= 3
                assert contrast(colour, "000000") >= 4.5
            else:
                ground = re.findall(r'srgbClr val="(\w{6})"', properties)[0]
                assert contrast(ground, "000000") >= 7
                assert ground == FULL


def test_only_the_first_panel_of_a_line_names_the_rows(built: Desk) -> None:
    panels = [c for c in charts(built.workbook) if 'grouping val="stacked"' in c]
    shown = [re.findall(r'<tickLblPos val="(\w+)"', panel)[0] for panel in panels]
    assert sorted(shown) == ["low"] + ["none"] * (len(panels) - 1)
    assert all('majorTickMark val="none"' in panel for panel in panels)


def test_each_chart_is_told_in_words(built: Desk) -> None:
    said = re.findall(r' descr="([^"]+)"', drawings(built.workbook))
    assert len(said) == 11
    (skills,) = (text for text in said if "2 Osaamisen" in text)
    assert skills.startswith("Kuka tuottaa palveluja")
    assert skills.endswith(": Työllisyysalue 4, Ostopalvelu 5, Muut tuottajat 1.")


def test_charts_do_not_cover_each_other(built: Desk) -> None:
    drawn = drawings(built.workbook)
    places = [
        tuple(map(int, found))
        for found in re.findall(
            r'absoluteAnchor><(?:\w+:)?pos x="(\d+)" y="(\d+)" ?/>'
            r'<(?:\w+:)?ext cx="(\d+)" cy="(\d+)"',
            drawn,
        )
    ]
    assert len(places) == 9
    for one, other in combinations(sorted(places), 2):
        beside = one[0] + one[2] <= other[0] + 1
        below = one[1] + one[3] <= other[1] + 1 or other[1] + other[3] <= one[1] + 1
        assert beside or below


# Panels of any number of groups and rows.


def counted(rows: int, groups: int, most: int, possible: bool = False) -> Sheet:
    """The sheet of a cross-tabulation with the numbers from 1 to the most."""
    each = 2 if possible else 1
    columns = [tuple(range(1 + g * each, 1 + (g + 1) * each)) for g in range(groups)]
    numbers = [[(r + g) % most + 1 for g in range(groups * each)] for r in range(rows)]
    body: list[list[Any]] = [[f"row {r}", *line, sum(line)] for r, line in enumerate(numbers)]
    return Sheet(
        "producer_by_tem_area",
        ["Row", *(f"column {n}" for n in range(groups * each)), "Total"],
        [*body, ["All", *[0] * (groups * each), 0]],
        possible=frozenset(pair[-1] for pair in columns) if possible else frozenset(),
        total_rows=1,
        groups=tuple((f"group {g}", pair) for g, pair in enumerate(columns)),
    )


@pytest.fixture(name="result", scope="module")
def real_result() -> Result:
    return replace(read(REAL_PDF, read_document(REAL_PDF)), language="en")


@pytest.mark.parametrize(
    ("rows", "groups", "in_line", "shown"),
    [(1, 1, 1, 1), (12, 9, 9, 9), (12, 14, 7, 14), (12, 60, 11, 33), (40, 60, 11, 11)],
)
def test_panels_stand_in_lines_and_the_largest_are_shown_where_there_are_too_many(
    rows: int, groups: int, in_line: int, shown: int, result: Result
) -> None:
    panels = grouped_panels(counted(rows, groups, 9), result)
    plan = plan_panels(panels)
    assert (len(panels.panels), plan.in_line) == (shown, in_line)
    assert (f"The {shown} largest of {groups} groups" in panels.text) == (shown < groups)
    places = list(plan.places())
    assert max(left + width for left, _, width in places) <= 26.01
    assert max(top for _, top, _ in places) + plan.panel_height <= plan.height + 0.01
    assert all(height <= 409 for height in plan.row_heights)


def test_more_rows_than_a_page_has_are_left_out_and_counted(result: Result) -> None:
    panels = grouped_panels(counted(100, 2, 9), result)
    assert panels.rows == 40
    assert panels.heading.endswith(" (40/100)")
    assert total_chart(counted(100, 2, 9), result).heading.endswith(" (40/100)")


def test_groups_without_a_number_have_no_panel(result: Result) -> None:
    sheet = counted(2, 3, 9)
    empty = [[row[0], 0, *row[2:]] for row in sheet.rows]
    shown = grouped_panels(replace(sheet, rows=empty), result)
    assert [panel.heading for panel in shown.panels] == ["group 1", "group 2"]
    nothing = [[row[0], *[0] * (len(row) - 1)] for row in sheet.rows]
    assert grouped_panels(replace(sheet, rows=nothing), result).panels == ()


def test_numbers_wider_than_their_bars_begin_at_them(result: Result) -> None:
    for most, room in ((3, True), (1_000, False)):
        sheet = counted(3, 2, 9)
        sheet.rows[0][1] = most
        plan = plan_panels(grouped_panels(sheet, result))
        assert plan.has_room_for_all == room
        layout = lay_out("Sheet", sheet, "none", "none")
        written = str(tostring(draw_panel(plan, 0, layout)._write()))
        assert ('dLblPos val="ctr"' in written) == room


@pytest.mark.parametrize(
    ("heading", "width", "lines"),
    [
        ("Muu", 2.2, ["Muu"]),
        ("2 Osaamisen kehittäminen", 2.4, ["2 Osaamisen", "kehittäminen"]),
        ("Muu (ei viitearkkitehtuurissa)", 2.4, ["Muu (ei", "viitearkkiteh-", "tuurissa)"]),
        ("a b c d e f", 0.4, ["a", "b", "c", "d …"]),
        ("", 2.0, [""]),
    ],
)
def test_a_heading_is_broken_to_its_panel(heading: str, width: float, lines: list[str]) -> None:
    assert heading_lines_of(heading, width) == lines
