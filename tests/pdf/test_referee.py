"""Letters are read where they show, and told where they do not: each beside one as near."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.pages.model import Page
from tests.support.raw_pdf import stream
from tests.support.shown import (
    BASE,
    DIGIT_SHARE,
    HELVETICA,
    LEFT,
    SIZE,
    Drawn,
    form,
    picture,
    said,
    text,
)

VALUE = "1234"
PRINTED = text(VALUE)
WIDTH = len(VALUE) * DIGIT_SHARE * SIZE
# A box around the text, and its path with round corners.
AROUND = "40 90 100 30 re"
ROUNDED = "45 95 m 40 95 40 115 45 115 c 95 115 l 100 115 100 95 95 95 c f"
HIDDEN, SHOWN, COVERED = "text-hidden", "page", "covered"
FONT = f"/Font << /F1 << /Type /Font {HELVETICA} >> >>"
GREY_RAMP = picture([bytes(range(0, 128, 2))] * 4)
WHITE_PICTURE = picture([b"\xff" * 4] * 4)
INK_FUNCTION = "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0 0 1] /N 1 >>"
PROFILE_LESS = stream(b"", "/N 1 /Alternate /DeviceGray")
GRADIENT = (
    "/Shading << /S1 << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [40 0 140 0] /Function "
    "<< /FunctionType 2 /Domain [0 1] /C0 [{}] /C1 [{}] /N 1 >> >> >>"
)
XOBJECT = "/XObject << /X1 5 0 R >>"
SOFT_MASK = "/ExtGState << /G1 << /SMask << /S /Luminosity /G 5 0 R >> >> >>"
LAYERS = ("<< /Type /OCG /Name (a) >>", "<< /Type /OCG /Name (b) >>")
LAYER_NAMES = "/Properties << /L1 5 0 R /L2 6 0 R >>"
FIRST_OFF = "/OCProperties << /OCGs [5 0 R 6 0 R] /D << /OFF [5 0 R] >> >>"
NONE_OFF = "/OCProperties << /OCGs [5 0 R 6 0 R] /D << /OFF [] >> >>"


def colour_space(entries: str, tint: str, *more: str | bytes) -> Drawn:
    """The text in a colour of a space."""
    return Drawn(f"/C1 cs {tint} sc {PRINTED}", f"/ColorSpace << /C1 [{entries}] >>", more)


def state(entries: str, content: str) -> Drawn:
    """Drawn in a graphics state."""
    return Drawn(f"/G1 gs {content}", f"/ExtGState << /G1 << {entries} >> >>")


def mask(shade: str) -> bytes:
    """A form that masks in one shade: what is drawn shows where it is white."""
    group = b"/Group << /S /Transparency /CS /DeviceGray >> /Resources"
    return form(f"{shade} 0 0 400 300 re f").replace(b"/Resources", group)


# What is drawn, and what is to be said of the text.
KINDS: dict[str, tuple[Drawn, str]] = {
    "clip beside": (Drawn(f"q 200 200 50 50 re W n {PRINTED} Q"), HIDDEN),
    "clip around": (Drawn(f"q {AROUND} W n {PRINTED} Q"), SHOWN),
    "clip of two paths that have nothing in common": (
        Drawn(f"q {AROUND} W n 200 200 50 50 re W n {PRINTED} Q"), HIDDEN),
    "two clips around": (Drawn(f"q {AROUND} W n 30 80 100 50 re W n {PRINTED} Q"), SHOWN),
    "layer off": (
        Drawn(f"/OC /L1 BDC {PRINTED} EMC", LAYER_NAMES, LAYERS, catalog=FIRST_OFF), HIDDEN),
    "layer on": (
        Drawn(f"/OC /L2 BDC {PRINTED} EMC", LAYER_NAMES, LAYERS, catalog=FIRST_OFF), SHOWN),
    "no layer off": (
        Drawn(f"/OC /L1 BDC {PRINTED} EMC", LAYER_NAMES, LAYERS, catalog=NONE_OFF), SHOWN),
    "no opacity": (state("/ca 0", PRINTED), HIDDEN),
    "half of its opacity": (state("/ca 0.5", PRINTED), SHOWN),
    "white on white": (Drawn(f"1 g {PRINTED}"), HIDDEN),
    "nearly white on white": (Drawn(f"0.97 g {PRINTED}"), SHOWN),
    "white on a rectangle": (Drawn(f"0 0 0.6 rg {AROUND} f 1 g {PRINTED}"), SHOWN),
    "white on a white rectangle": (Drawn(f"1 g {AROUND} f {PRINTED}"), HIDDEN),
    "white on a rounded path": (Drawn(f"0.6 0 0 rg {ROUNDED} 1 g {PRINTED}"), SHOWN),
    "white beside a rounded path": (
        Drawn(f"0.6 0 0 rg q 1 0 0 1 200 0 cm {ROUNDED} Q 1 g {PRINTED}"), HIDDEN),
    "white on a gradient": (
        Drawn(f"q {AROUND} W n /S1 sh Q 1 g {PRINTED}", GRADIENT.format("1 0 0", "0 0 1")), SHOWN),
    "white on a white gradient": (
        Drawn(f"q {AROUND} W n /S1 sh Q 1 g {PRINTED}", GRADIENT.format("1 1 1", "1 1 1")), HIDDEN),
    "white on a picture": (
        Drawn(f"q 100 0 0 30 40 90 cm /X1 Do Q 1 g {PRINTED}", XOBJECT, (GREY_RAMP,)), SHOWN),
    "white on a white picture": (
        Drawn(f"q 100 0 0 30 40 90 cm /X1 Do Q 1 g {PRINTED}", XOBJECT, (WHITE_PICTURE,)), HIDDEN),
    "black box over it": (Drawn(f"{PRINTED} {AROUND} f"), HIDDEN),
    "black box under it, white on it": (Drawn(f"{AROUND} f 1 g {PRINTED}"), SHOWN),
    "yellow box under it": (Drawn(f"1 1 0 rg {AROUND} f 0 g {PRINTED}"), SHOWN),
    "yellow box over it": (Drawn(f"{PRINTED} 1 1 0 rg {AROUND} f"), HIDDEN),
    "highlighter over it": (state("/BM /Multiply", f"{PRINTED} 1 1 0 rg {AROUND} f"), SHOWN),
    "translucent box over it": (state("/ca 0.4", f"{PRINTED} 1 1 0 rg {AROUND} f"), SHOWN),
    "picture over it": (
        Drawn(f"{PRINTED} q 100 0 0 30 40 90 cm /X1 Do Q", XOBJECT, (GREY_RAMP,)), HIDDEN),
    "picture under it": (
        Drawn(f"q 100 0 0 30 40 90 cm /X1 Do Q 1 g {PRINTED}", XOBJECT, (GREY_RAMP,)), SHOWN),
    "spot black": (colour_space(f"/Separation /Black /DeviceCMYK {INK_FUNCTION}", "1"), SHOWN),
    "spot nothing": (colour_space(f"/Separation /Black /DeviceCMYK {INK_FUNCTION}", "0"), HIDDEN),
    "one of several inks": (
        colour_space(f"/DeviceN [/Black] /DeviceCMYK {INK_FUNCTION}", "1"), SHOWN),
    "none of several inks": (
        colour_space(f"/DeviceN [/Black] /DeviceCMYK {INK_FUNCTION}", "0"), HIDDEN),
    "black of a list": (colour_space("/Indexed /DeviceRGB 1 <FFFFFF000000>", "1"), SHOWN),
    "white of a list": (colour_space("/Indexed /DeviceRGB 1 <FFFFFF000000>", "0"), HIDDEN),
    "black of a profile": (colour_space("/ICCBased 5 0 R", "0", PROFILE_LESS), SHOWN),
    "white of a profile": (colour_space("/ICCBased 5 0 R", "1", PROFILE_LESS), HIDDEN),
    "red on green of its grey": (
        Drawn(f"0 0.51 0 rg {AROUND} f 1 0 0 rg {PRINTED}"), SHOWN),
    "red on red": (Drawn(f"1 0 0 rg {AROUND} f {PRINTED}"), HIDDEN),
    "drawn invisibly": (Drawn(f"BT 3 Tr ET {PRINTED}"), HIDDEN),
    "drawn invisibly, as a clip": (Drawn(f"q BT 7 Tr ET {PRINTED} Q"), HIDDEN),
    "drawn as an outline": (Drawn(f"BT 1 Tr ET {PRINTED}"), SHOWN),
    "white outline": (Drawn(f"1 G BT 1 Tr ET {PRINTED}"), HIDDEN),
    "in a form": (Drawn("/X1 Do", XOBJECT, (form(PRINTED, FONT),)), SHOWN),
    "white in a form": (Drawn("/X1 Do", XOBJECT, (form(f"1 g {PRINTED}", FONT),)), HIDDEN),
    "in a form in a form": (
        Drawn("/X1 Do", XOBJECT, (form("/X2 Do", "/XObject << /X2 6 0 R >>"),
            form(PRINTED, FONT))), SHOWN),
    "covered in a form in a form": (
        Drawn("/X1 Do", XOBJECT, (form("/X2 Do", "/XObject << /X2 6 0 R >>"),
            form(f"{PRINTED} {AROUND} f", FONT))), HIDDEN),
    "beyond the box of its form": (
        Drawn("/X1 Do", XOBJECT, (form(PRINTED, FONT, "200 200 300 300"),)), HIDDEN),
    "form covered by the page": (
        Drawn(f"/X1 Do {AROUND} f", XOBJECT, (form(PRINTED, FONT),)), HIDDEN),
    "form on a layer that is off": (
        Drawn("/X1 Do", "/XObject << /X1 7 0 R >>",
            (*LAYERS, form(PRINTED, FONT).replace(b"/Type /XObject", b"/Type /XObject /OC 5 0 R")),
            catalog=FIRST_OFF), HIDDEN),
    "form on a layer that is on": (
        Drawn("/X1 Do", "/XObject << /X1 7 0 R >>",
            (*LAYERS, form(PRINTED, FONT).replace(b"/Type /XObject", b"/Type /XObject /OC 6 0 R")),
            catalog=FIRST_OFF), SHOWN),
    "soft mask of nothing": (Drawn(f"/G1 gs {PRINTED}", SOFT_MASK, (mask("0 g"),)), HIDDEN),
    "soft mask of all": (Drawn(f"/G1 gs {PRINTED}", SOFT_MASK, (mask("1 g"),)), SHOWN),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_text_is_read_where_it_shows(name: str, tmp_path: Path) -> None:
    drawn, expected = KINDS[name]
    assert said(drawn.read(tmp_path)) == {VALUE: expected}


TURNED = ("clip beside", "clip around", "black box over it", "yellow box under it", "spot black")


@pytest.mark.parametrize("page", ["/Rotate 90", "/Rotate 180", "/Rotate 270",
    "/CropBox [40 30 380 280]", "/CropBox [30 20 300 250] /Rotate 90"])  # fmt: skip
@pytest.mark.parametrize("name", TURNED)
def test_pages_that_are_turned_or_cut_out_are_judged_at_the_same_places(
    name: str, page: str, tmp_path: Path
) -> None:
    drawn, expected = KINDS[name]
    there = Drawn(drawn.content, drawn.resources, drawn.more, page)
    assert said(there.read(tmp_path)) == {VALUE: expected}


@pytest.mark.parametrize("size", [(7000.0, 5000.0), (2000.0, 14000.0)])
@pytest.mark.parametrize("name", ["black box over it", "yellow box under it", "white on white"])
def test_a_poster_is_judged_too(name: str, size: tuple[float, float], tmp_path: Path) -> None:
    """With letters as large as posters have them."""
    drawn, expected = KINDS[name]
    times = max(size) / 1000
    there = Drawn(f"{times} 0 0 {times} 0 0 cm {drawn.content}", drawn.resources, size=size)
    assert said(there.read(tmp_path)) == {VALUE: expected}


def turned_by_quarter(content: str) -> str:
    """Content that runs upwards."""
    return f"0 1 -1 0 300 0 cm {content}"


@pytest.mark.parametrize(
    ("content", "expected"),
    [(PRINTED, SHOWN), (f"1 g {PRINTED}", HIDDEN), (f"{PRINTED} {AROUND} f", HIDDEN)],
)
def test_turned_text_is_judged_on_pages_that_are_turned_to_be_read(
    content: str, expected: str, tmp_path: Path
) -> None:
    lines = "".join(text("kolmetoista kirjainta", 50, 150 + 20 * n) for n in range(4))
    page = Drawn(turned_by_quarter(lines + content)).read(tmp_path)
    assert page.turn == 90
    assert said(page) == {"kolmetoista": SHOWN, "kirjainta": SHOWN, VALUE: expected}


@pytest.mark.parametrize("new", ["5678", "1934", "1235", "234"])
def test_what_is_whited_out_and_typed_anew_is_read_as_it_was_typed(
    new: str, tmp_path: Path
) -> None:
    """Also where some of its digits are the old ones, at the same places."""
    page = Drawn(f"{PRINTED} 1 g {AROUND} f 0 g {text(new)}").read(tmp_path)
    assert [word.text for word in page.words] == [new]
    assert [(word.text, word.aside) for word in page.aside] == [(VALUE, HIDDEN)]


def test_the_same_text_typed_anew_is_read_once(tmp_path: Path) -> None:
    page = Drawn(f"{PRINTED} 1 g {AROUND} f 0 g {PRINTED}").read(tmp_path)
    assert [word.text for word in page.words] == [VALUE]


def test_what_is_printed_twice_for_bold_is_read_once_and_hides_nothing(tmp_path: Path) -> None:
    page = Drawn(PRINTED + text(VALUE, LEFT + 0.3)).read(tmp_path)
    assert said(page) == {VALUE: SHOWN}


@pytest.mark.parametrize(("shown", "hidden"), [(0, 1), (1, 0)])
def test_a_text_of_another_language_on_a_layer_that_is_off_hides_none(
    shown: int, hidden: int, tmp_path: Path
) -> None:
    words = ("Turku", "Tarvasjoki")
    content = "".join(f"/OC /L{n + 1} BDC {text(words[n])} EMC " for n in range(2))
    off = FIRST_OFF.replace("/OFF [5", f"/OFF [{5 + hidden}")
    page = Drawn(content, LAYER_NAMES, LAYERS, catalog=off).read(tmp_path)
    assert said(page) == {words[shown]: SHOWN, words[hidden]: HIDDEN}


@pytest.mark.parametrize(("shown", "hidden"), [("1234", "12345"), ("12345", "1234")])
def test_what_goes_on_below_what_was_typed_over_it_is_hidden_whole(
    shown: str, hidden: str, tmp_path: Path
) -> None:
    page = Drawn(f"{text(hidden)} 1 g {AROUND} f 0 g {text(shown)}").read(tmp_path)
    assert said(page) == {shown: SHOWN, hidden: HIDDEN}


def test_digits_that_are_printed_over_each_other_are_told(tmp_path: Path) -> None:
    page = Drawn(PRINTED + text("7", LEFT + DIGIT_SHARE * SIZE)).read(tmp_path)
    assert [word.covered for word in page.words] == [True]


def test_spaces_that_do_not_show_part_no_word_that_does(tmp_path: Path) -> None:
    long = f"q 40 90 60 30 re W n {text('pitka nimi jatkuu tassa', LEFT)} Q "
    page = Drawn(long + text("Rakentaja", 102)).read(tmp_path)
    assert "Rakentaja" in [word.text for word in page.words]


def lines(*rows: str) -> str:
    """Lines of text below each other."""
    return "".join(text(row, LEFT, BASE - 12 * number) for number, row in enumerate(rows))


def in_clip(top: float, bottom: float, content: str, width: float = 100) -> str:
    """Content that is cut off beyond a box, its heights counted from the first baseline."""
    return f"q 48 {BASE + bottom} {width} {top - bottom} re W n {content} Q"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        # Heights of 10 points: whole lines, half of one, and nearly all of one.
        (in_clip(9, -20, lines("yksi", "kaksi")), {"yksi": SHOWN, "kaksi": SHOWN}),
        (in_clip(9, -3, lines("yksi", "kaksi")), {"yksi": SHOWN, "kaksi": HIDDEN}),
        (in_clip(9, -9, lines("yksi", "kaksi")), {"yksi": SHOWN, "kaksi": "text-cut"}),
        (in_clip(2.5, -3, lines("yksi")), {"yksi": "text-cut"}),
        (in_clip(6, -3, lines("yksi")), {"yksi": SHOWN}),
        # Larger than what stands in it.
        (in_clip(100, -80, lines("yksi", "kaksi")), {"yksi": SHOWN, "kaksi": SHOWN}),
    ],
)
def test_lines_that_a_low_row_cuts_off_are_told(
    content: str, words: dict[str, str], tmp_path: Path
) -> None:
    assert said(Drawn(content).read(tmp_path)) == words


def test_words_that_are_cut_by_one_box_know_it(tmp_path: Path) -> None:
    page = Drawn(in_clip(9, -9, lines("yksi", "kaksi kolme"))).read(tmp_path)
    assert [word.text for word in page.aside] == ["kaksi", "kolme"]
    for word in page.aside:
        assert word.within is not None
        assert word.within.x0 == pytest.approx(48, abs=0.1)
        assert word.within.bottom == pytest.approx(300 - (BASE - 9), abs=0.1)


@pytest.mark.parametrize("shown", [4.0, 4.3])
def test_a_text_that_is_cut_at_its_right_is_read_as_far_as_it_shows(
    shown: float, tmp_path: Path
) -> None:
    """Also where the edge stands between two letters."""
    clip = f"q 48 90 {2 + shown * DIGIT_SHARE * SIZE} 30 re W n {text('123456789')} Q"
    assert said(Drawn(clip).read(tmp_path)) == {"1234": SHOWN, "56789": "text-cut"}


@pytest.mark.parametrize(("state_entries", "expected"), [("/ca 1", COVERED), ("/ca 0.3", SHOWN)])
def test_a_mark_across_the_page_covers_only_where_nothing_shows_through(
    state_entries: str, expected: str, tmp_path: Path
) -> None:
    """A large letter in the text's own black lies over some of its letters."""
    words = "".join(text(f"rivi{n} arvo{n}", 50, 100 + 14 * n) for n in range(5))
    mark = "/G1 gs BT /F1 120 Tf 60 85 Td (I) Tj ET"
    resources = f"/ExtGState << /G1 << {state_entries} >> >>"
    page = Drawn(words + mark, resources).read(tmp_path)
    found = {w.text: w for w in page.words}
    assert {f"rivi{n}" for n in range(5)} | {f"arvo{n}" for n in range(5)} <= set(found)
    assert not page.aside
    assert any(w.covered for w in found.values()) == (expected == COVERED)


@pytest.mark.parametrize(("end", "expected"), [(0.55, COVERED), (1.2, HIDDEN), (-1.0, SHOWN)])
def test_a_word_of_which_some_letters_are_covered_is_read_and_marked(
    end: float, expected: str, tmp_path: Path
) -> None:
    box = f"45 95 {5 + WIDTH * end} 15 re f"
    assert said(Drawn(PRINTED + (box if end > 0 else "")).read(tmp_path)) == {VALUE: expected}


RAMP_UNDER = f"q {WIDTH} 0 0 10 {LEFT} 98 cm /X1 Do Q "


def scanned(words: str, pixels: bytes) -> Drawn:
    """Words that are drawn invisibly over a picture."""
    return Drawn(f"{RAMP_UNDER} BT 3 Tr ET {words}", XOBJECT, (pixels,))


def test_what_a_scanner_recognised_is_read_and_marked(tmp_path: Path) -> None:
    dark = picture([bytes([255, 0] * 8)] * 4)
    page = scanned(PRINTED, dark).read(tmp_path)
    assert said(page) == {VALUE: "recognised"}
    # The picture is that of the text, and nothing besides.
    assert not page.ink


@pytest.mark.parametrize("pixels", [WHITE_PICTURE, picture([bytes([255, 230] * 8)] * 4)])
def test_text_over_a_picture_without_ink_was_recognised_nowhere(
    pixels: bytes, tmp_path: Path
) -> None:
    assert said(scanned(PRINTED, pixels).read(tmp_path)) == {VALUE: HIDDEN}


def test_words_among_lines_alone_were_recognised_if_they_are_invisible(tmp_path: Path) -> None:
    lines = "20 80 m 200 80 l S 20 140 m 200 140 l S "
    page = Drawn(f"{lines} BT 3 Tr ET {PRINTED}").read(tmp_path)
    assert said(page) == {VALUE: "recognised"}
    beside = Drawn(f"{lines} {text('567890', 200)} BT 3 Tr ET {PRINTED}").read(tmp_path)
    assert said(beside) == {VALUE: HIDDEN, "567890": SHOWN}


def test_a_word_beside_the_picture_was_not_recognised_in_it(tmp_path: Path) -> None:
    dark = picture([bytes([255, 0] * 8)] * 4)
    page: Page = scanned(PRINTED + text("567890", 200), dark).read(tmp_path)
    assert said(page) == {VALUE: HIDDEN, "567890": HIDDEN}
    page = scanned(PRINTED + text("567", 200), dark).read(tmp_path)
    assert said(page) == {VALUE: "recognised", "567": HIDDEN}


def test_text_below_a_picture_of_the_page_was_recognised_in_it(tmp_path: Path) -> None:
    dark = picture([bytes([255, 0] * 8)] * 4)
    below = Drawn(f"{PRINTED} q 100 0 0 30 40 90 cm /X1 Do Q", XOBJECT, [dark])
    assert said(below.read(tmp_path)) == {VALUE: "recognised"}
    # Where other text shows, what lies below a picture was covered.
    beside = Drawn(f"{text('567890', 200)} {below.content}", XOBJECT, [dark])
    assert said(beside.read(tmp_path)) == {VALUE: HIDDEN, "567890": SHOWN}
