"""How panels stand beside each other: small bar charts with the same rows, one for each group.

All have the same scale and the same lines, so that they read as one table of bars, in grey too; the
first of a line has the names of the rows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.outputs.workbook.exact_values import CUT_SIGN
from pipeline.outputs.workbook.measures import BOLD_WIDTHS, HIGHEST_ROW, text_width
from pipeline.outputs.workbook.values import Panels

# Centimetres: all panels of a line with the names of the rows, the least and most of one panel,
# the most for the names.
LINE_WIDE, NARROWEST_PANEL, WIDEST_PANEL, WIDEST_NAMES = 26.0, 2.2, 5.0, 7.5
# Of a row of bars, of a line of a heading, beside the bars, and of the text above the panels.
BAR_PITCH, HEADING_LINE, BESIDE_BARS, TEXT_ABOVE = 0.55, 0.42, 0.15, 0.7
# Of a digit in the letters of a chart (9 points; half as wide as high).
DIGIT_WIDE = 0.165
MOST_HEADING_LINES = 4
# Rows of bars that can be read on a page, in all lines of panels together.
ROWS_OF_A_PAGE = 40
# In digits; and the beginning of a syllable: one consonant and a vowel.
HYPHEN_ROOM = 0.8
SYLLABLE = re.compile("[bcdfghjklmnpqrstvwxzšž][aeiouyäöå]", re.IGNORECASE)
# A sheet whose panels are higher is printed upright.
HIGHEST_LYING = 12.0
POINTS_PER_CENTIMETRE = 28.35


@dataclass(frozen=True)
class PanelPlan:
    """Where panels stand, in centimetres.

    Args:
        panels: what they show.
        names: room for the names of the rows, in the first panel of a line.
        width: of each panel beside that.
        in_line: how many stand beside each other.
        headings: the lines of their headings.
    """

    panels: Panels
    names: float
    width: float
    in_line: int
    headings: tuple[tuple[str, ...], ...]

    @property
    def heading_height(self) -> float:
        """What the headings take."""
        return HEADING_LINE * max(len(lines) for lines in self.headings) + BESIDE_BARS

    @property
    def rows_height(self) -> float:
        """What the bars of all rows take."""
        return BAR_PITCH * self.panels.rows

    @property
    def panel_height(self) -> float:
        """Of each panel."""
        return self.heading_height + self.rows_height + BESIDE_BARS

    @property
    def height(self) -> float:
        """Of the text above all panels, and of them."""
        return TEXT_ABOVE + math.ceil(len(self.headings) / self.in_line) * self.panel_height

    @property
    def row_heights(self) -> list[float]:
        """Points of the rows of a sheet that have room for all."""
        points = self.height * POINTS_PER_CENTIMETRE
        rows = math.ceil(points / HIGHEST_ROW)
        return [points / rows] * rows

    def places(self) -> Iterator[tuple[float, float, float]]:
        """Of each panel its left edge, its upper edge and its width."""
        for number in range(len(self.headings)):
            line, column = divmod(number, self.in_line)
            left = 0.0 if column == 0 else self.names + column * self.width
            width = self.width + (self.names if column == 0 else 0.0)
            yield left, TEXT_ABOVE + line * self.panel_height, width

    def has_room(self, number: float) -> bool:
        """Whether the bar of a number is as wide as the number."""
        bar = abs(number) * (self.width - BESIDE_BARS) / self.panels.length
        return bar >= text_width(f"{number:,.0f}") * DIGIT_WIDE

    @property
    def has_room_for_all(self) -> bool:
        """Whether each bar is as wide as its number, which then stands in its middle."""
        return all(self.has_room(number) for number in self.panels.numbers if number)


def plan_panels(panels: Panels) -> PanelPlan:
    """Where panels stand: as few lines of them as have room, all about as long."""
    count = len(panels.panels)
    names = room_for_names(panels.row_names, WIDEST_NAMES)
    most = panels_in_line(panels.row_names)
    in_line = math.ceil(count / math.ceil(count / most))
    width = min(WIDEST_PANEL, (LINE_WIDE - names) / in_line)
    headings = tuple(tuple(heading_lines_of(p.heading, width)) for p in panels.panels)
    return PanelPlan(panels, names, width, in_line, headings)


def panels_in_line(row_names: Sequence[str]) -> int:
    """How many panels have room beside each other."""
    room = LINE_WIDE - room_for_names(row_names, WIDEST_NAMES)
    return max(1, int(room / NARROWEST_PANEL))


def most_panels(row_names: Sequence[str]) -> int:
    """How many panels can be read on a page."""
    lines = max(1, ROWS_OF_A_PAGE // max(1, len(row_names)))
    return panels_in_line(row_names) * lines


def room_for_names(names: Iterable[str], most: float) -> float:
    """Centimetres that names of rows take beside the bars."""
    widest = max((text_width(name) for name in names), default=0.0)
    return min(most, widest * DIGIT_WIDE + 2 * BESIDE_BARS)


def heading_lines_of(heading: str, width: float) -> list[str]:
    """A heading in lines that are no wider than its panel; what is too long is cut."""
    room = (width - BESIDE_BARS) / (DIGIT_WIDE * BOLD_WIDTHS)
    lines = [""]
    for word in heading.split():
        for part in broken_word(word, room):
            joined = f"{lines[-1]} {part}".strip()
            if text_width(joined) <= room:
                lines[-1] = joined
            else:
                lines.append(part)
    lines = [line for line in lines if line]
    if len(lines) > MOST_HEADING_LINES:
        lines = [*lines[: MOST_HEADING_LINES - 1], lines[MOST_HEADING_LINES - 1] + CUT_SIGN]
    return lines or [heading]


def broken_word(word: str, room: float) -> Iterator[str]:
    """A word in parts that have room, broken where a syllable begins: before it and its vowel."""
    while text_width(word) > room:
        fitting = [n for n in range(2, len(word) - 1) if text_width(word[:n]) + HYPHEN_ROOM <= room]
        syllables = [n for n in fitting if SYLLABLE.match(word, n)]
        if not fitting:
            break
        place = max(syllables or fitting)
        yield f"{word[:place]}-"
        word = word[place:]
    yield word
