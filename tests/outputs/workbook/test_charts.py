"""The charts of the workbook show the numbers of their sheets."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.support.checklist import contrast, luminance
from tests.support.command_line import Desk
from tests.support.sheets import table_rows

CHART = "xl/charts/chart"


def charts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith(CHART):
                yield archive.read(name).decode()


def test_charts_have_titles_and_show_the_numbers_of_their_sheets(
    workbook: Any, built: Desk
) -> None:
    found = list(charts(built.workbook))
    assert len(found) == 3
    for chart in found:
        assert len(re.findall(r"<a:t>[^<]+</a:t>", chart)) == 3
        for reference, cache in re.findall(
            r"<(?:c:)?numRef><(?:c:)?f>([^<]+)</(?:c:)?f>(.*?)</(?:c:)?numRef>", chart
        ):
            name, area = reference.rsplit("!", 1)
            cells = [cell for (cell,) in workbook[name.strip("'")][area.replace("$", "")]]
            assert [str(cell.value) for cell in cells] == re.findall(r"<(?:c:)?v>([^<]+)<", cache)


def test_stacked_bars_add_up_to_the_totals(workbook: Any, built: Desk) -> None:
    chart = next(iter(charts(built.workbook)))
    sums: Counter[int] = Counter()
    for cache in re.findall(r"<(?:c:)?numCache>(.*?)</(?:c:)?numCache>", chart):
        for place, number in re.findall(r'idx="(\d+)".*?<(?:c:)?v>(\d+)<', cache):
            sums[int(place)] += int(number)
    _, *rows = table_rows(workbook["Tuottaja × TEM"])
    assert [sums[place] for place in range(len(rows) - 1)] == [row[-1] for row in rows[:-1]]


def test_colours_of_stacked_bars_differ_in_grey_and_carry_their_numbers(built: Desk) -> None:
    chart = next(iter(charts(built.workbook)))
    fills = {}
    for series in re.findall(r"<ser>.*?</ser>", chart):
        if "pattFill" in series:
            hatching, ground = re.findall(r'srgbClr val="(\w{6})"', series)[:2]
            assert contrast(hatching, "000000") >= 4.5
            assert ground == "FFFFFF"
            continue
        properties, rest = series.split("</spPr>", 1)
        ground = re.findall(r'srgbClr val="(\w{6})"', properties)[0]
        letters = re.findall(r'srgbClr val="(\w{6})"', rest)[0]
        fills[ground] = luminance(ground)
        assert contrast(ground, letters) >= 4.5
    shades = sorted(116 * value ** (1 / 3) - 16 for value in fills.values())
    assert len(shades) > 5
    # Lightness of CIE L*a*b*: a difference of two is just seen; these are bars side by side.
    assert min(b - a for a, b in pairwise(shades)) >= 4
