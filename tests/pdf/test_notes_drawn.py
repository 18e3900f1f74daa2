"""Annotations that draw: what they draw is ink, and what they cover does not show."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.pages.model import Page
from tests.support.annotated import AnnotatedPage, appearance
from tests.support.reading import read_document

TEXT = b"BT /Helv 10 Tf 60 105 Td (1234) Tj ET"
RECT = b"/Rect [50 100 150 120] /AP << /N 50 0 R >>"
CROSS = b"2 w 5 5 m 15 15 l S 5 15 m 15 5 l S"
BLACK_BOX = b"0 g 0 0 100 20 re f"


def page_with(folder: Path, kind: bytes, drawn: bytes) -> Page:
    """A page with a text, on which an annotation draws."""
    path = folder / "noted.pdf"
    note = b"/Subtype /%s %s" % (kind, RECT)
    AnnotatedPage([note], [appearance(drawn)], TEXT).write(path)
    (page,) = read_document(path).pages
    return page


@pytest.mark.parametrize("kind", [b"Ink", b"Stamp", b"Line", b"Circle", b"Polygon"])
def test_what_an_annotation_draws_is_ink(kind: bytes, tmp_path: Path) -> None:
    page = page_with(tmp_path, kind, CROSS)
    assert [ink.kind for ink in page.ink] == ["drawing"]
    assert [word.text for word in page.words] == ["1234"]


@pytest.mark.parametrize("kind", [b"Highlight", b"Underline", b"Link"])
def test_what_marks_text_is_none(kind: bytes, tmp_path: Path) -> None:
    assert page_with(tmp_path, kind, CROSS).ink == ()


def test_what_an_annotation_covers_does_not_show(tmp_path: Path) -> None:
    page = page_with(tmp_path, b"Square", BLACK_BOX)
    assert page.words == ()
    assert [(word.text, word.aside) for word in page.aside] == [("1234", "text-hidden")]


def test_text_beside_what_an_annotation_draws_shows(tmp_path: Path) -> None:
    page = page_with(tmp_path, b"Square", b"0 g 80 0 20 20 re f")
    assert [word.text for word in page.words] == ["1234"]
