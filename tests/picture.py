"""Workbooks as pictures: LibreOffice prints them to PDF, and pdfium draws the pages.

`python -m tests.picture FILE.png` draws the README's picture.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

ROOT = Path(__file__).resolve().parent.parent
OFFICE_NAMES = ("soffice", "libreoffice")
TIMEOUT_SECONDS = 120
# Pages of the printed workbook, from 0: the cover, then producer × TEM.
COUNTS_PAGE = 1
SCALE = 1.6
MARGIN = 16


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


def draw(pdf: Path, page: int) -> Image.Image:
    """A page as a picture, without its white margin."""
    document = pypdfium2.PdfDocument(pdf)
    picture: Image.Image = document[page].render(scale=SCALE).to_pil().convert("RGB")
    document.close()
    # The footer at the foot of the page is no part of the table.
    picture = picture.crop((0, 0, picture.width, int(picture.height * 0.9)))
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    left, top, right, bottom = box or (0, 0, *picture.size)
    return picture.crop((left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN))


def main(target: Path) -> None:
    """Draw the producer × TEM sheet of the workbook in output/."""
    workbook = next((ROOT / "output").glob("*/*.xlsx"))
    with tempfile.TemporaryDirectory() as folder:
        printed = print_workbook(workbook, Path(folder))
        picture = draw(printed, COUNTS_PAGE)
    target.parent.mkdir(exist_ok=True)
    picture.quantize(64).save(target, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
