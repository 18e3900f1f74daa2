"""Workbooks as pictures: LibreOffice prints them to PDF, and pdfium draws the pages.

`python -m tools.pictures FOLDER` draws the pictures in docs/.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageOps

ROOT = Path(__file__).resolve().parent.parent
OFFICE_NAMES = ("soffice", "libreoffice")
TIMEOUT_SECONDS = 120
# The pictures in docs/, and the sheets they show.
PICTURES = {"summary.png": "Yhteenveto", "producer-by-tem-area.png": "Tuottaja × TEM"}
SCALE = 1.6
MARGIN = 16
# The share of a page, from below, that its footer takes.
FOOTER = 0.09


def office() -> str | None:
    """The LibreOffice command, if there is one."""
    return next((path for name in OFFICE_NAMES if (path := shutil.which(name))), None)


def print_workbook(workbook: Path, folder: Path) -> Path:
    """Print a workbook to a PDF in a folder.

    Raises:
        RuntimeError: LibreOffice is missing or fails.
    """
    command = office()
    if command is None:
        raise RuntimeError("LibreOffice is missing: install libreoffice-calc")
    profile = (folder / "profile").as_uri()
    arguments = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [command, *arguments, "--outdir", str(folder), str(workbook)],
        check=True,
        capture_output=True,
        timeout=TIMEOUT_SECONDS,
    )
    return folder / f"{workbook.stem}.pdf"


def page_of(document: pypdfium2.PdfDocument, sheet: str) -> int:
    """The first page of a sheet, from 0: the one whose footer begins with its name."""
    for number in range(len(document)):
        page = document[number]
        footer = page.get_textpage().get_text_bounded(top=page.get_height() * FOOTER)
        if re.match(rf"{re.escape(sheet)} \d", footer):
            return number
    raise ValueError(f"no page has the footer {sheet}")


def draw(pdf: Path, sheet: str) -> Image.Image:
    """The first page of a sheet as a picture, without its white margin."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[page_of(document, sheet)]
    picture: Image.Image = page.render(scale=SCALE).to_pil().convert("RGB")
    document.close()
    # The footer at the foot of the page is no part of the table.
    picture = picture.crop((0, 0, picture.width, int(picture.height * (1 - FOOTER))))
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    return ImageOps.expand(picture.crop(box), MARGIN, "white")


def main(folder: Path) -> None:
    """Draw the pictures in docs/ of the workbook in output/."""
    workbook = next((ROOT / "output").glob("*/*.xlsx"))
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        printed = print_workbook(workbook, Path(temporary))
        for name, sheet in PICTURES.items():
            draw(printed, sheet).quantize(64).save(folder / name, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
