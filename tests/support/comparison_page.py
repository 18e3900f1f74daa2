"""The page of a comparison as tests read it: its data, and the cells that it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.command_line import Desk, run
from tests.support.letters import letters_in, letters_in_text, letters_of_pages

DATA = re.compile(rb'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
PICTURE = re.compile(rb'<script type="text/plain" id="image-([^"]+)">')
# Kinds of change whose cells are whole rows, of which the text is that of the first.
WHOLE_ROWS = ("added", "removed")
Json = dict[str, Any]


@dataclass(frozen=True)
class ComparisonPage:
    """A page of a comparison."""

    content: bytes

    @property
    def data(self) -> Json:
        """All that it shows."""
        found = DATA.search(self.content)
        assert found is not None
        data = json.loads(found[1])
        assert isinstance(data, dict)
        return data

    @property
    def document(self) -> Json:
        """Its one document."""
        (document,) = self.data["documents"]
        assert isinstance(document, dict)
        return document

    @property
    def pictures(self) -> set[str]:
        """What the pictures of pages in it are called."""
        return {name.decode() for name in PICTURE.findall(self.content)}

    def items(self, kind: str) -> list[Json]:
        """What its one document has of a kind."""
        groups = [group for group in self.document["groups"] if group["kind"] == kind]
        return [item for group in groups for item in group["items"]]

    def changes(self, kind: str) -> list[tuple[str, str, str]]:
        """The changed values of a kind: label, old and new."""
        parts = [part for item in self.items(kind) for part in item.get("parts", ())]
        return [tuple(change) for part in parts for change in part.get("changes", ())]

    def cells(self, kind: str) -> list[list[Json | None]]:
        """The old and the new cell of each change of a kind that is printed in one."""
        parts = [part for item in self.items(kind) for part in item.get("parts", ())]
        return [part["cells"] for part in parts if "cells" in part]

    def notes(self) -> list[str]:
        """What it says of the old and of the new PDF of its one document."""
        return [side["note"] for side in self.document["sides"]]


def page_of(old: Path, new: Path, *options: str | Path, exit_code: int = 1) -> ComparisonPage:
    """The page that compares two folders of outputs.

    Args:
        old: the old one.
        new: the new one.
        options: further options of `compare`.
        exit_code: that the comparison ends with.
    """
    file = new.parent / "comparison.html"
    completed = run("compare", old, new, "--html", file, *options)
    assert (completed.returncode, completed.stderr) == (exit_code, "")
    return ComparisonPage(file.read_bytes())


def page_of_desks(old: Desk, new: Desk, *options: str, exit_code: int = 1) -> ComparisonPage:
    """The page that compares the documents of two desks, whose PDFs are named."""
    pdfs = ("--pdf", old.pdf, "--pdf", new.pdf)
    return page_of(old.outputs, new.outputs, *pdfs, *options, exit_code=exit_code)


def wrong_cells(page: ComparisonPage, old: Path, new: Path) -> Iterator[str]:
    """The shown cells whose boxes do not hold exactly their letters, as another reader sees them.

    Args:
        page: the page.
        old: the old PDF.
        new: the new PDF.
    """
    letters = [letters_of_pages(pdf) for pdf in (old, new)]
    pages = page.data["pages"]
    for group in page.document["groups"]:
        for cells in page.cells(group["kind"]):
            for cell, of_pages in zip(cells, letters, strict=True):
                if cell is None or not cell["boxes"]:
                    continue
                boxes: dict[int, list[tuple[float, float, float, float]]] = {}
                for name, x0, top, x1, bottom, is_empty in cell["boxes"]:
                    assert bool(is_empty) == (cell["text"] == "")
                    boxes.setdefault(pages[name]["number"], []).append((x0, top, x1, bottom))
                assert sorted(boxes) == cell["pages"]
                found = sum(
                    (letters_in(of_pages[number], boxes[number]) for number in boxes),
                    start=letters_in_text(""),
                )
                wanted = letters_in_text(cell["text"])
                fits = found >= wanted if group["kind"] in WHOLE_ROWS else found == wanted
                if not fits:
                    yield f"{group['kind']}: {cell['text']!r} is not {found}"
