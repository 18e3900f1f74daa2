"""Rulings, fills, and what else shows on a page: each kind beside one as near that does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.pages.model import Page
from tests.support.shown import Drawn, form, picture, said, text

XOBJECT = "/XObject << /X1 5 0 R >>"
RAMP = picture([bytes(range(0, 256, 4))] * 4)
GREY = picture([b"\x80" * 4] * 4)
# A table of two rows and two columns, and the same without the line between its rows.
FRAME = "50 50 200 100 re S 150 50 m 150 150 l S "
GRID = FRAME + "50 100 m 250 100 l S "
OUTER = 4
LEFT, RIGHT = 50.0, 250.0


def across(page: Page, height: float = 200.0) -> list[tuple[float, float]]:
    """The extents of the rulings across a page at a height from its top."""
    rulings = (r for r in page.rulings if r.direction == "h" and abs(r.position - height) < 1)
    return [(r.start, r.end) for r in rulings]


def is_whole(extents: list[tuple[float, float]]) -> bool:
    """Whether there is one ruling, from side to side."""
    return len(extents) == 1 and max(abs(extents[0][0] - LEFT), abs(extents[0][1] - RIGHT)) < 2


LINE = "50 100 m 250 100 l S"
WHOLE, NONE, PIECES = "whole", "none", "pieces"
# What is drawn into the frame, and what of it rules.
LINES: dict[str, tuple[Drawn, str]] = {
    "black": (Drawn(FRAME + LINE), WHOLE),
    "hairline": (Drawn(f"{FRAME} 0 w {LINE}"), WHOLE),
    "grey hairline": (Drawn(f"{FRAME} 0.1 w 0.5 G {LINE}"), WHOLE),
    "pale grey": (Drawn(f"{FRAME} 0.85 G {LINE}"), WHOLE),
    "white": (Drawn(f"{FRAME} 1 G {LINE}"), NONE),
    "thin white": (Drawn(f"{FRAME} 0.1 w 1 G {LINE}"), NONE),
    "white rectangle": (Drawn(f"{FRAME} 1 g 50 99.5 200 1 re f"), NONE),
    "black rectangle": (Drawn(f"{FRAME} 50 99.5 200 1 re f"), WHOLE),
    "white on a fill": (Drawn(f"0.8 g 50 50 200 100 re f {FRAME} 1 G {LINE}"), WHOLE),
    "of the colour of its fill": (Drawn(f"0.8 g 50 50 200 100 re f {FRAME} 0.8 G {LINE}"), NONE),
    "without opacity": (
        Drawn(f"{FRAME} /G1 gs {LINE}", "/ExtGState << /G1 << /CA 0 >> >>"), NONE),
    "of half its opacity": (
        Drawn(f"{FRAME} /G1 gs {LINE}", "/ExtGState << /G1 << /CA 0.5 >> >>"), WHOLE),
    "beyond a clip": (Drawn(f"{FRAME} q 300 200 10 10 re W n {LINE} Q"), NONE),
    "in a clip": (Drawn(f"{FRAME} q 40 90 250 20 re W n {LINE} Q"), WHOLE),
    "covered": (Drawn(f"{FRAME} {LINE} 1 g 51 90 198 20 re f"), NONE),
    "over what would cover it": (Drawn(f"{FRAME} 1 g 51 90 198 20 re f {LINE}"), WHOLE),
    "covered for half of its length": (Drawn(f"{FRAME} {LINE} 1 g 151 90 98 20 re f"), PIECES),
    "in a clip of half of its length": (Drawn(f"{FRAME} q 40 90 110 20 re W n {LINE} Q"), PIECES),
    "dashed": (Drawn(f"{FRAME} [3 2] 0 d {LINE}"), WHOLE),
    "dotted": (Drawn(f"{FRAME} [1 1] 0 d {LINE}"), WHOLE),
    "dashed in white": (Drawn(f"{FRAME} [3 2] 0 d 1 G {LINE}"), NONE),
    "with gaps as wide as letters": (
        Drawn(FRAME + "".join(f"{x} 100 m {x + 40} 100 l S " for x in (50, 130, 210))), PIECES),
    "in a form": (Drawn(f"{FRAME} /X1 Do", XOBJECT, (form(LINE),)), WHOLE),
    "white in a form": (Drawn(f"{FRAME} /X1 Do", XOBJECT, (form(f"1 G {LINE}"),)), NONE),
    "red": (Drawn(f"{FRAME} 1 0 0 RG {LINE}"), WHOLE),
    "yellow": (Drawn(f"{FRAME} 1 1 0 RG {LINE}"), WHOLE),
    "dots": (Drawn(FRAME + "".join(f"{x} 99.5 1 1 re f " for x in range(50, 250, 3))), WHOLE),
    "white dots": (
        Drawn(FRAME + "1 g " + "".join(f"{x} 99.5 1 1 re f " for x in range(50, 250, 3))), NONE),
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_a_line_rules_where_it_shows(name: str, tmp_path: Path) -> None:
    drawn, expected = LINES[name]
    page = drawn.read(tmp_path)
    found = across(page)
    assert (WHOLE if is_whole(found) else PIECES if found else NONE) == expected, found
    if expected == PIECES:
        assert all(end - start < RIGHT - LEFT - 20 for start, end in found)
    # Whatever it is, nothing of it is taken for a drawing.
    assert not page.ink


@pytest.mark.parametrize("turn", ["/Rotate 90", "/Rotate 270", "/CropBox [40 30 380 280]"])
@pytest.mark.parametrize(("colour", "count"), [("0", 7), ("1", 6)])
def test_rulings_of_turned_pages_show_too(
    turn: str, colour: str, count: int, tmp_path: Path
) -> None:
    page = Drawn(f"{FRAME} {colour} G {LINE}", page=turn).read(tmp_path)
    assert len(page.rulings) == count - 1
    assert not page.ink


@pytest.mark.parametrize(("colour", "count"), [("0", 6), ("1", 5)])
def test_rulings_of_a_page_that_is_turned_to_be_read_show_too(
    colour: str, count: int, tmp_path: Path
) -> None:
    lines = "".join(text("kolmetoista kirjainta", 60, 160 + 20 * n) for n in range(4))
    tick = "200 60 m 203 57 l 210 65 l S"
    page = Drawn(f"0 1 -1 0 300 0 cm {lines} {FRAME} {colour} G {LINE} 0 G {tick}").read(tmp_path)
    assert page.turn == 90
    assert len(page.rulings) == count
    (ink,) = page.ink
    assert ink.kind == "drawing"
    # On the page as displayed it stands upright beside the right side.
    assert ink.shown is not None
    assert ink.shown.x0 == pytest.approx(300 - 65, abs=1.5)
    assert ink.shown.top == pytest.approx(300 - 210, abs=1.5)
    assert ink.box.x1 - ink.box.x0 == pytest.approx(10, abs=2.5)


def test_a_cell_without_borders_that_show_has_none(tmp_path: Path) -> None:
    content = f"1 G {GRID}" + text("a", 60, 120)
    assert not Drawn(content).read(tmp_path).rulings
    assert len(Drawn(f"0 G {GRID}" + text("a", 60, 120)).read(tmp_path).rulings) == OUTER + 2


def test_a_thin_filled_path_is_a_ruling(tmp_path: Path) -> None:
    page = Drawn("0 g 50 50 m 150 50 l 250 50 l 250 50.8 l 150 50.8 l 50 50.8 l h f").read(tmp_path)
    (ruling,) = page.rulings
    assert (ruling.direction, ruling.start, ruling.end) == ("h", 50, 250)


@pytest.mark.parametrize(
    ("content", "count"),
    [
        ("0.8 g 50 50 200 100 re f", 1),
        ("0.97 g 50 50 200 100 re f", 1),
        ("1 g 50 50 200 100 re f", 0),
        ("0.8 g 50 50 200 100 re f 1 g 50 50 200 100 re f", 0),
        ("0.8 g 50 50 200 100 re f 1 g 50 50 100 100 re f", 1),
        ("q 300 200 10 10 re W n 0.8 g 50 50 200 100 re f Q", 0),
        # A path with further points on its sides is a rectangle.
        ("0.8 g 50 50 m 150 50 l 250 50 l 250 150 l 50 150 l h f", 1),
    ],
)
def test_a_fill_shades_where_it_shows(content: str, count: int, tmp_path: Path) -> None:
    page = Drawn(content).read(tmp_path)
    assert len(page.fills) == count
    assert not page.ink


TICK = "100 80 m 103 77 l 110 85 l S"
# What is drawn in the middle of a cell, and what it is.
SIGNS: dict[str, tuple[Drawn, list[str]]] = {
    "nothing": (Drawn(GRID), []),
    "tick": (Drawn(GRID + TICK), ["drawing"]),
    "white tick": (Drawn(f"{GRID} 1 G {TICK}"), []),
    "white tick on a fill": (Drawn(f"0 0 0.6 rg 50 50 100 50 re f {GRID} 1 G {TICK}"), ["drawing"]),
    "cross of two lines": (Drawn(GRID + "97 72 m 103 78 l S 97 78 m 103 72 l S"), ["drawing"]),
    "filled circle": (
        Drawn(GRID + "97 75 m 97 77 98 78 100 78 c 102 78 103 77 103 75 c "
            "103 73 102 72 100 72 c 98 72 97 73 97 75 c f"), ["drawing"]),
    "filled circle of two curves": (
        Drawn(GRID + "97 75 m 97 79 103 79 103 75 c 103 71 97 71 97 75 c f"), ["drawing"]),
    "thick circle": (
        Drawn(GRID + "2 w 97 75 m 97 77 98 78 100 78 c 102 78 103 77 103 75 c "
            "103 73 102 72 100 72 c 98 72 97 73 97 75 c S"), ["drawing"]),
    "curve": (Drawn(GRID + "90 70 m 95 85 105 65 110 80 c S"), ["drawing"]),
    "dash": (Drawn(GRID + "95 75 m 105 75 l S"), ["drawing"]),
    "plus": (Drawn(GRID + "95 75 m 105 75 l S 100 70 m 100 80 l S"), ["drawing"]),
    "square": (Drawn(GRID + "95 70 10 10 re S"), ["drawing"]),
    "filled square": (Drawn(GRID + "95 70 10 10 re f"), ["drawing"]),
    "white square": (Drawn(f"{GRID} 1 g 95 70 10 10 re f"), []),
    "square with a tick": (Drawn(GRID + "98 74 14 14 re S " + TICK), ["drawing"]),
    "tick far above its cell's own fill": (
        Drawn(f"0.9 g 50 50 200 100 re f {GRID} {TICK}"), ["drawing"]),
    "tick beyond a clip": (Drawn(f"{GRID} q 300 200 9 9 re W n {TICK} Q"), []),
    "tick in a form": (Drawn(f"{GRID} /X1 Do", XOBJECT, (form(TICK),)), ["drawing"]),
    "picture": (Drawn(f"{GRID} q 10 0 0 10 95 70 cm /X1 Do Q", XOBJECT, (RAMP,)), ["picture"]),
    "grey picture": (Drawn(f"{GRID} q 10 0 0 10 95 70 cm /X1 Do Q", XOBJECT, (GREY,)), ["picture"]),
    "white picture": (
        Drawn(f"{GRID} q 10 0 0 10 95 70 cm /X1 Do Q", XOBJECT, (picture([b"\xff"]),)), []),
    "picture in the text": (
        Drawn(f"{GRID} q 10 0 0 10 95 70 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"), ["picture"]),
    "cross over text": (
        Drawn(GRID + text("1234", 90, 72) + "88 70 m 115 82 l S 88 82 m 115 70 l S"), ["drawing"]),
    "text": (Drawn(GRID + text("1234", 90, 72)), []),
    "text on a badge": (
        Drawn(f"{GRID} 0.6 0 0 rg 80 75 m 80 70 82 68 87 68 c 115 68 l 120 68 122 70 122 75 c "
            f"122 80 120 82 115 82 c 87 82 l 82 82 80 80 80 75 c f 1 g "
            + text("1234", 90, 72)), []),
    "text on a badge with round ends": (
        Drawn(f"{GRID} 0.6 0 0 rg 88 68 m 79 68 79 82 88 82 c 112 82 l 121 82 121 68 112 68 c f "
            "1 g " + text("1234", 90, 72)), []),
    "text in a square": (Drawn(GRID + "95 68 12 12 re S " + text("x", 98, 72)), []),
    "text on a small square": (
        Drawn(f"{GRID} 0.7 g 95 68 12 12 re f 0 g " + text("x", 98, 72)), []),
    "text with a circle around": (
        Drawn(GRID + "95 75 m 95 80 97 82 101 82 c 105 82 107 80 107 75 c "
            "107 70 105 68 101 68 c 97 68 95 70 95 75 c S " + text("x", 98, 72)), ["drawing"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SIGNS)
def test_what_shows_and_is_no_text_is_told(name: str, tmp_path: Path) -> None:
    drawn, kinds = SIGNS[name]
    page = drawn.read(tmp_path)
    assert [ink.kind for ink in page.ink] == kinds
    assert len(page.rulings) == OUTER + 2
    for ink in page.ink:
        assert 78 <= ink.box.x0 < ink.box.x1 <= 122
        assert 210 <= ink.box.top < ink.box.bottom <= 235


@pytest.mark.parametrize("turn", ["/Rotate 90", "/Rotate 180", "/CropBox [40 30 380 280]"])
def test_ink_has_its_place_on_the_page_as_displayed(turn: str, tmp_path: Path) -> None:
    page = Drawn(GRID + TICK, page=turn).read(tmp_path)
    (ink,) = page.ink
    left, top = {
        "/Rotate 90": (77, 100),
        "/Rotate 180": (400 - 110, 77),
        "/CropBox [40 30 380 280]": (100 - 40, 280 - 85),
    }[turn]
    assert ink.box.x0 == pytest.approx(left, abs=1.5)
    assert ink.box.top == pytest.approx(top, abs=1.5)


def test_letters_leave_no_ink_whatever_font_draws_them(tmp_path: Path) -> None:
    """Also where their glyphs are drawings of their own (Type 3)."""
    glyph = "0 0 700 700 re f"
    font = (
        "/Font << /F3 << /Type /Font /Subtype /Type3 /FontBBox [0 0 700 700] /FontMatrix "
        "[0.001 0 0 0.001 0 0] /FirstChar 88 /LastChar 88 /Widths [800] /Encoding << /Differences "
        "[88 /X] >> /CharProcs << /X 5 0 R >> /Resources << >> >> >>"
    )
    content = f"{GRID} BT /F3 10 Tf 95 70 Td (X) Tj ET"
    more = (form(f"800 0 0 0 700 700 d1 {glyph}"),)
    page = Drawn("/X1 Do", "/XObject << /X1 6 0 R >>", (*more, form(content, font))).read(tmp_path)
    assert said(page) == {"X": "page"}
    assert not page.ink


def test_each_of_several_signs_is_told_by_itself(tmp_path: Path) -> None:
    ticks = "".join(f"q 1 0 0 1 {x} {y} cm {TICK} Q " for x in (0, 100) for y in (0, 50))
    page = Drawn(GRID + ticks).read(tmp_path)
    assert len(page.ink) == 4


def test_a_picture_behind_a_table_is_one_piece_of_ink(tmp_path: Path) -> None:
    page = Drawn(f"q 300 0 0 200 20 20 cm /X1 Do Q {GRID}", XOBJECT, (RAMP,)).read(tmp_path)
    assert [ink.kind for ink in page.ink] == ["picture"]
    assert page.ink[0].box.x1 - page.ink[0].box.x0 > 250
