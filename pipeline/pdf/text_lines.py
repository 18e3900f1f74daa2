"""Lines that belong to text: underlines and strike-throughs, which rule nothing.

Such a line begins and ends where letters do, close below their feet or through their middles, with
text all along it. A border stands further below, or runs on past the text; one that is as close all
around its text ends on other borders, and one of a column is drawn again where no such text is.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise

from pipeline.pages.geometry import Box
from pipeline.pages.model import Ruling
from pipeline.pdf.box_places import BoxPlaces
from pipeline.pdf.footnote_marks import baseline_of, size_of
from pipeline.pdf.letters import Glyph, box_around
from pipeline.pdf.tolerances import (
    BORDER_TOUCH_POINTS,
    DOUBLE_LINE_SHARE_OF_SIZE,
    HIGHEST_STRIKE_SHARE_OF_SIZE,
    LEAST_STRUCK_LETTERS,
    LINE_END_SHARE_OF_SIZE,
    LINE_GAP_SHARE_OF_SIZE,
    LOWEST_STRIKE_SHARE_OF_SIZE,
    LOWEST_UNDERLINE_SHARE_OF_SIZE,
    PLACE_STEP_POINTS,
    SAME_TYPE_SHARE_OF_SIZE,
    STRAIGHT_POINTS,
    STRUCK_ROW_TIMES_SIZE,
    TEXT_GAP_SHARE_OF_SIZE,
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line that belongs to text.

    Args:
        pieces: the rulings it is drawn as.
        size: of the type, in points.
        struck: the letters that it strikes out; none where it is an underline.
    """

    pieces: tuple[Ruling, ...]
    size: float
    struck: tuple[Glyph, ...] = ()

    @property
    def whole(self) -> Ruling:
        """Its pieces as one."""
        return Ruling("h", self.pieces[0].position, self.pieces[0].start, self.pieces[-1].end)


@dataclass
class GlyphPlaces:
    """The letters of a page that stand upright, spaces too, by where they begin and by line."""

    glyphs: Sequence[Glyph]
    starts: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    lines: dict[int, list[Glyph]] = field(default_factory=dict)
    largest: float = 0.0
    reach: float = 0.0

    def __post_init__(self) -> None:
        """Sort the letters into their places."""
        for number, glyph in enumerate(self.glyphs):
            line = step(baseline_of(glyph))
            self.starts.setdefault((step(glyph["x0"]), line), []).append(number)
            self.lines.setdefault(line, []).append(glyph)
        self.largest = max(map(size_of, self.glyphs), default=0.0)
        self.reach = max((size_of(line[0]) for line in self.lines.values()), default=0.0)

    @cached_property
    def boxes(self) -> BoxPlaces:
        """Their boxes by where they lie."""
        return BoxPlaces([box_around([glyph]) for glyph in self.glyphs])

    def beginning(self, x: float, y: float) -> Iterator[Glyph]:
        """The letters that begin about a place, and on whose line a line there may be drawn."""
        first = step(y - LOWEST_UNDERLINE_SHARE_OF_SIZE * self.largest) - 1
        last = step(y + HIGHEST_STRIKE_SHARE_OF_SIZE * self.largest) + 1
        for column in range(step(x) - 1, step(x) + 2):
            numbers = (self.starts.get((column, row), ()) for row in range(first, last + 1))
            yield from (self.glyphs[number] for number in sorted(chain.from_iterable(numbers)))

    def crossed(self, ruling: Ruling) -> Iterator[Glyph]:
        """The letters that a line may go through: theirs is no further away than their size."""
        y, near = ruling.position, self.boxes.near(ruling.box)
        first, last = step(y - self.reach), step(y + self.reach)
        lines = ((step(baseline_of(self.glyphs[number])), number) for number in near)
        yield from (self.glyphs[n] for line, n in sorted(lines) if first <= line <= last)

    def on_line_of(self, glyph: Glyph) -> list[Glyph]:
        """The letters that stand on the line of one, in its type, from left to right."""
        line, size = baseline_of(glyph), size_of(glyph)
        near = range(step(line) - 1, step(line) + 2)
        level = (
            other
            for place in near
            for other in self.lines.get(place, ())
            if abs(baseline_of(other) - line) <= size * SAME_TYPE_SHARE_OF_SIZE
        )
        return sorted(level, key=lambda other: float(other["x0"]))


def step(position: float) -> int:
    """The step in which a position lies."""
    return int(position // PLACE_STEP_POINTS)


def part_text_lines(
    rulings: Sequence[Ruling], glyphs: Sequence[Glyph]
) -> tuple[set[Ruling], list[Glyph]]:
    """The rulings that belong to text, and the letters that some of them strike out.

    Args:
        rulings: all straight lines of a page.
        glyphs: its letters; turned ones are not looked at.
    """
    places = GlyphPlaces([glyph for glyph in glyphs if not glyph["turn"]])
    found = [*text_lines(rulings, places), *wide_strikes(rulings, places)]
    own = {piece for line in found for piece in line.pieces}
    wholes = [(line.whole, line.size) for line in found]
    lines = BoxPlaces([ruling.box for ruling in rulings])
    for whole, size in wholes:
        reach = 2 * max(DOUBLE_LINE_SHARE_OF_SIZE * size, STRAIGHT_POINTS)
        near = (rulings[number] for number in lines.near(whole.box, reach))
        own |= {ruling for ruling in near if is_second(ruling, whole, size)}
    return own, [glyph for line in found for glyph in line.struck]


def text_lines(rulings: Sequence[Ruling], places: GlyphPlaces) -> Iterator[TextLine]:
    """The lines that belong to text, however many pieces each is drawn as."""
    across = sorted(
        {ruling for ruling in rulings if ruling.direction == "h"},
        key=lambda ruling: (ruling.position, ruling.start),
    )
    last = -1
    matched = []
    for number in range(len(across)):
        if number <= last:
            continue
        found = text_line_from(across, number, places)
        if found is not None:
            last = number + len(found.pieces) - 1
            matched.append(found)
    if not matched:
        return
    borders = Borders(rulings, across, {piece for line in matched for piece in line.pieces})
    yield from (line for line in matched if line.struck or not borders.has(line))


def text_line_from(across: Sequence[Ruling], number: int, places: GlyphPlaces) -> TextLine | None:
    """The line of text that begins with a ruling, made of as many pieces as there are."""
    first = across[number]
    for glyph in places.beginning(first.start, first.position):
        size = size_of(glyph)
        below = first.position - baseline_of(glyph)
        is_strike = -HIGHEST_STRIKE_SHARE_OF_SIZE * size <= below
        is_strike = is_strike and below <= -LOWEST_STRIKE_SHARE_OF_SIZE * size
        is_under = 0 < below <= LOWEST_UNDERLINE_SHARE_OF_SIZE * size
        ends_with_type = abs(glyph["x0"] - first.start) <= LINE_END_SHARE_OF_SIZE * size
        if not ends_with_type or not (is_strike or is_under):
            continue
        pieces = pieces_from(across, number, size)
        while pieces:
            covered = letters_along(first.start, pieces[-1].end, places.on_line_of(glyph), size)
            if covered:
                return TextLine(tuple(pieces), size, tuple(covered) if is_strike else ())
            pieces.pop()
    return None


def wide_strikes(rulings: Sequence[Ruling], places: GlyphPlaces) -> Iterator[TextLine]:
    """Lines that strike out a whole cell or row: wider than its text, and through all of it.

    The next lines above and below are so near that no text would fit between them and this one,
    if it were a border.
    """
    across = [ruling for ruling in rulings if ruling.direction == "h"]
    lines = BoxPlaces([ruling.box for ruling in across])
    for ruling in across:
        level = [
            glyph
            for glyph in places.crossed(ruling)
            if not glyph["text"].isspace()
            and glyph["top"] < ruling.position < glyph["bottom"]
            and glyph["x0"] < ruling.end
            and glyph["x1"] > ruling.start
        ]
        if len(level) < LEAST_STRUCK_LETTERS or not all(is_crossed(g, ruling) for g in level):
            continue
        size = max(size_of(glyph) for glyph in level)
        near = size * STRUCK_ROW_TIMES_SIZE
        beside = [
            other.position - ruling.position
            for other in (across[number] for number in lines.near(ruling.box, 2 * near))
            if abs(other.position - ruling.position) > STRAIGHT_POINTS
            and min(other.end, ruling.end) - max(other.start, ruling.start) > size
        ]
        above = max((-gap for gap in beside if gap < 0), default=None, key=lambda gap: -gap)
        below = min((gap for gap in beside if gap > 0), default=None)
        if above is not None and below is not None and max(above, below) <= near:
            yield TextLine((ruling,), size, tuple(level))


def is_crossed(glyph: Glyph, ruling: Ruling) -> bool:
    """Whether a line goes through a letter at the height at which text is struck out."""
    above = baseline_of(glyph) - ruling.position
    size = size_of(glyph)
    lowest, highest = LOWEST_STRIKE_SHARE_OF_SIZE * size, HIGHEST_STRIKE_SHARE_OF_SIZE * size
    return bool(lowest <= above <= highest)


def pieces_from(across: Sequence[Ruling], number: int, size: float) -> list[Ruling]:
    """The pieces of one line from a ruling on: a browser leaves gaps where letters reach down."""
    pieces = [across[number]]
    for ruling in across[number + 1 :]:
        is_level = abs(ruling.position - pieces[0].position) <= STRAIGHT_POINTS
        if not is_level or ruling.start - pieces[-1].end > LINE_GAP_SHARE_OF_SIZE * size:
            break
        pieces.append(ruling)
    return pieces


def letters_along(start: float, end: float, line: Sequence[Glyph], size: float) -> list[Glyph]:
    """The letters from a place to another, where they begin and end there without a wide gap."""
    near = LINE_END_SHARE_OF_SIZE * size
    within = [glyph for glyph in line if glyph["x0"] >= start - near and glyph["x1"] <= end + near]
    printed = [glyph for glyph in within if not glyph["text"].isspace()]
    if not printed or abs(within[-1]["x1"] - end) > near:
        return []
    gaps = [after["x0"] - before["x1"] for before, after in pairwise(within)]
    return printed if max(gaps, default=0.0) <= TEXT_GAP_SHARE_OF_SIZE * size else []


class Borders:
    """Lines that may be borders: a line close below text is one of them after all.

    Args:
        rulings: all straight lines of a page.
        across: the horizontal ones among them.
        text: those that are close below text.
    """

    def __init__(
        self, rulings: Iterable[Ruling], across: Iterable[Ruling], text: Container[Ruling]
    ) -> None:
        self.verticals = [ruling for ruling in rulings if ruling.direction == "v"]
        self.places = BoxPlaces([ruling.box for ruling in self.verticals])
        self.others: dict[int, list[Ruling]] = {}
        for ruling in across:
            if ruling not in text:
                self.others.setdefault(step(ruling.start), []).append(ruling)

    def has(self, line: TextLine) -> bool:
        """Whether a line ends on vertical rulings at both sides, or is drawn again.

        It is where one that is as long is drawn where no text is so.
        """
        whole = line.whole
        if all(self.end_on(x, whole.position) for x in (whole.start, whole.end)):
            return True
        near = range(step(whole.start - STRAIGHT_POINTS), step(whole.start + STRAIGHT_POINTS) + 1)
        return any(
            is_as_long(ruling, whole) and abs(ruling.position - whole.position) > line.size
            for place in near
            for ruling in self.others.get(place, ())
        )

    def end_on(self, x: float, y: float) -> bool:
        """Whether a vertical ruling goes through a point, or ends there."""
        near = self.places.near(Box(x, y, x, y), 2 * BORDER_TOUCH_POINTS)
        return any(
            abs(ruling.position - x) <= BORDER_TOUCH_POINTS
            and ruling.start - BORDER_TOUCH_POINTS <= y <= ruling.end + BORDER_TOUCH_POINTS
            for ruling in (self.verticals[number] for number in near)
        )


def is_as_long(one: Ruling, other: Ruling) -> bool:
    """Whether two horizontal rulings begin and end below each other."""
    return (
        abs(one.start - other.start) <= STRAIGHT_POINTS
        and abs(one.end - other.end) <= STRAIGHT_POINTS
    )


def is_second(ruling: Ruling, line: Ruling, size: float) -> bool:
    """Whether a ruling is the second one of a double line below or through text."""
    distance = abs(ruling.position - line.position)
    near = distance <= DOUBLE_LINE_SHARE_OF_SIZE * size
    return ruling.direction == "h" and near and is_as_long(ruling, line)
