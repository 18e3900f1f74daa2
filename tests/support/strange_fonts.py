"""Fonts that do not say which letters they draw, or say it in characters that mean nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont, makeToUnicodeCMap  # type: ignore[import-untyped]

from tests.printing.layout_papers import CompactPaper
from tests.support.block_font import WIDTH, block_font
from tests.support.drawing import REGULAR

# A font that comes with reportlab, so that none must be installed.
FONT_FILE = "Vera.ttf"
# It is wide: drawn so much smaller its words fit the columns.
SCALE = 0.8
PRIVATE, NO_CHARACTER = 0xE000, 0xFFFD


class WrittenFont(pdfmetrics.Font):  # type: ignore[misc]
    """A font that is written into the document as it stands here."""

    def addObjects(self, document: Any) -> None:  # noqa: N802
        """Put the font into the document."""
        name = f"F{len(document.fontMapping) + 1}"
        document.fontMapping[self.fontName] = f"/{name}"
        own = dictionary(Type="/Font", **self.entries())
        document.Reference(own, name)
        document.idToObject["BasicFonts"].dict[name] = own

    def entries(self) -> dict[str, Any]:
        """What stands in the font's dictionary."""
        raise NotImplementedError


class BlockFont(WrittenFont):
    """A font whose glyphs are all blocks of ink, so that each shows whatever it is called."""

    def addObjects(self, document: Any) -> None:  # noqa: N802
        own = pdfdoc.PDFStream(
            dictionary(Subtype="/Type1C"), block_font(self.glyphs()), filters=None
        )
        file = document.Reference(own, f"file{self.fontName}")
        size = dict.fromkeys(("Ascent", "CapHeight"), 700)
        self.descriptor = dictionary(
            Type="/FontDescriptor",
            FontName="/Block",
            Flags=4,
            FontBBox=pdfdoc.PDFArray([0, 0, 600, 700]),
            ItalicAngle=0,
            Descent=0,
            StemV=80,
            FontFile3=file,
            **size,
        )
        super().addObjects(document)

    def glyphs(self) -> dict[int, str]:
        """The names of its glyphs by their codes."""
        return {code: f"g{code - ord('A') + 1}" for code in range(ord("A"), 256)}


class NumberedFont(BlockFont):
    """A composite font whose codes are bare numbers of glyphs (Identity-H), without a map."""

    def addObjects(self, document: Any) -> None:  # noqa: N802
        # Every code draws the first block.
        blocks = pdfdoc.PDFStream(content=b"\x00\x01" * 0x10000)
        self.map = document.Reference(blocks, f"blocks{self.fontName}")
        super().addObjects(document)

    def entries(self) -> dict[str, Any]:
        system = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity")}
        descendant = dictionary(
            Type="/Font",
            Subtype="/CIDFontType2",
            BaseFont="/Numbers",
            CIDSystemInfo=dictionary(**system, Supplement=0),
            FontDescriptor=self.descriptor,
            CIDToGIDMap=self.map,
        )
        return {
            "Subtype": "/Type0",
            "BaseFont": "/Numbers",
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([descendant]),
        }


class NamelessFont(BlockFont):
    """A font with an encoding of its own, whose glyphs have names that mean nothing."""

    def entries(self) -> dict[str, Any]:
        names = [f"/g{number}" for number in range(1, 256 - ord("A"))]
        differences = pdfdoc.PDFArray([ord("A"), *names])
        return {
            "Subtype": "/Type1",
            "BaseFont": "/Block",
            "FontDescriptor": self.descriptor,
            "FirstChar": ord("A"),
            "Widths": pdfdoc.PDFArray([WIDTH] * len(names)),
            "Encoding": dictionary(Type="/Encoding", Differences=differences),
        }


class MappedFont(WrittenFont):
    """A font of usual letters with a map that says which letters they are.

    Args:
        name: of the font.
        letters: what the map says of some of its codes.
    """

    def __init__(self, name: str, letters: Mapping[str, str]) -> None:
        super().__init__(name, REGULAR, "WinAnsiEncoding")
        self.letters = letters

    def addObjects(self, document: Any) -> None:  # noqa: N802
        codes = [ord(self.letters.get(chr(code), chr(code))) for code in range(32, 127)]
        lines = "".join(f"<{code:02X}> <{text:04X}>\n" for code, text in enumerate(codes, 32))
        content = (
            "begincmap\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
            f"{len(codes)} beginbfchar\n{lines}endbfchar\nendcmap\n"
        )
        self.map = document.Reference(pdfdoc.PDFStream(content=content), f"map{self.fontName}")
        super().addObjects(document)

    def entries(self) -> dict[str, Any]:
        return {
            "Subtype": "/Type1",
            "BaseFont": f"/{REGULAR}",
            "Encoding": "/WinAnsiEncoding",
            "ToUnicode": self.map,
        }


def dictionary(**entries: Any) -> Any:
    """A dictionary of a PDF."""
    return pdfdoc.PDFDictionary(entries)


class StrangePaper(CompactPaper):
    """Some of its texts are drawn in a font that does not say which letters it draws.

    Args:
        path: the file to write.
        size: of the pages.
    """

    font = "counted"

    @staticmethod
    def is_strange(text: str) -> bool:
        """Whether a text is drawn so; every one, unless a test says otherwise."""
        return bool(text)

    def __init__(self, path: Path, size: tuple[float, float]) -> None:
        super().__init__(path, size)
        self.canvas.setPageCompression(0)
        self.register()

    def register(self) -> None:
        """Make the font known."""
        pdfmetrics.registerFont(TTFont(self.font, FONT_FILE, asciiReadable=0))

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        if not self.is_strange(text):
            super().text(x, baseline, text, size, bold)
            return
        self.canvas.setFont(self.font, size * SCALE)
        self.canvas.drawString(x, self.size[1] - baseline, text)

    def save(self) -> None:
        super().save()
        data = self.path.read_bytes()
        # The places of all objects stay as they are.
        self.path.write_bytes(re.sub(rb"/ToUnicode \d+ 0 R", lambda m: b" " * len(m[0]), data))


class IdentityPaper(StrangePaper):
    """The font is composite, its codes numbers of glyphs of two bytes."""

    font = "numbered"

    def register(self) -> None:
        pdfmetrics.registerFont(NumberedFont(self.font, REGULAR, "WinAnsiEncoding"))

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        # Two bytes make a code, so that an odd one more is needed, or is left over.
        odd = self.is_strange(text) and len(text) % 2
        super().text(x, baseline, text + "." if odd else text, size, bold)

    def save(self) -> None:
        CompactPaper.save(self)


class NamelessPaper(StrangePaper):
    """The font's glyphs have names that mean nothing."""

    font = "nameless"

    def register(self) -> None:
        pdfmetrics.registerFont(NamelessFont(self.font, REGULAR, "WinAnsiEncoding"))

    def save(self) -> None:
        CompactPaper.save(self)


def map_to(start: int, step: int) -> Callable[[str, list[int]], str]:
    """A maker of maps from a font's codes to characters that mean nothing.

    Args:
        start: the first code's character.
        step: from one character to the next.
    """

    def make(name: str, subset: list[int]) -> str:
        return str(makeToUnicodeCMap(name, [start + step * n for n in range(len(subset))]))

    return make


class MappedPaper(StrangePaper):
    """The font has a map, which a test chooses."""

    def save(self) -> None:
        CompactPaper.save(self)
