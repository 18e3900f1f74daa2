"""Prints the appendices of twelve areas: `python -m tests.printing.print_areas`.

The printed files are committed, so that the tests that read them need no program to print with.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from tests.printing.appendix import Printing
from tests.printing.areas import AREAS, Area, areas, wrapped
from tests.printing.layout_drawings import (
    ONE_GROUP,
    OTHER_GROUPS,
    SIDEWAYS,
    TWO_GROUPS,
    Drawing,
    print_drawing,
)
from tests.printing.layout_pages import LANDSCAPE, OTHER_ORDER, RULED, Web, print_web
from tests.printing.layout_papers import BarePaper, DotPaper, FlaggedPaper, RectanglePaper
from tests.printing.layout_rows import Facts
from tests.printing.layout_sheets import Sheet, print_sheet
from tests.printing.typed_sheets import (
    one_sheet,
    sheet_for_each_table,
    write_excel,
    write_open_document,
)

LOW_PAGES = Printing(page_size=(595.28, 260.0), page_breaks=())
DRAWN: Mapping[str, Drawing] = {
    "kainuu": Drawing(printing=LOW_PAGES),
    "etela-savo": Drawing(BarePaper, Printing(font_size=8, page_breaks=())),
    "satakunta": Drawing(
        DotPaper,
        replace(LOW_PAGES, column_groups=TWO_GROUPS, repeat_headings=True, blank_pages=0),
    ),
    "saaristomeri": Drawing(RectanglePaper, Printing(column_groups=OTHER_GROUPS, page_breaks=())),
    "tunturi-lappi": Drawing(
        FlaggedPaper,
        Printing(column_groups=ONE_GROUP, page_size=SIDEWAYS, page_breaks=(), blank_pages=0),
    ),
}
SHEETS: Mapping[str, Sheet] = {
    "lansi-uusimaa": Sheet(
        borders="horizontal", over_then_down=True, column_breaks=("type", "shared", "tem")
    ),
    "keski-karjala": Sheet(
        one_sheet=True,
        landscape=True,
        column_breaks=(),
        shading="headings",
        after=("Luonnos, tarkistetaan syksyllä.",),
        header="&LJÄRJESTÄMISSUUNNITELMA&RLiite 2",
        footer="&CSivu &P / &N",
    ),
}
SHORT = "@page { size: 297mm 120mm; margin: 12mm }"
WEBS: Mapping[str, Web] = {
    "rannikkoseutu": Web((SHORT, RULED, "body { font-size: 10pt } td { vertical-align: top }")),
    "jarviseutu": Web((LANDSCAPE, RULED, "body { font-size: 8pt }"), columns=OTHER_ORDER),
    "lakeus": Web(
        (
            LANDSCAPE,
            "body { font-size: 8pt; line-height: 1.5 } tbody tr:nth-child(even) td"
            " { background: #eee } th { background: #ddebf7 }",
        )
    ),
}
# Areas that hand over the spreadsheet itself.
TYPED: Mapping[str, Callable[[Path, Facts], None]] = {
    "harju": lambda path, facts: write_excel(path, sheet_for_each_table(facts)),
    "kymijoki": lambda path, facts: write_open_document(path, one_sheet(facts, merged=True)),
}


def print_area(path: Path, area: Area) -> None:
    """Print the appendix of an area in its layout, or type it into its kind of spreadsheet."""
    facts, name = area.facts(), area.document
    if name in DRAWN:
        print_drawing(path, DRAWN[name], wrapped(facts))
    elif name in SHEETS:
        print_sheet(path, SHEETS[name], facts)
    elif name in WEBS:
        print_web(path, WEBS[name], facts)
    else:
        TYPED[name](path, facts)


def main() -> None:
    """Print the areas named on the command line, or all."""
    known = areas()
    parser = argparse.ArgumentParser(description="Print the appendices of the sample areas.")
    parser.add_argument("--folder", type=Path, default=AREAS, help="where to write the files")
    parser.add_argument("names", nargs="*", metavar="NAME", help="which areas; all without it")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(known)
    if unknown:
        parser.error(f"no area is named {', '.join(sorted(unknown))}")
    folder = arguments.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for name in arguments.names or known:
        print_area(folder / known[name].file, known[name])


if __name__ == "__main__":
    main()
