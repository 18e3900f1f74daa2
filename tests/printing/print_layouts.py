"""Prints the facts of the real appendix on many layouts: `python -m tests.printing.print_layouts`.

The printed files are committed, so that the tests that read them need no program to print with.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.printing.layout_drawings import DRAWINGS, print_drawing
from tests.printing.layout_pages import WEBS, print_web
from tests.printing.layout_sheets import SHEETS, print_sheet
from tests.printing.layout_texts import TEXTS, print_text

Printer = Callable[[Path], None]


def printers() -> dict[str, Printer]:
    """How each layout is printed, by name."""
    return {
        **{name: partial(print_sheet, sheet=sheet) for name, sheet in SHEETS.items()},
        **{name: partial(print_text, text=text) for name, text in TEXTS.items()},
        **{name: partial(print_web, web=web) for name, web in WEBS.items()},
        **{name: partial(print_drawing, drawing=one) for name, one in DRAWINGS.items()},
    }


def main() -> None:
    """Print the layouts named on the command line, or all."""
    known = printers()
    parser = argparse.ArgumentParser(description="Print the same facts on many layouts.")
    parser.add_argument("folder", type=Path, help="where to write the files")
    parser.add_argument("names", nargs="*", metavar="NAME", help="which layouts; all without it")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(known)
    if unknown:
        parser.error(f"no layout is named {', '.join(sorted(unknown))}")
    folder = arguments.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for name in arguments.names or known:
        known[name](folder / f"{name}.pdf")


if __name__ == "__main__":
    main()
