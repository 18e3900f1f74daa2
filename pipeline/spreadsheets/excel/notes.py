"""Comments on cells of a worksheet, and text in shapes that lie over them."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.spreadsheets.archive import Archive
from pipeline.spreadsheets.cell_text import displayed_text
from pipeline.spreadsheets.excel.parts import Relationship, related, tree_of
from pipeline.spreadsheets.excel.strings import unescaped
from pipeline.spreadsheets.gathered import CellPlace, Gathered
from pipeline.spreadsheets.limits import LAST_COLUMN, LAST_ROW
from pipeline.spreadsheets.places import cell_place
from pipeline.spreadsheets.xml_parts import whole_number

ANCHORS = ("xdr.twoCellAnchor", "xdr.oneCellAnchor", "xdr.absoluteAnchor")


def gather_notes(
    path: Path, archive: Archive, found: dict[str, Relationship], gathered: Gathered
) -> None:
    """Gather the comments of a worksheet, and the text of its shapes.

    A thread of comments stands in the file a second time as one comment, for older programs.

    Args:
        path: what to call the file in messages.
        archive: its parts.
        found: those that the worksheet names.
        gathered: takes what they say.

    Raises:
        InputError: a part is damaged or too large.
    """
    comments: dict[CellPlace, str] = {}
    for part in related(found, "comments"):
        root = tree_of(path, archive, part)
        comments |= comment_texts(root.findall("commentList/comment"), "t")
    threads: dict[CellPlace, str] = {}
    for part in related(found, "threadedComment"):
        root = tree_of(path, archive, part)
        threads |= comment_texts(root.findall("threads.threadedComment"), "threads.text")
    for place, words in sorted({**comments, **threads}.items()):
        gathered.note(place, "cell-comment", words)
    for part in related(found, "drawing"):
        gather_shapes(tree_of(path, archive, part), gathered)


def comment_texts(comments: list[Element], name: str) -> dict[CellPlace, str]:
    """The texts of comments by their cells; those of a thread as lines."""
    found: dict[CellPlace, list[str]] = {}
    for comment in comments:
        place = cell_place(comment.get("ref", ""))
        if place is None:
            continue
        guides = {text for guide in comment.iter("rPh") for text in guide.iter(name)}
        parts = [text.text or "" for text in comment.iter(name) if text not in guides]
        found.setdefault(place, []).append(displayed_text(unescaped("".join(parts))))
    return {place: "\n".join(filter(None, texts)) for place, texts in found.items()}


def gather_shapes(drawing: Element, gathered: Gathered) -> None:
    """Gather the texts of shapes, each at the cell in which its shape begins."""
    for anchor in (anchor for name in ANCHORS for anchor in drawing.iter(name)):
        row = whole_number(anchor.findtext("xdr.from/xdr.row")) + 1
        column = whole_number(anchor.findtext("xdr.from/xdr.col")) + 1
        lines = [
            "".join(text.text or "" for text in paragraph.iter("a.t"))
            for body in anchor.iter("xdr.txBody")
            for paragraph in body.iter("a.p")
        ]
        words = displayed_text("\n".join(filter(None, lines)))
        if words and 1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN:
            gathered.note((row, column), "drawing-text", words)
