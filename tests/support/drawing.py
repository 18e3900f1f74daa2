"""PDF drawing for the tests: their one place that imports reportlab, which has no types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfdoc import PDFArray  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

REGULAR = "Helvetica"
BOLD = "Helvetica-Bold"
RGB = tuple[float, float, float]
BLACK: RGB = (0, 0, 0)
WHITE: RGB = (1, 1, 1)
LIGHT_BLUE: RGB = (0.867, 0.922, 0.969)


class Paper:
    """A PDF to draw on, with y counted down from the top of the page, as readers see it.

    Always the same bytes for the same drawing.

    Args:
        path: the file to write.
        size: width and height of the pages in points.
        user_password: needed to open the file; empty for none.
        owner_password: needed to change the file; empty for none.
    """

    def __init__(
        self,
        path: Path,
        size: tuple[float, float],
        user_password: str = "",
        owner_password: str = "",
    ) -> None:
        encryption = None
        if user_password or owner_password:
            encryption = StandardEncryption(user_password, owner_password or None, canModify=0)
        self.path = path
        self.size = size
        self.canvas: Any = Canvas(
            str(path), pagesize=size, invariant=1, encrypt=encryption, pageCompression=0
        )

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        """One line of text from x, standing on a baseline."""
        self.canvas.setFont(BOLD if bold else REGULAR, size)
        self.canvas.drawString(x, self.size[1] - baseline, text)

    def line(self, x0: float, top: float, x1: float, bottom: float, width: float = 0.75) -> None:
        """A straight line."""
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.size[1] - top, x1, self.size[1] - bottom)

    def rectangle(
        self,
        x0: float,
        top: float,
        x1: float,
        bottom: float,
        fill: RGB | None = None,
        stroke: bool = False,
    ) -> None:
        """A rectangle, filled, outlined, or both."""
        if fill is not None:
            self.canvas.setFillColorRGB(*fill)
        self.canvas.rect(
            x0,
            self.size[1] - bottom,
            x1 - x0,
            bottom - top,
            stroke=int(stroke),
            fill=int(fill is not None),
        )
        self.canvas.setFillColorRGB(0, 0, 0)

    def picture(self, x0: float, top: float, x1: float, bottom: float, grey: int = 128) -> None:
        """A picture, all in one shade, that is no drawing."""
        pixel = ImageReader(Image.new("L", (1, 1), grey))
        self.canvas.drawImage(pixel, x0, self.size[1] - bottom, x1 - x0, bottom - top)

    def next_page(self) -> None:
        """End the page, even where nothing was drawn on it."""
        self.canvas.showPage()

    def place(
        self, rotation: int, media: tuple[float, ...], crop: tuple[float, ...] | None
    ) -> None:
        """Place the drawing of this page so that it is displayed as it would be without.

        Args:
            rotation: degrees clockwise by which a reader must turn the page.
            media: the MediaBox.
            crop: the CropBox, of the size of the paper, which lies sideways where the rotation
                does; the whole MediaBox where None.
        """
        width, height = self.size
        x, y = (crop or media)[:2]
        matrix = {
            0: (1, 0, 0, 1, x, y),
            90: (0, 1, -1, 0, x + height, y),
            180: (-1, 0, 0, -1, x + width, y + height),
            270: (0, -1, 1, 0, x, y + width),
        }[rotation]
        self.canvas.setPageRotation(rotation)
        if crop:
            self.canvas.setCropBox(crop)
        self.canvas.transform(*matrix)
        add_page = self.canvas._doc.addPage

        def add_with_media_box(page: Any) -> None:
            page.MediaBox = PDFArray(media)
            add_page(page)

        self.canvas._doc.addPage = add_with_media_box

    def save(self) -> None:
        """Write the file; what was drawn since the last page's end is one more page."""
        self.canvas.save()


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of a line in points."""
    return float(stringWidth(text, BOLD if bold else REGULAR, size))


class UnruledPaper(Paper):
    """Neither lines nor fills are drawn."""

    def line(self, x0: float, top: float, x1: float, bottom: float, width: float = 0.75) -> None:
        return

    def rectangle(
        self,
        x0: float,
        top: float,
        x1: float,
        bottom: float,
        fill: RGB | None = None,
        stroke: bool = False,
    ) -> None:
        return
