"""What lies on a page, form fields and annotations, read from small PDFs made for one question."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.grids.ruled import find_grids
from pipeline.pages.model import Page, Word
from tests.support.annotated import AnnotatedPage, appearance, stream, text
from tests.support.reading import read_document

# In the middle of the page: from 50 to 150 points from the left, from 80 to 100 from the top.
PLACE = b"/Rect [50 100 150 120] "
FIELD = b"/Subtype /Widget /FT /Tx /T (a) /DA (/Helv 10 Tf 0 g) /F 4 " + PLACE
CHOICE = b"/Subtype /Widget /FT /Ch /T (a) /DA (/Helv 10 Tf 0 g) /F 4 " + PLACE
NOTE = b"/Subtype /FreeText /DA (/Helv 10 Tf 0 g) /F 4 " + PLACE
DRAWN = b"/AP << /N 50 0 R >> "
OLD = appearance(text(b"old"))
# A square, drawn with a border, and ticked besides.
SQUARE = b"0.5 0.5 9 9 re S "
TICKED = SQUARE + b"2 5 m 4 2 l 8 8 l S"
BOX = b"/Subtype /Widget /FT /Btn /T (a) /F 4 /Rect [50 100 60 110] "


def read_page(folder: Path, page: AnnotatedPage) -> Page:
    path = folder / "annotated.pdf"
    page.write(path)
    (read,) = read_document(path).pages
    return read


def words(folder: Path, page: AnnotatedPage) -> list[Word]:
    """Its words, downwards."""
    return sorted(read_page(folder, page).words, key=lambda w: (w.box.top, w.box.x0))


def texts(folder: Path, page: AnnotatedPage) -> list[tuple[str, str]]:
    """Its words and where they come from."""
    return [(word.text, word.source) for word in words(folder, page)]


@pytest.mark.parametrize(
    ("entries", "source"),
    [
        (FIELD, "form-field"),
        (b"/Subtype /Widget /FT /Btn /T (a) /Ff 65536 " + PLACE, "form-field"),
        (NOTE, "annotation"),
        (b"/Subtype /Stamp " + PLACE, "annotation"),
        (b"/Subtype /Square " + PLACE, "annotation"),
    ],
)
def test_what_an_appearance_draws_is_read_in_its_place(
    entries: bytes, source: str, tmp_path: Path
) -> None:
    page = AnnotatedPage([entries + DRAWN], [appearance(text(b"word"))], text(b"Name:", 20, 105))
    printed, typed = words(tmp_path, page)
    assert (printed.text, printed.source) == ("Name:", "page")
    assert (typed.text, typed.source) == ("word", source)
    assert typed.box.x0 == pytest.approx(52)
    assert 80 < typed.box.top < typed.box.bottom < 100


def test_what_is_typed_on_close_to_print_is_a_word_of_its_own(tmp_path: Path) -> None:
    drawn = appearance(text(b"typed", 0))
    page = AnnotatedPage([FIELD + DRAWN], [drawn], text(b"print", 30.4, 105))
    printed, typed = words(tmp_path, page)
    assert typed.box.x0 - printed.box.x1 < 1
    assert (printed.text, typed.text) == ("print", "typed")


@pytest.mark.parametrize(
    "entries",
    [
        NOTE + b"/F 2 ",
        NOTE + b"/F 32 ",
        NOTE + b"/OC 51 0 R ",
        b"/Subtype /Text " + PLACE,
        b"/Subtype /Popup " + PLACE,
        b"/Subtype /FileAttachment " + PLACE,
        b"/Subtype /Highlight " + PLACE,
        b"/Subtype /Widget /FT /Tx /T (a) /Ff 8192 /V (secret) " + PLACE,
    ],
)
def test_what_does_not_show_or_is_no_text_is_not_read(entries: bytes, tmp_path: Path) -> None:
    off = b"/OCProperties << /OCGs [51 0 R 52 0 R] /D << /OFF [51 0 R] >> >>"
    layers = [b"<< /Type /OCG /Name (off) >>", b"<< /Type /OCG /Name (on) >>"]
    entries = entries.replace(b"/F 4 ", b"") if entries.count(b"/F ") > 1 else entries
    page = AnnotatedPage([entries + DRAWN], [OLD, *layers], text(b"print", 20, 150), catalog=off)
    assert texts(tmp_path, page) == [("print", "page")]


@pytest.mark.parametrize("layer", [b"52 0 R", b"<< /Type /OCMD /OCGs [51 0 R 52 0 R] >>"])
def test_what_is_on_a_layer_that_is_on_is_read(layer: bytes, tmp_path: Path) -> None:
    off = b"/OCProperties << /OCGs [51 0 R 52 0 R] /D << /OFF [51 0 R] >> >>"
    layers = [b"<< /Type /OCG /Name (off) >>", b"<< /Type /OCG /Name (on) >>"]
    page = AnnotatedPage([NOTE + DRAWN + b"/OC " + layer], [OLD, *layers], catalog=off)
    assert texts(tmp_path, page) == [("old", "annotation")]


@pytest.mark.parametrize(
    ("entries", "form", "read"),
    [
        (FIELD + b"/V (new)", b"", ["new"]),
        (FIELD + b"/V <FEFF00E4> /Ff 4096", b"", ["ä"]),
        (FIELD + b"/V (new) " + DRAWN, b"", ["old"]),
        (FIELD + b"/V (new) " + DRAWN, b"/NeedAppearances true", ["new"]),
        (FIELD + DRAWN, b"/NeedAppearances true", []),
        (FIELD + b"/V (new) /AP << /N 99 0 R >>", b"", ["new"]),
        (FIELD, b"", []),
        (FIELD.replace(b"/FT /Tx", b"/Parent 51 0 R"), b"", ["above"]),
        (FIELD.replace(b"/FT /Tx", b"/Parent 52 0 R"), b"", []),
        (CHOICE + b"/Ff 131072 /V (2) /Opt [[(1) (one)] [(2) (two)]]", b"", ["two"]),
        (CHOICE + b"/Ff 131072 /V (other) /Opt [(one) (two)]", b"", ["other"]),
        (
            CHOICE + b"/V [(1) (2)] /Opt [[(1) (one)] [(2) (two)] [(3) (three)]]",
            b"",
            ["one", "two"],
        ),
        (CHOICE + b"/V (new) " + DRAWN, b"", ["new"]),
        (NOTE + b"/Contents (new)", b"", ["new"]),
        (NOTE + b"/Contents (new) " + DRAWN, b"", ["old"]),
    ],
)
def test_a_value_without_an_appearance_is_read_as_viewers_show_it(
    entries: bytes, form: bytes, read: list[str], tmp_path: Path
) -> None:
    above = b"<< /FT /Tx /V (above) >>"
    page = AnnotatedPage([entries], [OLD, above, b"<< /Parent 52 0 R >>"], form=form)
    found = words(tmp_path, page)
    assert [word.text for word in found] == read
    for word in found:
        assert 50 <= word.box.x0 < word.box.x1 <= 150
        assert 80 <= word.box.top < word.box.bottom <= 100


def test_long_values_stay_in_their_fields_line_by_line(tmp_path: Path) -> None:
    several = FIELD + b"/Ff 4096 /V (first line that is longer than the field\\r\\nsecond line)"
    single = FIELD.replace(b"100 150 120", b"10 90 22") + b"/V (a value longer than its field)"
    found = words(tmp_path, AnnotatedPage([several, single]))
    read = " ".join(word.text for word in found)
    assert (
        read == "first line that is longer than the field second line a value longer than its field"
    )
    assert all(80 <= word.box.top < word.box.bottom <= 100 for word in found[:10])
    assert all(50 <= word.box.x0 < word.box.x1 <= 90 for word in found[10:])


def test_a_value_longer_than_its_field_is_read_as_far_as_there_is_room(tmp_path: Path) -> None:
    def read(count: int) -> tuple[list[str], bool]:
        value = b" ".join(b"w%d" % number for number in range(count))
        path = tmp_path / "annotated.pdf"
        AnnotatedPage([FIELD + b"/Ff 4096 /V (%s)" % value]).write(path)
        document = read_document(path)
        found = [word.text for word in document.pages[0].words]
        assert found == [f"w{number}" for number in range(len(found))]
        return found, bool(document.remarks)

    assert [len(read(count)[0]) for count in (1, 40, 120)] == [1, 40, 120]
    assert not read(120)[1]
    some, remarked = read(2000)
    assert 120 < len(some) < 400
    assert remarked


@pytest.mark.parametrize(
    ("entries", "printed", "read"),
    [
        (b"/AS /Yes /AP << /N << /Yes 51 0 R /Off 50 0 R >> >>", b"", ["☑"]),
        (b"/AS /Off /AP << /N << /Yes 51 0 R /Off 50 0 R >> >>", b"", ["☐"]),
        (b"/V /Yes /AP << /N << /Yes 51 0 R /Off 50 0 R >> >>", b"", ["☑"]),
        (b"/AS /1 /AP << /N << /Yes 51 0 R /Off 50 0 R >> >>", b"", ["☐"]),
        (b"/AS /Yes /Ff 32768 /AP << /N << /Yes 51 0 R /Off 50 0 R >> >>", b"", ["◉"]),
        (b"/AS /Off /Ff 32768 /AP << /N << /Yes 51 0 R /Off 50 0 R >> >>", b"", ["○"]),
        # What is drawn in white does not show.
        (b"/AS /Off /AP << /N << /Yes 51 0 R /Off 53 0 R >> >>", b"", []),
        # A letter for a tick, which is not read as itself.
        (b"/AS /Yes /AP << /N << /Yes 52 0 R >> >>", b"", ["☑"]),
        # Nothing is drawn for one that is not ticked, but there may be a square on the page.
        (b"/AS /Off /AP << /N << /Yes 52 0 R >> >>", b"", []),
        (b"/AS /Off /AP << /N << /Yes 52 0 R >> >>", b"49 99 12 12 re S", ["☐"]),
        (b"/AS /Off /AP << /N << /Yes 52 0 R >> >>", b"20 99 100 12 re S", []),
        (b"/AS /Yes", b"", ["☑"]),
        (b"/AS /Off", b"", []),
        (b"/AS /Off /MK << /BC [0] >>", b"", ["☐"]),
    ],
)
def test_check_boxes_are_told_apart(
    entries: bytes, printed: bytes, read: list[str], tmp_path: Path
) -> None:
    white = b"1 g 0 0 10 10 re f"
    drawn = (SQUARE, TICKED, text(b"4", 1, 1), white)
    forms = [appearance(content, b"0 0 10 10") for content in drawn]
    page = AnnotatedPage([BOX + entries], forms, printed)
    found = words(tmp_path, page)
    assert [(word.text, word.source) for word in found] == [(sign, "form-field") for sign in read]
    for word in found:
        assert 50 <= word.box.x0 < word.box.x1 <= 60
        assert 90 <= word.box.top < word.box.bottom <= 100


def test_of_a_list_what_is_chosen_is_read_where_it_is_drawn(tmp_path: Path) -> None:
    drawn = appearance(
        text(b"red", 2, 12, 6) + text(b"greenish", 2, 7, 6) + text(b"green", 2, 2, 6)
    )
    entries = CHOICE + b"/V (g) /Opt [[(r) (red)] [(h) (greenish)] [(g) (green)]] " + DRAWN
    (word,) = words(tmp_path, AnnotatedPage([entries], [drawn]))
    assert word.text == "green"
    assert 90 < word.box.top < word.box.bottom < 102
    # One that changes by itself shows what is chosen alone.
    combo = entries.replace(b"/V", b"/Ff 131072 /V")
    assert len(words(tmp_path, AnnotatedPage([combo], [drawn]))) == 3
    assert texts(tmp_path, AnnotatedPage([entries.replace(b"/V (g)", b"")], [drawn])) == []


def test_a_value_that_does_not_show_is_remarked(tmp_path: Path) -> None:
    def remarks(entries: bytes, drawn: bytes) -> tuple[str, ...]:
        path = tmp_path / "annotated.pdf"
        AnnotatedPage([entries + DRAWN], [appearance(drawn)]).write(path)
        return read_document(path).remarks

    assert remarks(FIELD + b"/V (new)", b"") == ("The form field a shows nothing of its value new",)
    assert remarks(FIELD + b"/V (new)", text(b"new")) == ()
    assert remarks(FIELD, b"") == ()


def test_what_a_field_or_note_draws_rules_and_shades_no_table(tmp_path: Path) -> None:
    lines = b"1 1 0 rg 0 0 100 20 re B 0 10 m 100 10 l S 50 0 m 50 20 l S 0 g " + text(b"word")
    page = read_page(tmp_path, AnnotatedPage([FIELD + DRAWN, NOTE + DRAWN], [appearance(lines)]))
    assert (page.rulings, page.fills, find_grids(page).grids) == ((), (), ())
    # The same lines printed on the page rule a table.
    printed = read_page(tmp_path, AnnotatedPage([], content=lines))
    assert len(find_grids(printed).grids) == 1
    assert len(printed.fills) == 1


@pytest.mark.parametrize(("shade", "read"), [(b"0 0 1 rg", ["seen"]), (b"1 g", [])])
def test_white_text_of_a_note_is_read_on_its_own_shade(
    shade: bytes, read: list[str], tmp_path: Path
) -> None:
    drawn = appearance(shade + b" 0 0 100 20 re f 1 g " + text(b"seen"))
    found = words(tmp_path, AnnotatedPage([NOTE + DRAWN], [drawn]))
    assert [word.text for word in found] == read


@pytest.mark.parametrize(
    ("box", "entries", "left", "size"),
    [
        # As it is; moved; twice as large, one way and the other; upside down.
        (b"0 0 100 20", b"", 52, 10),
        (b"0 0 100 20", b"/Matrix [1 0 0 1 -70 30]", 52, 10),
        (b"0 0 50 10", b"", 54, 20),
        (b"0 0 50 10", b"/Matrix [2 0 0 2 0 0]", 54, 20),
        (b"0 0 100 20", b"/Matrix [-1 0 0 -1 0 0]", 150 - 2 - 21.67, 10),
    ],
)
def test_an_appearance_is_fitted_to_its_rectangle(
    box: bytes, entries: bytes, left: float, size: float, tmp_path: Path
) -> None:
    drawn = appearance(text(b"word", 2, 2.5), box, b"/Resources << >> " + entries)
    (word,) = words(tmp_path, AnnotatedPage([FIELD + DRAWN], [drawn]))
    assert word.text == "word"
    assert word.box.x0 == pytest.approx(left, abs=0.05)
    assert word.box.bottom - word.box.top == pytest.approx(size, abs=0.05)


@pytest.mark.parametrize("entries", [FIELD + b"/V (word)", FIELD + DRAWN])
@pytest.mark.parametrize(
    ("page", "media", "corner"),
    [
        (b"/CropBox [40 30 200 180]", b"[0 0 300 200]", (50 - 40, 180 - 120)),
        (b"", b"[40 30 340 230]", (50 - 40, 230 - 120)),
        (b"/Rotate 180", b"[0 0 300 200]", (300 - 150, 100)),
        (b"/Rotate 90", b"[0 0 300 200]", (100, 50)),
        (b"/Rotate 270 /CropBox [40 30 200 180]", b"[0 0 300 200]", (180 - 120, 200 - 150)),
    ],
)
def test_a_field_stands_where_it_is_displayed(
    page: bytes, media: bytes, corner: tuple[float, float], entries: bytes, tmp_path: Path
) -> None:
    path = AnnotatedPage([entries], [appearance(text(b"word"))], page=page, media=media)
    (word,) = words(tmp_path, path)
    width, height = (20, 100) if b"90" in page or b"270" in page else (100, 20)
    box = word.shown or word.box
    assert corner[0] <= box.middle[0] <= corner[0] + width
    assert corner[1] <= box.middle[1] <= corner[1] + height


@pytest.mark.parametrize(
    ("page", "entries", "turn"),
    [
        (b"", b"", 0),
        (b"/Rotate 90", b"/MK << /R 90 >>", 0),
        (b"/Rotate 270", b"/MK << /R 270 >>", 0),
        (b"/Rotate 180", b"/MK << /R 180 >>", 0),
        (b"/Rotate 90", b"", 270),
        (b"", b"/MK << /R 90 >>", 90),
    ],
)
def test_a_value_that_viewers_set_is_turned_as_they_turn_it(
    page: bytes, entries: bytes, turn: int, tmp_path: Path
) -> None:
    upright = b"/Rect [50 100 150 120]" if b"90" not in entries and b"270" not in entries else b""
    field = FIELD if upright else FIELD.replace(b"[50 100 150 120]", b"[50 40 70 140]")
    ticked = BOX.replace(b"/T (a)", b"/T (b)") + b"/AS /Yes "
    made = AnnotatedPage([field + b"/V (two words) " + entries, ticked + entries], page=page)
    found = words(tmp_path, made)
    assert {word.text for word in found} == {"two", "words", "☑"}
    assert {word.turn for word in found} == {turn}
    first, second = (next(w for w in found if w.text == text) for text in ("two", "words"))
    if not turn:
        assert first.box.x1 < second.box.x0
        assert first.box.top == second.box.top


def test_what_is_struck_out_is_told_from_what_is_not(tmp_path: Path) -> None:
    content = text(b"out in", 50, 103) + text(b"over", 50, 114) + text(b"under", 50, 92)
    quads = b"/QuadPoints [50 115 66 115 50 100 66 100] "
    strike = b"/Subtype /StrikeOut " + PLACE
    read = words(tmp_path, AnnotatedPage([strike + quads], content=content))
    assert [(word.text, word.struck) for word in read] == [
        ("over", False),
        ("out", True),
        ("in", False),
        ("under", False),
    ]
    # A thin one, lower than the middle; one that overlaps the line above; one below the letters.
    for upper, lower, out in ((104.5, 103.5, ["out"]), (114, 99, ["out"]), (102.5, 101.5, [])):
        corners = (50, upper, 66, upper, 50, lower, 66, lower)
        quads = b"/QuadPoints [%g %g %g %g %g %g %g %g] " % corners
        read = words(tmp_path, AnnotatedPage([strike + quads], content=content))
        assert [word.text for word in read if word.struck] == out
    whole = words(tmp_path, AnnotatedPage([strike], content=content))
    assert [word.text for word in whole if word.struck] == ["over", "out", "in"]
    hidden = words(tmp_path, AnnotatedPage([strike + b"/F 2"], content=content))
    assert not any(word.struck for word in hidden)
    below = b"/Subtype /Underline " + PLACE + quads
    assert not any(w.struck for w in words(tmp_path, AnnotatedPage([below], content=content)))


@pytest.mark.parametrize("drawn", [DRAWN, b""])
def test_the_letters_of_a_comb_are_one_word(drawn: bytes, tmp_path: Path) -> None:
    letters = b"".join(text(b"%d" % digit, 6 + 20 * digit) for digit in range(5))
    entries = FIELD + b"/Ff 16777216 /MaxLen 5 /V (01234) " + drawn
    assert texts(tmp_path, AnnotatedPage([entries], [appearance(letters)])) == [
        ("01234", "form-field")
    ]
    single = words(tmp_path, AnnotatedPage([FIELD + DRAWN], [appearance(letters)]))
    assert len(single) == 5


@pytest.mark.parametrize(
    "broken",
    [
        b"/Subtype /FreeText " + DRAWN,
        b"/Subtype /FreeText /Rect [1 2 (a) 4] " + DRAWN,
        b"/Subtype /FreeText /Rect [10 10 10 10] /Contents (word)",
        NOTE + b"/AP << /N 99 0 R >>",
        NOTE + b"/AP 12",
        NOTE + b"/AP << /N 50 0 R >>",
        NOTE + b"/AP << /N 52 0 R >>",
        NOTE + b"/AP << /N 53 0 R >>",
        NOTE + b"/AP << /N << /Yes 99 0 R >> >>",
        FIELD + b"/V [1 2] /MaxLen (a) /Ff (b)",
        b"/Subtype /Widget /Parent 10 0 R " + PLACE,
        b"/Rect [50 100 150 120]",
        NOTE + b"/OC 99 0 R /AP << /N 51 0 R >> /F (a)",
    ],
)
def test_a_broken_annotation_ends_nothing(broken: bytes, tmp_path: Path) -> None:
    forms = [
        appearance(b"/Own Do", entries=b"/Resources << /XObject << /Own 50 0 R >> >>"),
        appearance(b""),
        stream(b"BT (a) Tj", b"/Subtype /Form /BBox [0 0 1]"),
        appearance(b"q q BT /None 1 Tf (a) Tj Q Q Q Q 1 2 3 cm /a Do", b"0 0 0 0"),
        appearance(text(b"word")),
    ]
    whole = NOTE.replace(b"100 150 120", b"10 150 30") + b"/AP << /N 54 0 R >>"
    page = AnnotatedPage([broken, whole], forms, text(b"print", 20, 150))
    assert texts(tmp_path, page) == [("print", "page"), ("word", "annotation")]
