"""Pages → grids where no rulings draw them: told by headings, empty stripes and heights.

Columns lie between headings, parted by the widest empty stripe. Rows follow the names, which every
record has: lines further apart than a cell's own lines begin a row. The cells of one row share
their middles, upper or lower edges, whichever makes more of them agree, or each column has one of
its own; on pages without names, lines belong to the row of the page with names at whose height they
stand. Names under an empty heading begin a table where the next headings lack names and stand
beside that page alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product, takewhile

from pipeline.grids.column_group import (
    ColumnGroup,
    TablePart,
    choose_table,
    is_printed_again,
    next_in_order,
)
from pipeline.grids.lines import lines_of, runs_of
from pipeline.grids.model import Grid, Line, PageGrids
from pipeline.grids.tolerances import SAME_BORDER_POINTS
from pipeline.grids.unruled.assembly import (
    assemble_grid,
    heading_lines,
    names_alone,
    stands_side_by_side,
    unknown_grid,
)
from pipeline.grids.unruled.columns import (
    ColumnLayout,
    borders_between,
    column_boxes,
    in_one_column,
    left_edges,
    words_in_columns,
)
from pipeline.grids.unruled.headed_pages import HeadedPage, headed_pages
from pipeline.grids.unruled.heading_rows import HeadingRow
from pipeline.grids.unruled.row_spans import rows_by_spans, rows_in_spans
from pipeline.grids.unruled.rows import (
    EDGES,
    Edge,
    Rows,
    line_pitches,
    rows_at,
    rows_by_names,
    rows_in_bands,
)
from pipeline.grids.unruled.ruled_rows import grid_by_rules, parts_rows, row_rules, ruled_width
from pipeline.grids.unruled.tolerances import (
    ABOVE_TEXT_POINTS,
    FITTING_SHARE_OF_RUNS,
    SAME_EDGE_POINTS,
)
from pipeline.pages.geometry import are_same_positions
from pipeline.pages.model import Page, Word
from pipeline.schema.model import Schema


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A page with names, whose rows the pages beside it follow."""

    layout: ColumnLayout
    grid: Grid
    rows: Rows | None
    has_headings: bool


def with_aligned_grids(
    pages: Sequence[Page], found: Sequence[PageGrids], schema: Schema
) -> list[PageGrids]:
    """The grids of all pages, those that alignment tells added where rulings draw none.

    Which edges of the cells agree is learnt from the whole document.
    """
    bare = [
        page
        for page, grids in zip(pages, found, strict=True)
        if (page.words or ruled_width(page))
        and not any(len(grid.cells) > 1 for grid in grids.grids)
    ]
    headed = headed_pages(bare, schema)
    if not any(page.headings for page in headed):
        return list(found)
    best: UnruledReader | None = None
    for apart, pitch, edge in product((False, True), line_pitches(bare), EDGES):
        reader = UnruledReader(schema, edge, pitch, apart)
        reader.read_all(headed, best.unplaced if best else None)
        if best is None or reader.unplaced < best.unplaced:
            best = reader
        if not best.unplaced:
            break
    if best is None:
        return list(found)
    return [best.grids.get(grids.page, grids) for grids in found]


def has_more(words: Sequence[Word], row: HeadingRow) -> bool:
    """Whether some words are more than those of a row of headings."""
    return bool({word.number for word in words} - {word.number for word in row.words})


class UnruledReader:
    """Reads pages in order, assuming which edges of the cells agree.

    Args:
        schema: the schema.
        edge: the edges.
        pitch: the distance of two lines in a cell, in points.
        apart: whether each column has an edge of its own, the names this one.
    """

    def __init__(self, schema: Schema, edge: Edge, pitch: float, apart: bool = False) -> None:
        self.schema = schema
        self.edge = edge
        self.pitch = pitch
        self.apart = apart
        self.unplaced = 0
        self.layouts: list[ColumnLayout] = []
        self.parts: list[NamedPart] = []
        self.beside_parts: Counter[int] = Counter()
        self.grids: dict[int, PageGrids] = {}

    def read_all(self, pages: Sequence[HeadedPage], most: int | None) -> None:
        """Find the tables of all pages; stop where another reader is known to do no worse.

        Args:
            pages: the pages.
            most: how many lines that reader leaves unplaced, if there is one.
        """
        begun: dict[int, ColumnLayout] = {}
        for number, page in enumerate(pages):
            if most is not None and self.unplaced >= most:
                return
            if not page.headings and (number == 0 or pages[number - 1].headings):
                begun = self.unannounced_layouts(pages[number:])
            below = pages[number + 1].words_above() if number + 1 < len(pages) else []
            self.read(page, begun.get(page.page.number), below)

    def read(self, headed: HeadedPage, begun: ColumnLayout | None, below: Sequence[Word]) -> None:
        """Find the tables of a page.

        Args:
            headed: the page.
            begun: names under an empty heading.
            below: what the next page begins with; it tells the columns of headings at the foot.
        """
        page, headings = headed.page, headed.headings
        if not page.words:
            self.read_empty(page, headed.around)
            return
        outside = list(headed.around)
        first = headed.first
        above = headed.words_above()
        grids: list[Grid] = []
        if begun is not None:
            if begun not in self.layouts:
                self.layouts.append(begun)
            grid, aside = self.grid(page, above, begun, None, begins=True)
            grids.append(grid)
            outside += aside
        elif fitting := self.fitting(above, page):
            layout, by_order = fitting
            grid, aside = self.grid(page, above, layout, None, first - ABOVE_TEXT_POINTS)
            grids.append(replace(grid, by_order=by_order))
            outside += aside
        elif self.layouts and stands_side_by_side(above):
            grids.append(unknown_grid(page, above))
        else:
            outside += above
        for number, row in enumerate(headings):
            last = number + 1 == len(headings)
            end = float("inf") if last else headings[number + 1].box.top
            words = headed.words_under(number)
            layout = self.layout(row, words if has_more(words, row) else [*words, *below], page)
            grid, aside = self.grid(page, words, layout, row, end - ABOVE_TEXT_POINTS)
            grids.append(grid)
            outside += aside
        if grids:
            lines = lines_of(outside) + lines_of(page.slanted)
            self.grids[page.number] = PageGrids(page.number, tuple(grids), lines)

    def read_empty(self, page: Page, around: Sequence[Word]) -> None:
        """Find the table of a page whose cells are all empty, and which rulings alone part.

        Words may stand around it. It is as wide as an earlier page of its columns, and its rows
        are those of some names.
        """
        width = ruled_width(page)
        layout = next((known for known in reversed(self.layouts) if known.is_as_wide(width)), None)
        rules = row_rules(page, layout, 0.0, float("inf")) if layout else []
        if layout is None or layout.name is not None or not rules:
            return
        grid, _ = grid_by_rules(page, layout, rules, (), begins=False)
        parts = [part for part in self.parts if part.layout.group.table is layout.group.table]
        borders = (part.grid.rows[1:] for part in parts)
        if any(are_same_positions(own, grid.rows[1:], SAME_BORDER_POINTS) for own in borders):
            self.grids[page.number] = PageGrids(
                page.number, (grid,), lines_of(around) + lines_of(page.slanted)
            )

    def layout(self, row: HeadingRow, words: Sequence[Word], page: Page) -> ColumnLayout:
        """The layout under a heading row; a known one where the row is printed again."""
        new = self.layout_under(row, words, page)
        texts = new.group.headings
        for known in reversed(self.layouts):
            near = abs(known.left - new.left) <= SAME_EDGE_POINTS
            again = is_printed_again(known.group, texts, [other.group for other in self.layouts])
            if near and known.group.headings == texts and again:
                return known
        self.layouts.append(new)
        return new

    def layout_under(self, row: HeadingRow, words: Sequence[Word], page: Page) -> ColumnLayout:
        """The layout that a heading row would begin."""
        heading = {word.number for word in row.words}
        body = [word for word in words if word.number not in heading]
        columns = column_boxes(row, body)
        borders = borders_between([box for _, box in columns], words)
        texts = [text for text, _ in columns]
        groups = [layout.group for layout in self.layouts]
        # A heading that was found has known words. They may still read in another order, such as
        # those of different sizes on one line; then no table has it. The first one stands in, so
        # that rows and columns are told: the joining reads the headings anew, and reports a table
        # that nobody knows.
        table = choose_table(texts, groups, self.schema) or self.schema.description.tables[0]
        taken = {name for group in groups if group.table is table for name in group.fields}
        fields = [None if (f := table.field_of(text)) in taken else f for text in texts]
        name_field = self.schema.record.name_field
        name = fields.index(name_field) if name_field in fields else None
        if table.totals:
            name = 0
        group, edges = ColumnGroup(table, texts, fields), left_edges(borders, words)
        return ColumnLayout(group, borders, edges, name, row.box.x0, ruled_width(page))

    def unannounced_layouts(self, pages: Sequence[HeadedPage]) -> dict[int, ColumnLayout]:
        """The pages with names under an empty heading that begin a table, by page number.

        They come before the next headings, which tell that a table has begun whose names are
        missing. It begins on the one page whose rows stand at the heights of those under the
        headings. Its empty heading is repeated on each page where those headings are.
        """
        run = list(takewhile(lambda page: not page.headings, pages))
        ahead = pages[len(run) : len(run) + 2]
        if not ahead:
            return {}
        layout = self.layout_under(ahead[0].headings[0], ahead[0].words_under(0), ahead[0].page)
        table, name_field = layout.group.table, self.schema.record.name_field
        opened = any(known.group.table is table for known in self.layouts)
        if opened or layout.name is not None or table.field_of("") != name_field:
            return {}
        found = [
            (number, names)
            for number, page in enumerate(run)
            if (names := names_alone(page.page, table, name_field))
            and self.stand_beside(page.page, names, ahead[0], layout)
        ]
        if len(found) != 1:
            return {}
        headings = [[text for text, _ in page.headings[0].cells] for page in ahead if page.headings]
        again = len(headings) > 1 and headings[0] == headings[1]
        first, names = found[0]
        return {page.page.number: names for page in run[first : None if again else first + 1]}

    def stand_beside(
        self, page: Page, names: ColumnLayout, headed: HeadedPage, layout: ColumnLayout
    ) -> bool:
        """Whether a page of names has the rows of the page with the first headings beside it."""
        row = headed.headings[0]
        rules = row_rules(page, names, 0.0, float("inf"))
        others = row_rules(headed.page, layout, row.box.top - ABOVE_TEXT_POINTS, float("inf"))
        if rules or others:
            own, beside = (sorted({rule.position for rule in some}) for some in (rules, others))
            return are_same_positions(own, beside, SAME_BORDER_POINTS)
        heading = {word.number for word in row.words}
        body = [word for word in headed.words_under(0) if word.number not in heading]
        columns = [lines_of(column) for column in words_in_columns(body, layout)[0]]
        rows = rows_by_names([lines_of(page.words)], 0, self.edge, self.pitch)
        fits = not rows_at(columns, rows.heights, self.edge, self.pitch).unplaced
        return fits and any(columns)

    def fitting(self, words: Sequence[Word], page: Page) -> tuple[ColumnLayout, bool] | None:
        """The layout whose columns best hold the runs of some words.

        Also whether the order of pages alone tells it from others.
        """
        runs = list(runs_of(words))
        width = ruled_width(page)
        shares: dict[int, float] = {}
        for number, layout in enumerate(self.layouts if runs else []):
            if width and layout.width and not layout.is_as_wide(width):
                continue
            if sum(in_one_column(run, layout) for run in runs) >= FITTING_SHARE_OF_RUNS * len(runs):
                on_edge = [
                    any(abs(run.x0 - edge) <= SAME_EDGE_POINTS for edge in layout.edges)
                    for run in runs
                ]
                shares[number] = sum(on_edge) / len(runs)
        best = [self.layouts[n] for n, share in shares.items() if share == max(shares.values())]
        if not best:
            return None
        groups = [layout.group for layout in best]
        groups.sort(key=lambda group: group.pages[-1])
        group, by_order = next_in_order(groups, [layout.group for layout in self.layouts])
        return next(layout for layout in best if layout.group is group), by_order

    def grid(
        self,
        page: Page,
        words: Sequence[Word],
        layout: ColumnLayout,
        row: HeadingRow | None,
        end: float = float("inf"),
        begins: bool = False,
    ) -> tuple[Grid, list[Word]]:
        """The grid of a region that ends at a height, and the words that are outside it.

        It may begin under an empty heading. Its rows are told by rulings, by the names, or by the
        page with the names.
        """
        start = row.box.top - ABOVE_TEXT_POINTS if row else 0.0
        has_headings = row is not None or begins
        rows: Rows | None = None
        rules = row_rules(page, layout, start, end)
        ruled = grid_by_rules(page, layout, rules, words, begins) if rules else None
        if ruled and parts_rows(ruled[0], layout):
            grid, outside = ruled
        else:
            heading = {word.number for word in row.words} if row else set()
            body = [word for word in words if word.number not in heading]
            columns, outside = words_in_columns(body, layout)
            rows = self.rows(layout, [lines_of(column) for column in columns])
            headings = heading_lines(row, layout) if has_headings else None
            grid = assemble_grid(page, layout, headings, rows)
        if begins:
            grid = replace(grid, begins=layout.group.table.table)
        layout.group.parts.append(TablePart(grid, has_headings))
        if layout.name is not None:
            self.parts.append(NamedPart(layout, grid, rows, has_headings))
        return grid, outside

    def rows(self, layout: ColumnLayout, lines: Sequence[Sequence[Line]]) -> Rows:
        """The rows of a region without rulings, from the lines of its columns."""
        if layout.name is None:
            rows = self.rows_beside(layout, lines)
        else:
            by_names = rows_by_spans if self.apart else rows_by_names
            rows = by_names(lines, layout.name, self.edge, self.pitch)
        self.unplaced += rows.unplaced
        return rows

    def rows_beside(self, layout: ColumnLayout, lines: Sequence[Sequence[Line]]) -> Rows:
        """The rows of a page without names: those of the page with names that it fits.

        Pages come in the order of those with names; where none fits, the page's own rows are
        taken, which then agree with none: all its lines count as unplaced.
        """
        table = layout.group.table
        parts = [part for part in self.parts if part.layout.group.table is table]
        place = next(n for n, known in enumerate(self.layouts) if known is layout)
        for number in range(self.beside_parts[place], len(parts)):
            part = parts[number]
            if part.rows and part.rows.spans:
                rows = rows_in_spans(lines, part.rows.spans, self.pitch)
            elif part.rows and part.rows.heights:
                rows = rows_at(lines, part.rows.heights, self.edge, self.pitch)
            else:
                rows = rows_in_bands(lines, part.grid.rows[int(part.has_headings) :])
            if not rows.unplaced:
                self.beside_parts[place] = number + 1
                return replace(rows, borders=part.grid.rows)
        rows = rows_by_names(lines, 0, self.edge, self.pitch)
        return replace(rows, unplaced=sum(len(column) for column in lines))
