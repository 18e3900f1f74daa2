"""Pictures of what a build writes for people to look at.

LibreOffice prints the workbook to PDF, and pdfium draws its pages; Chromium shows the review page.
`python -m tools.pictures FOLDER` draws the pictures in docs/.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageOps
from playwright.sync_api import Page

from tools.browser import chromium

ROOT = Path(__file__).resolve().parent.parent
OFFICE_NAMES = ("soffice", "libreoffice")
TIMEOUT_SECONDS = 120
# The pictures in docs/ of the workbook, and the sheets they show; then that of the review page.
PICTURES = {"summary.png": "Yhteenveto"}
REVIEW_PICTURE = "review-page.png"
# Pixels, and the number that is chosen on the page: its row, its column, and what it counts.
REVIEW_SIZE = (1280, 800)
CHOSEN_COUNT = {"row": "employment_area", "column": "2", "kind": "stated"}
# Colours of a picture: few, so that its file is small.
SHEET_COLOURS = 64
REVIEW_COLOURS = 128
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
    return save_workbook_as("pdf", workbook, folder)


def save_workbook_as(kind: str, workbook: Path, folder: Path) -> Path:
    """Open a workbook in LibreOffice and save it as another kind of file, in a folder.

    Raises:
        RuntimeError: LibreOffice is missing or fails.
    """
    command = office()
    if command is None:
        raise RuntimeError("LibreOffice is missing: install libreoffice-calc")
    profile = (folder / "profile").as_uri()
    arguments = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    subprocess.run(
        [command, *arguments, "--outdir", str(folder), str(workbook)],
        check=True,
        capture_output=True,
        timeout=TIMEOUT_SECONDS,
    )
    return folder / f"{workbook.stem}.{kind}"


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


def draw_review(review: Path) -> Image.Image:
    """The review page, two clicks from its start: a number, and the first of the records behind it.

    Raises:
        RuntimeError: Chromium is missing.
    """
    width, height = REVIEW_SIZE
    with chromium() as browser:
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme="light", locale="fi-FI"
        )
        page.goto(review.as_uri())
        choose_record(page)
        shown = page.screenshot(animations="disabled")
    return Image.open(io.BytesIO(shown)).convert("RGB")


def choose_record(page: Page) -> None:
    """Choose a number and the first record behind it, and wait for the pictures of its pages."""
    wanted = "".join(f'[data-{name}="{code}"]' for name, code in CHOSEN_COUNT.items())
    page.locator(f"button.count{wanted}").click()
    page.locator("button.record").first.click()
    # Nothing is pointed at in the picture.
    page.mouse.move(0, 0)
    for image in page.locator("#record .sheet img").all():
        image.and_(page.locator("[src]")).wait_for()
        image.evaluate("image => image.decode()")


def main(folder: Path) -> None:
    """Draw the pictures in docs/ of the first document in output/."""
    workbook = min((ROOT / "output").glob("*/*.xlsx"))
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        printed = print_workbook(workbook, Path(temporary))
        drawn = {
            name: draw(printed, sheet).quantize(SHEET_COLOURS) for name, sheet in PICTURES.items()
        }
    drawn[REVIEW_PICTURE] = draw_review(workbook.with_suffix(".html")).quantize(REVIEW_COLOURS)
    for name, picture in drawn.items():
        picture.save(folder / name, optimize=True)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except RuntimeError as error:
        sys.exit(str(error))
