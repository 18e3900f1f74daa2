"""Samples of the checks of headings, tables, pages and of the document."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]

from tests.printing.appendix import (
    ABOVE,
    AREA,
    COLUMN_GROUPS,
    LEADING,
    LEFT,
    ORIGINAL_FONT_SIZE,
    WIDTHS,
    ExtraColumn,
)
from tests.support.drawing import Paper, text_width
from tests.support.samples.appendix import (
    FIRST,
    SHARED,
    SHARED_OF_EMPLOYERS,
    TEM,
    TWO_PAGES,
    Appendix,
    Case,
    Place,
    at,
    with_cell,
)
from tests.support.strange_fonts import MappedFont, NamelessPaper


class MergedPaper(Paper):
    """On page 6 the lowest row has one cell under the headings of its last two columns."""

    page = 1
    border = LEFT + sum(WIDTHS[name] for name in ("shared", "tem", "integration_client"))
    row_height = ORIGINAL_FONT_SIZE * (LEADING + 2 * ABOVE)

    def next_page(self) -> None:
        self.page += 1
        super().next_page()

    def line(self, x0: float, top: float, x1: float, bottom: float, width: float = 0.75) -> None:
        if self.page == 6 and x0 == x1 and abs(x0 - self.border) < 1:
            bottom -= self.row_height
        super().line(x0, top, x1, bottom, width)


class FieldPaper(Paper):
    """The text of one cell is the value of a form field."""

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        if text == "Kunta":
            self.field(x, baseline, text, size)
        else:
            super().text(x, baseline, text, size, bold)

    def field(self, x: float, baseline: float, text: str, size: float) -> None:
        """A form field with a value."""
        self.canvas.acroForm.textfield(
            value=text,
            x=x - 2,
            y=self.size[1] - baseline - 3,
            width=text_width("Kunta", size) + 6,
            height=size + 3,
            fontName="Helvetica",
            fontSize=size,
            borderWidth=0,
            fillColor=None,
            borderColor=None,
        )


class EmptyFieldPaper(FieldPaper):
    """Over the text of one cell lies a form field without a value."""

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        Paper.text(self, x, baseline, text, size, bold)
        if text == "Kunta":
            self.field(x, baseline, "", size)


class StrangePaper(NamelessPaper):
    """One cell is drawn in a font that does not say which letters it draws."""

    def __init__(self, path: Path, size: tuple[float, float], *_: str) -> None:
        super().__init__(path, size)

    @staticmethod
    def is_strange(text: str) -> bool:
        return text == "Kunta"


class TwoWaysPaper(NamelessPaper):
    """One cell is drawn in a font that has a map; viewers show what is drawn, and copy the map."""

    font = "mapped"
    drawn = "Kunda"

    def __init__(self, path: Path, size: tuple[float, float], *_: str) -> None:
        super().__init__(path, size)

    def register(self) -> None:
        letters = dict(zip(self.drawn, "Kunta", strict=True))
        pdfmetrics.registerFont(MappedFont(self.font, letters))

    @staticmethod
    def is_strange(text: str) -> bool:
        return text in ("Kunta", "Kunda")

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        super().text(x, baseline, self.drawn if text == "Kunta" else text, size, bold)


class OneWayPaper(TwoWaysPaper):
    """Viewers show what they copy."""

    drawn = "Kunta"


class MarkedPaper(Paper):
    """A small digit stands beside one name; how far above its line, the class says."""

    raised = 0.35

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        super().text(x, baseline, text, size, bold)
        if text == "Starttiraha":
            after = x + text_width(text, size, bold)
            super().text(after, baseline - self.raised * size, "1", size * 0.6)


class LevelPaper(MarkedPaper):
    """A small digit stands on the line of one name, and is part of it."""

    raised = 0.0


class ColouredPaper(Paper):
    """On page 8 the last row is filled where nothing is printed."""

    page = 1

    def __init__(self, path: Path, size: tuple[float, float], *_: str) -> None:
        super().__init__(path, size)
        self.heights: set[float] = set()

    def line(self, x0: float, top: float, x1: float, bottom: float, width: float = 0.75) -> None:
        if top == bottom:
            self.heights.add(round(top, 1))
        super().line(x0, top, x1, bottom, width)

    def next_page(self) -> None:
        right = LEFT + WIDTHS["new_jobseeker"]
        rows = list(pairwise(sorted(self.heights)))
        for top, bottom in rows[-1:] if self.page == 8 else ():
            self.rectangle(LEFT + 1, top + 1, right - 1, bottom - 1, fill=(0.9, 0.2, 0.2))
        self.heights.clear()
        self.page += 1
        super().next_page()


class NestedPaper(Paper):
    """Beside one name two boxes with texts are a table in its cell."""

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        super().text(x, baseline, text, size, bold)
        if text == "Starttiraha":
            for n, own in enumerate(self.boxes):
                left = x + 70 + n * 40
                self.rectangle(left, baseline - 7, left + 40, baseline + 2, stroke=True)
                super().text(left + 3, baseline, own, 6)

    boxes: tuple[str, ...] = ("Haku", "Tuki")


class BoxPaper(NestedPaper):
    """Beside one name a box around a text is part of it."""

    boxes = ("Haku",)


class FaultyPaper(Paper):
    """Each page asks for a shade of grey that is none."""

    shade = "/x"

    def next_page(self) -> None:
        self.canvas._code.append(f"{self.shade} g")
        super().next_page()


class GreyPaper(FaultyPaper):
    """Each page asks for black."""

    shade = "0"


ALIKE = replace(
    TWO_PAGES,
    column_groups={
        **COLUMN_GROUPS,
        "person": (
            COLUMN_GROUPS["person"][0],
            ("shared", "tem", "integration_client"),
            ("multidisciplinary",),
            ("new_jobseeker",),
        ),
    },
)
LEFT_OUT = replace(TWO_PAGES, leave_out_empty_last_page=True)
BROKEN_ROW: dict[Place, dict[str, str]] = {
    ("person", 2): {"service": "Työvoimakoulutus (ja"},
    ("person", 3): {"service": "uudelleenkoulutus)", "type": "", "producer": "", "shared": "",
        "tem": ""},
}  # fmt: skip
PAGES: dict[str, Case] = {
    "footnote-mark": Case(
        Appendix(paper=MarkedPaper),
        {at("footnote-mark", "info", "employer.starttiraha/service", 11, "1")},
        Appendix(paper=LevelPaper),
    ),
    "colour-only": Case(
        Appendix({("person", 2): {"new_jobseeker": ""}}, paper=ColouredPaper),
        {
            ("colour-only", "warning", "", "new_jobseeker", "person/heading/new_jobseeker", 8,
                "Uusi työnhakija"),
            ("column-without-marks", "info", "", "new_jobseeker",
                "person/heading/new_jobseeker", 8, "Uusi työnhakija"),
        },
        Appendix({("person", 2): {"new_jobseeker": ""}}),
        beside=("column-without-marks",),
    ),
    "table-in-cell": Case(
        Appendix(paper=NestedPaper),
        {at("table-in-cell", "warning", "employer.starttiraha-haku-tuki/service", 11, "Haku Tuki")},
        Appendix(paper=BoxPaper),
        beside=("words-apart",),
    ),
    # Without the area's name, its own cells name an unknown producer.
    "title-missing": Case(
        Appendix(how=replace(TWO_PAGES, title=("{area}en taulukko.",))),
        {
            ("title-missing", "error", "", "", "", None, ""),
            at("producer-unknown", "error", "person.yhteiskuntaorientaatio/producer_text", 3, AREA),
            at("producer-unknown", "error", "employer.starttiraha/producer_text", 11, AREA),
        },
        Appendix(how=replace(TWO_PAGES, title=("{area}en liitetaulukko.",))),
    ),
    "name-doubled:print": Case(
        Appendix(how=replace(TWO_PAGES,
            title=("{area}en liitetaulukko.", "Kainuun työllisyysalueen liitetaulukko 2025."))),
        {("name-doubled", "error", "", "", "", 1, "Kainuun työllisyysalueen liitetaulukko 2025.")},
        Appendix(how=replace(TWO_PAGES, title=("{area}en liitetaulukko.",
            "Tämä Kainuun työllisyysalueen liitetaulukko on luonnos."))),
    ),
    "heading-missing": Case(
        with_cell("person", 0, shared="Yhteinen\npalvelu"),
        {
            ("heading-missing", "error", "", "shared", "person/heading/shared", 2, SHARED),
            ("heading-unknown", "warning", "", "", "person/heading/yhteinen-palvelu", 5,
                "Yhteinen palvelu"),
        },
        with_cell("person", 0, shared="YHTEINEN palvelu\ntoisen työllisyys\nalueen kanssa"),
    ),
    "heading-doubled": Case(
        Appendix(how=replace(TWO_PAGES,
            extra_columns=(ExtraColumn("person", 1, "Kotoutuja", "x"),))),
        {("heading-doubled", "error", "", "integration_client",
            "person/heading/integration_client", 5, "Kotoutuja")},
        Appendix(how=replace(TWO_PAGES, extra_columns=(ExtraColumn("person", 1, ""),))),
    ),
    "heading-unknown": Case(
        Appendix(how=replace(TWO_PAGES, extra_columns=(ExtraColumn("person", 1, "Huomio", "x"),))),
        {("heading-unknown", "warning", "", "", "person/heading/huomio", 5, "Huomio")},
        Appendix(how=replace(TWO_PAGES, extra_columns=(ExtraColumn("person", 1, ""),))),
    ),
    # The rows of pages 2 and 8 are as high as each other; below, one has two lines on page 3.
    "rows-unjoined": Case(
        Appendix(how=replace(TWO_PAGES, heights="group")),
        {
            ("rows-unjoined", "error", "", "", "", 5, f"{SHARED}, {TEM}, Kotoutuja, Monialainen"),
            ("rows-unjoined", "error", "", "", "", 9, "Uusi työnhakija"),
            ("rows-unjoined", "error", "", "", "", 13, f"{SHARED_OF_EMPLOYERS}, {TEM}"),
        },
    ),
    # Side by side it is a table; below each other the same texts are lines in a frame.
    "table-unknown": Case(
        Appendix(memo=(("service", "type"), ("Laatija", "Päivä"), ("Lahti", "1.1."))),
        {("table-unknown", "error", "", "", "", 15, "Laatija | Päivä")},
        Appendix(memo=(("service",), ("Laatija",), ("Lahti",))),
        beside=("text-outside-tables",),
    ),
    "table-missing": Case(
        Appendix(tables=("person",)),
        {("table-missing", "error", "", "", "", None, "employer")},
    ),
    "column-page-left-out": Case(
        Appendix(how=LEFT_OUT),
        {("column-page-left-out", "warning", "", "", "", 3, "Uusi työnhakija")},
        Appendix({("person", 6): {"new_jobseeker": "x"}}, LEFT_OUT),
    ),
    "joined-by-order": Case(
        Appendix(how=ALIKE),
        {("joined-by-order", "info", "", "", "", 12, "Uusi työnhakija")},
        Appendix(how=replace(ALIKE, repeat_headings=True)),
    ),
    "cell-merged-across": Case(
        Appendix(paper=MergedPaper),
        {("cell-merged-across", "warning", "", "", "", 6, "x")},
    ),
    "row-continued": Case(
        Appendix(BROKEN_ROW, replace(TWO_PAGES, page_breaks=("uudelleenkoulutus)",))),
        {("row-continued", "info", "", "", "", 3, "uudelleenkoulutus)")},
        Appendix(
            {**BROKEN_ROW, ("person", 3): {**BROKEN_ROW["person", 3],
                "service": "Uudelleenkoulutus"}},
            replace(TWO_PAGES, page_breaks=("Uudelleenkoulutus",)),
        ),
        beside=("type-missing", "producer-missing", "tem-area-missing"),
    ),
    "text-outside-tables": Case(
        Appendix(memo=(("service",), ("Kysy lisää kunnasta",))),
        {("text-outside-tables", "warning", "", "", "p15/1", 15, "Kysy lisää kunnasta")},
        Appendix(memo=(("service",), ("Sivu 15",))),
    ),
    # The codes of the letters, which stand for nothing in the font.
    "text-unreadable": Case(
        Appendix(paper=StrangePaper),
        {
            at(check, "error", f"{FIRST}/producer_text", 2,
                "".join(f"(cid:{ord(letter)})" for letter in "Kunta"))
            for check in ("text-unreadable", "producer-unknown")
        },
    ),
    "typed-on": Case(
        Appendix(paper=FieldPaper),
        {("typed-on", "info", "", "", f"{FIRST}/producer_text", 2, "")},
        Appendix(paper=EmptyFieldPaper),
    ),
    "readers-differ": Case(
        Appendix(paper=TwoWaysPaper),
        {at("readers-differ", "warning", f"{FIRST}/producer_text", 2, "Kunta")},
        Appendix(paper=OneWayPaper),
    ),
    # The words are those of the PDF library.
    "pdf-remark": Case(
        Appendix(paper=FaultyPaper),
        {("pdf-remark", "info", "", "", "", None,
            "Cannot set gray level because /'x' is an invalid float value")},
        Appendix(paper=GreyPaper),
    ),
}  # fmt: skip
