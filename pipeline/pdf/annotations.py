"""What lies on a page: form fields, notes typed on, stamps → drawn things of the page.

Their appearances are drawn after the content of the page (ISO 32000-1, 12.5.5), each thing with a
`source` that tells it from what is printed. A field or note without an appearance shows its value
as viewers set it; a check box is one letter, whatever is drawn for it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, cast

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTFigure
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import MATRIX_IDENTITY, Matrix, apply_matrix_rect, mult_matrix

from pipeline.pages.model import WordSource
from pipeline.pdf.form_fields import (
    BOX_LETTERS,
    MULTILINE,
    PASSWORD,
    RADIO,
    appearance_of,
    as_dict,
    as_list,
    as_text,
    as_whole_number,
    has_flag,
    inherited,
    is_box,
    is_comb,
    is_list,
    is_ticked,
    kind_of,
    value_of,
)
from pipeline.pdf.layers import is_off
from pipeline.pdf.tolerances import AROUND_CHECK_BOX_POINTS
from pipeline.pdf.typeset import (
    Rectangle,
    TypeArea,
    set_letter,
    set_type,
    stated_size,
    viewers_font,
)

REMARKS = logging.getLogger("pdfminer.annotations")
# How much of a text a remark on it has.
REMARKED_LETTERS = 60
# White in grey, RGB and CMYK.
PAPER_COLOURS: tuple[Any, ...] = (1, (1,), (1, 1, 1), (0, 0, 0, 0))
# Flags of annotations that do not show on a screen (ISO 32000-1, table 165): hidden, no view.
UNSEEN = 1 << 1 | 1 << 5
# Annotations whose appearance is a sign of the viewer's, and no text of the page.
ICONS = {"Popup", "Text", "FileAttachment", "Sound", "Movie", "Screen", "Caret"}
# Annotations that mark the text below them and have none of their own.
MARKUPS = {"Highlight", "Underline", "Squiggly", "StrikeOut"}


class LTStrike(LTComponent):
    """Where an annotation strikes out what is printed."""


@dataclass(frozen=True)
class Board:
    """A page on which annotations are drawn.

    Args:
        interpreter: of its content.
        page: the page.
        matrix: from its coordinates to those of the page as displayed, y counted upwards.
        form: the form of the document (AcroForm).
    """

    interpreter: PDFPageInterpreter
    page: PDFPage
    matrix: Matrix
    form: dict[str, Any]

    @property
    def device(self) -> PDFLayoutAnalyzer:
        """What things are drawn on."""
        return cast(PDFLayoutAnalyzer, self.interpreter.device)

    @cached_property
    def printed(self) -> list[Rectangle]:
        """The places of what is drawn on the page when this is first asked, but letters."""
        things = leaves(self.device.cur_item)
        return [thing.bbox for thing in things if not isinstance(thing, LTChar)]

    def type_area(self, place: Rectangle, turn: int) -> TypeArea:
        """Where a value is set whose text is turned by some degrees against the clock."""
        font = viewers_font(self.interpreter.rsrcmgr)
        return TypeArea.of(place, turn, self.matrix, font)

    def displayed(self, rectangle: Rectangle) -> Rectangle:
        """A rectangle of the page as displayed."""
        return apply_matrix_rect(self.matrix, rectangle)


class AnnotatedInterpreter(PDFPageInterpreter):
    """Draws what lies on a page after the content of the page."""

    page: PDFPage | None = None

    def process_page(self, page: PDFPage) -> None:
        """Note the page whose content comes next."""
        self.page = page
        super().process_page(page)

    def render_contents(
        self,
        resources: dict[object, object],
        streams: Sequence[object],
        ctm: Matrix = MATRIX_IDENTITY,
    ) -> None:
        """Draw content, and where it is that of a page, what lies on it."""
        page, self.page = self.page, None
        super().render_contents(resources, streams, ctm)
        if page is not None:
            form = as_dict(page.doc.catalog.get("AcroForm"))
            draw_annotations(Board(self, page, ctm, form))


def draw_annotations(board: Board) -> None:
    """Draw all annotations of a page that show, in their order."""
    for entry in as_list(board.page.annots):
        try:
            annotation = as_dict(entry)
            things = list(drawn_things(annotation, board)) if shows(annotation, board) else []
        except MemoryError:
            raise
        except Exception as error:
            REMARKS.warning("An annotation cannot be read: %s", error)
            continue
        for thing in things:
            board.device.cur_item.add(thing)


def shows(annotation: dict[str, Any], board: Board) -> bool:
    """Whether an annotation shows on a screen."""
    unseen = as_whole_number(annotation.get("F")) & UNSEEN
    return not unseen and not is_off(annotation.get("OC"), board.page.doc)


def drawn_things(annotation: dict[str, Any], board: Board) -> Iterator[Any]:
    """What an annotation draws, each thing with its source."""
    kind = as_text(annotation.get("Subtype"))
    place = rectangle_of(annotation.get("Rect"))
    if place is None or kind in ICONS:
        return
    things: Iterable[LTComponent]
    source: WordSource = "annotation"
    if kind == "Widget":
        things, source = field_things(annotation, place, board), "form-field"
    elif kind == "FreeText":
        things = note_things(annotation, place, board)
    else:
        things = appearance_things(annotation, place, board)
    if kind in MARKUPS:
        things = [thing for thing in things if not isinstance(thing, LTChar)]
    for thing in things:
        cast(Any, thing).source = source
        yield thing
    if kind == "StrikeOut":
        yield from map(LTStrike, map(board.displayed, marked_places(annotation, place)))


def field_things(field: dict[str, Any], place: Rectangle, board: Board) -> Iterable[LTComponent]:
    """What a form field shows: its appearance, or its value where it has none."""
    if is_box(field):
        return box_things(field, place, board)
    things = appearance_things(field, place, board)
    if kind_of(field) not in ("Tx", "Ch"):
        return things
    other = [thing for thing in things if not isinstance(thing, LTChar)]
    if has_flag(field, PASSWORD) and kind_of(field) == "Tx":
        return other
    drawn = [thing for thing in things if isinstance(thing, LTChar)]
    value = value_of(field)
    by_viewer = bool(resolve1(board.form.get("NeedAppearances"))) or not appearance_of(field)
    if is_list(field) and not by_viewer:
        drawn = chosen_lines(drawn, value)
        by_viewer = not drawn
    if by_viewer:
        appearance = as_text(inherited(field, "DA")) or as_text(board.form.get("DA"))
        several = has_flag(field, MULTILINE) or kind_of(field) == "Ch"
        area = board.type_area(place, turn_of_field(field))
        return [*other, *set_by_viewer(value, area, appearance, several)]
    if value.strip() and not without_spaces(drawn):
        name = as_text(inherited(field, "T"))
        start = value[:REMARKED_LETTERS]
        REMARKS.warning("The form field %s shows nothing of its value %s", name, start)
    return [*other, *(joined_comb(drawn) if is_comb(field) else drawn)]


def without_spaces(letters: list[LTChar]) -> str:
    """The text of letters, spaces aside."""
    return "".join("".join(letter.get_text() for letter in letters).split())


def chosen_lines(letters: list[LTChar], value: str) -> list[LTChar]:
    """Of the letters of a list those of what is chosen; none where not all of it is drawn."""
    lines: dict[tuple[int, int], list[LTChar]] = {}
    for letter in letters:
        a, b, c, d, e, f = letter.matrix
        # How far up a letter stands, along its own upright.
        lines.setdefault((round(c * e + d * f), round(a * d - b * c)), []).append(letter)
    by_text = {"".join(one.get_text() for one in line).strip(): line for line in lines.values()}
    chosen = [line.strip() for line in value.split("\n")]
    if not all(line in by_text for line in chosen):
        return []
    return [letter for line in chosen for letter in by_text[line]]


def joined_comb(letters: list[LTChar]) -> list[LTChar]:
    """The letters of a comb, each up to the next one, so that they are one word."""
    for letter, following in pairwise(letters):
        if letter.x0 < following.x0 and letter.y0 < following.y1 and following.y0 < letter.y1:
            letter.set_bbox((letter.x0, letter.y0, following.x0, letter.y1))
    return letters


def box_things(field: dict[str, Any], place: Rectangle, board: Board) -> Iterator[LTComponent]:
    """A check box or radio button: one letter, and what is drawn but letters.

    An empty one shows where its border does, which may be printed on the page.
    """
    things = appearance_things(field, place, board)
    yield from (thing for thing in things if not isinstance(thing, LTChar))
    drawn = any(map(has_ink, things))
    by_viewer = appearance_of(field) is None
    stated = isinstance(resolve1(as_dict(field.get("AP")).get("N")), dict)
    ticked = is_ticked(field) and (drawn or (by_viewer and not stated))
    bordered = by_viewer and not stated and "BC" in as_dict(field.get("MK"))
    box = board.displayed(place)
    if ticked or drawn or bordered or is_bordered(box, board.printed):
        text = BOX_LETTERS[has_flag(field, RADIO), ticked]
        letter = set_letter(text, board.type_area(place, turn_of_field(field)))
        cast(Any, letter).typeset = True
        yield letter


def has_ink(thing: LTComponent) -> bool:
    """Whether a drawn thing can be seen on paper."""
    if isinstance(thing, LTCurve):
        drawn = (thing.stroke, thing.stroking_color), (thing.fill, thing.non_stroking_color)
        return any(inked and colour not in PAPER_COLOURS for inked, colour in drawn)
    return not isinstance(thing, LTChar) or not thing.get_text().isspace()


def is_bordered(box: Rectangle, printed: Iterable[Rectangle]) -> bool:
    """Whether something that is printed has the place of a check box."""
    reach = AROUND_CHECK_BOX_POINTS
    left, lower, right, upper = box
    return any(
        abs(x0 - left) <= reach
        and abs(y0 - lower) <= reach
        and abs(x1 - right) <= reach
        and abs(y1 - upper) <= reach
        for x0, y0, x1, y1 in printed
    )


def note_things(note: dict[str, Any], place: Rectangle, board: Board) -> Iterable[LTComponent]:
    """What a note typed on the page shows: its appearance, or its text where it has none."""
    if appearance_of(note):
        return appearance_things(note, place, board)
    left, lower, right, upper = place
    inner = floats_of(note.get("RD"), 4) or [0, 0, 0, 0]
    box = left + inner[0], lower + inner[1], right - inner[2], upper - inner[3]
    appearance = as_text(note.get("DA"))
    area = board.type_area(box, as_whole_number(note.get("Rotate")))
    return set_by_viewer(as_text(note.get("Contents")), area, appearance, True)


def turn_of_field(field: dict[str, Any]) -> int:
    """By how many degrees against the clock the text of a field is turned on its page."""
    return as_whole_number(as_dict(field.get("MK")).get("R"))


def set_by_viewer(text: str, area: TypeArea, appearance: str, several_lines: bool) -> list[LTChar]:
    """The letters of a text that the PDF leaves to the viewer to draw."""
    if area.width <= 0 or area.height <= 0:
        return []
    letters = list(set_type(text, area, stated_size(appearance), several_lines))
    for letter in letters:
        cast(Any, letter).typeset = True
    if len(without_spaces(letters)) < len("".join(text.split())):
        start = text[:REMARKED_LETTERS]
        REMARKS.warning("A form field or note has no room for all of its text %s", start)
    return letters


def appearance_things(
    annotation: dict[str, Any], place: Rectangle, board: Board
) -> list[LTComponent]:
    """What the appearance of an annotation draws: its box, once turned, fills the rectangle."""
    stream = appearance_of(annotation)
    if stream is None or is_off(stream.get("OC"), board.page.doc):
        return []
    box = rectangle_of(stream.get("BBox"))
    if box is None:
        return []
    matrix = cast(Matrix, tuple(floats_of(stream.get("Matrix"), 6) or MATRIX_IDENTITY))
    left, lower, right, upper = apply_matrix_rect(matrix, box)
    if not has_room((left, lower, right, upper)) or not has_room(place):
        return []
    across = (place[2] - place[0]) / (right - left)
    up = (place[3] - place[1]) / (upper - lower)
    fitted = (across, 0, 0, up, place[0] - left * across, place[1] - lower * up)
    matrix = mult_matrix(mult_matrix(matrix, fitted), board.matrix)
    figure = LTFigure("", box, matrix)
    run_form(stream, matrix, figure, board)
    return list(leaves(figure))


def run_form(stream: PDFStream, matrix: Matrix, figure: LTFigure, board: Board) -> None:
    """Draw a form into a figure; what it leaves open when it breaks is closed."""
    device = board.device
    page_item, depth = device.cur_item, len(device._stack)
    device.cur_item = figure
    try:
        board.interpreter.subinterp().render_contents(
            resources_of(stream, board), [stream], ctm=matrix
        )
    finally:
        device.cur_item = page_item
        del device._stack[depth:]


def resources_of(stream: PDFStream, board: Board) -> dict[object, object]:
    """The resources of a form; fonts that it lacks are those of the document's fields."""
    own = as_dict(stream.get("Resources")) or as_dict(board.page.resources)
    shared = as_dict(as_dict(board.form.get("DR")).get("Font"))
    fonts = {**shared, **as_dict(own.get("Font"))}
    return dict([*own.items(), ("Font", fonts)])


def leaves(container: LTContainer[Any]) -> Iterator[LTComponent]:
    """The things in a container and in those within it."""
    for thing in container:
        if isinstance(thing, LTContainer):
            yield from leaves(thing)
        else:
            yield thing


def marked_places(annotation: dict[str, Any], place: Rectangle) -> Iterator[Rectangle]:
    """The rectangles of the text that an annotation marks."""
    corners = as_list(annotation.get("QuadPoints"))
    eights = [floats_of(corners[i : i + 8], 8) for i in range(0, len(corners), 8)]
    found = [eight for eight in eights if eight]
    for eight in found:
        xs, ys = eight[::2], eight[1::2]
        yield min(xs), min(ys), max(xs), max(ys)
    if not found:
        yield place


def rectangle_of(thing: object) -> Rectangle | None:
    """A rectangle with its lower left corner first; None where it is none."""
    sides = floats_of(thing, 4)
    if sides is None:
        return None
    ax, ay, bx, by = sides
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def has_room(rectangle: Rectangle) -> bool:
    """Whether a rectangle has a width and a height."""
    return rectangle[0] < rectangle[2] and rectangle[1] < rectangle[3]


def floats_of(thing: object, count: int) -> list[float] | None:
    """As many numbers as there must be; None where there are not."""
    found = [resolve1(one) for one in as_list(thing)]
    if len(found) != count or not all(isinstance(one, (int, float)) for one in found):
        return None
    return [float(one) for one in found]
