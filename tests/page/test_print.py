"""The page on paper: what a reader wants to keep, and its pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from playwright.sync_api import Page, expect

from tests.support.browser import Viewer
from tests.support.command_line import Desk

# Pixels of a picture that is drawn whole on paper are more than so many.
LEAST_PICTURE = 400


def printed(tab: Page, folder: Path) -> pypdfium2.PdfDocument:
    """What the browser prints on A4."""
    path = folder / "printed.pdf"
    tab.pdf(path=path, format="A4", print_background=True)
    return pypdfium2.PdfDocument(path)


def text_of(document: pypdfium2.PdfDocument) -> str:
    """All text, without white space."""
    return "".join("".join(p.get_textpage().get_text_range().split()) for p in document)


def pictures_of(document: pypdfium2.PdfDocument) -> int:
    """How many pictures are drawn."""
    return sum(len(list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))) for page in document)


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_a_service_is_printed_with_its_cells(viewer: Viewer, real: Desk, tmp_path: Path) -> None:
    (row,) = [r for r in real.rows("services") if r["service_id"] == "person.valmennukset"]
    tab = viewer.open(real.page, f"service-{row['service_id']}/tem_area")
    expect(tab.locator("#record .box.chosen")).to_be_in_viewport()
    document = printed(tab, tmp_path)
    text = text_of(document)
    for value in (row["service"], row["producer_text"]):
        assert without_space(value) in text
    assert pictures_of(document) >= len(row["pages"].split(";"))


def test_all_findings_are_printed_with_their_crops(
    viewer: Viewer, real: Desk, tmp_path: Path
) -> None:
    tab = viewer.open(real.page, "findings")
    expect(tab.locator(".finding").first).to_be_visible()
    document = printed(tab, tmp_path)
    text, findings = text_of(document), real.rows("findings")
    assert [row["finding_id"] for row in findings if row["finding_id"] not in text] == []
    assert pictures_of(document) >= len(findings) - 2


def test_what_is_for_the_screen_is_not_printed(viewer: Viewer, real: Desk) -> None:
    tab = viewer.open(real.page, "service-person.valmennukset")
    tab.emulate_media(media="print")
    expect(tab.locator("#record h2")).to_be_visible()
    expect(tab.locator("#record .sheet").first).to_be_visible()
    for part in ("#search", "[role=tablist]", ".zoom-bar", "#more-records"):
        for one in tab.locator(part).all():
            expect(one).to_be_hidden()


def test_what_is_printed_is_dark_on_light(viewer: Viewer, real: Desk) -> None:
    tab = viewer.open(real.page, "service-person.valmennukset", scheme="dark")
    tab.emulate_media(media="print", color_scheme="dark")
    colour, ground = tab.evaluate(
        "[getComputedStyle(document.querySelector('#record h2')).color,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert brightness(colour) < 100
    assert brightness(ground) > 200 or ground == "rgba(0, 0, 0, 0)"


def brightness(colour: str) -> float:
    """The mean of red, green and blue, from 0 to 255."""
    red, green, blue = map(float, re.findall(r"[\d.]+", colour)[:3])
    return (red + green + blue) / 3
