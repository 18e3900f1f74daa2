"""Layouts drawn with a PDF library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.printing.appendix import (
    COLUMN_GROUPS,
    LEFT,
    TOP,
    PrintedRow,
    Printing,
    TranscribedRow,
    is_empty,
    pages_of,
    print_part,
    printed_row,
)
from tests.printing.layout_papers import (
    AccentPaper,
    BarePaper,
    CompactPaper,
    DashPaper,
    DecomposedPaper,
    DotPaper,
    FlaggedPaper,
    InvisiblePaper,
    LigaturePaper,
    PiecePaper,
    RectanglePaper,
    SpacePaper,
    TurnedPaper,
    TwicePaper,
)
from tests.printing.layout_rows import Facts, appendix_facts

Groups = Mapping[str, tuple[tuple[str, ...], ...]]
TWO_GROUPS: Groups = {
    "person": (
        ("service", "type", "producer"),
        ("shared", "tem", "integration_client", "multidisciplinary", "new_jobseeker"),
    ),
    "employer": (("service", "type", "producer"), ("shared", "tem")),
}
OTHER_GROUPS: Groups = {
    "person": (
        ("producer", "service"),
        ("tem", "type", "shared"),
        ("new_jobseeker", "integration_client", "multidisciplinary"),
    ),
    "employer": (("type", "service", "producer"), ("tem", "shared")),
}
FIVE_GROUPS: Groups = {
    "person": (
        ("service",),
        ("type",),
        ("producer",),
        ("shared", "tem"),
        ("integration_client", "multidisciplinary", "new_jobseeker"),
    ),
    "employer": (("service",), ("type",), ("producer",), ("shared", "tem")),
}
ONE_GROUP: Groups = {
    "person": (tuple(name for group in COLUMN_GROUPS["person"] for name in group),),
    "employer": (tuple(name for group in COLUMN_GROUPS["employer"] for name in group),),
}
SIDEWAYS = (1190.55, 595.28)
LOW = (595.28, 420.0)


@dataclass(frozen=True)
class Drawing:
    """How an appendix is drawn.

    Args:
        paper: what it is drawn on.
        printing: the size of its type and pages and so on.
        over_then_down: the order of pages.
        blank_before: how many empty pages come before a page, by its number among the others.
        respelled: texts of cells and what is printed instead, line breaks included.
    """

    paper: type[CompactPaper] = CompactPaper
    printing: Printing = field(default_factory=Printing)
    over_then_down: bool = False
    blank_before: Mapping[int, int] = field(default_factory=dict)
    respelled: Mapping[str, str] = field(default_factory=dict)

    def rows(self, table: str, rows: list[TranscribedRow]) -> list[PrintedRow]:
        """The rows of a table as they are printed."""
        for printed, instead in self.respelled.items():
            rows = [
                {name: text.replace(printed, instead) for name, text in row.items()} for row in rows
            ]
        return [printed_row(row, table, self.printing) for row in rows]


NONE_BLANK = Printing(blank_pages=0)
DRAWINGS: dict[str, Drawing] = {
    "drawn-thin-rectangles": Drawing(RectanglePaper),
    "drawn-dashes": Drawing(DashPaper, Printing(column_groups=TWO_GROUPS)),
    "drawn-dots": Drawing(DotPaper),
    "drawn-short-pieces": Drawing(PiecePaper, Printing(repeat_headings=True)),
    "drawn-borderless": Drawing(BarePaper, Printing(font_size=8)),
    "drawn-borderless-one-page-wide": Drawing(
        BarePaper, Printing(column_groups=ONE_GROUP, page_size=SIDEWAYS)
    ),
    "drawn-five-groups-borderless": Drawing(
        BarePaper, Printing(column_groups=FIVE_GROUPS, repeat_headings=True)
    ),
    "drawn-five-groups-low-pages": Drawing(
        BarePaper, Printing(column_groups=FIVE_GROUPS, page_size=LOW)
    ),
    "drawn-turned-by-flag": Drawing(FlaggedPaper, NONE_BLANK),
    "drawn-turned-by-content": Drawing(
        TurnedPaper, Printing(column_groups=ONE_GROUP, page_size=SIDEWAYS)
    ),
    "drawn-decomposed-letters": Drawing(DecomposedPaper),
    "drawn-accents-apart": Drawing(AccentPaper),
    "drawn-ligatures": Drawing(LigaturePaper),
    "drawn-spaces-and-soft-hyphens": Drawing(
        SpacePaper,
        respelled={
            "Päijät-Hämeen\ntyöllisyysalue": "Päijät-Hämeen työlli\u00ad\nsyysalue",
            "Lisäpalvelu (muu\nkuin": "Lisäpal\u00ad\nvelu (muu\nkuin",
            "laatiminen sekä": "laatimi\u00ad\nnen sekä",
        },
    ),
    "drawn-bold-twice": Drawing(TwicePaper),
    "drawn-invisible-text": Drawing(InvisiblePaper),
    "drawn-last-pages-left-out": Drawing(
        printing=Printing(leave_out_empty_last_page=True, font_size=7)
    ),
    "drawn-over-then-down": Drawing(
        printing=NONE_BLANK, over_then_down=True, blank_before={0: 1, 2: 2, 3: 1, 7: 3}
    ),
    "drawn-blank-pages": Drawing(
        printing=Printing(blank_pages=0, repeat_headings=True),
        blank_before={0: 2, 1: 1, 2: 3, 4: 1, 9: 1},
    ),
    "drawn-other-order": Drawing(printing=Printing(column_groups=OTHER_GROUPS)),
}


def print_drawing(path: Path, drawing: Drawing, facts: Facts | None = None) -> None:
    """Draw an appendix; the real one where no other facts are given."""
    facts = facts or appendix_facts()
    paper = drawing.paper(path, drawing.printing.page_size)
    for number, line in enumerate(facts.title, start=1):
        paper.text(2 * LEFT, 2 * TOP + 15 * number, line, 11)
    paper.next_page()
    count = 0
    for table in drawing.printing.column_groups:
        rows = drawing.rows(table, facts.table(table))
        for group, part in parts_of(rows, drawing):
            for _ in range(drawing.blank_before.get(count, 0)):
                paper.next_page()
            print_part(paper, part, group, drawing.printing)
            paper.next_page()
            count += 1
        for _ in range(drawing.printing.blank_pages):
            paper.next_page()
    paper.save()


def parts_of(rows: list[PrintedRow], drawing: Drawing) -> Iterator[tuple[int, list[PrintedRow]]]:
    """The pages of a table in their order: a column group and the rows on the page."""
    printing = drawing.printing
    pages = pages_of(rows, printing)
    places = [(group, page) for group in range(len(rows[0].groups)) for page in range(len(pages))]
    if drawing.over_then_down:
        places.sort(key=lambda place: place[1])
    for group, page in places:
        last = page == len(pages) - 1
        if last and printing.leave_out_empty_last_page and is_empty(pages[page], group):
            continue
        heading = rows[:1] if page == 0 or printing.repeat_headings else []
        yield group, [*heading, *pages[page]]
