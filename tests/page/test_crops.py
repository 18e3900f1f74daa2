"""Each finding shows its cell, cut out of the page."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image
from playwright.sync_api import Locator, Page

from tests.page.test_highlights import printed_cells
from tests.support.browser import Viewer, boxes, four
from tests.support.command_line import REAL_PDF, Desk
from tests.support.letters import Box, letters_in, letters_in_text, letters_of_pages

# Where the edges of what is cut out lie, in points of the page that stands upright.
CUT = """crop => {
    const sheet = crop.querySelector('.sheet'), page = sheet.getBoundingClientRect();
    const own = crop.getBoundingClientRect();
    const inner = {left: own.left + crop.clientLeft, top: own.top + crop.clientTop};
    const [right, bottom] = [inner.left + crop.clientWidth, inner.top + crop.clientHeight];
    const across = sheet.dataset.width / page.width, down = sheet.dataset.height / page.height;
    return {border: crop.clientLeft, page: Number(sheet.dataset.page), place: [
        (inner.left - page.left) * across, (inner.top - page.top) * down,
        (right - page.left) * across, (bottom - page.top) * down]};
}"""
DRAWN = "crop => { const i = crop.querySelector('img'); return i.complete && i.naturalWidth > 0; }"
# Without what the page draws over the picture.
BARE = "crop => crop.querySelectorAll('.box').forEach(box => box.style.visibility = 'hidden')"
# How like pictures of the same place are at least, from 0 to 1; those of a place so many points
# above or below are less so.
ALIKE, BESIDE = 0.7, 12
# Pixels that are taken together, as the page draws a line here and another program beside it.
BLUR = 6
# What the edge of the box may hide of the page beside it, and rounding, in points.
EDGE = 0.1


@dataclass(frozen=True)
class Cut:
    """What a finding shows of a page.

    Args:
        page: its number.
        place: of what is seen, in points.
        picture: as it is on the screen, in greys.
        said: the text alternative of the picture.
    """

    page: int
    place: Box
    picture: Image.Image
    said: str


def cut_of(finding: Locator) -> Cut:
    """What a finding shows."""
    crop = finding.locator(".crop").first
    crop.scroll_into_view_if_needed()
    handle = crop.element_handle()
    assert handle is not None
    finding.page.wait_for_function(DRAWN, arg=handle)
    found: Mapping[str, Any] = crop.evaluate(CUT)
    crop.evaluate(BARE)
    picture = Image.open(io.BytesIO(crop.screenshot())).convert("L")
    border = found["border"]
    picture = picture.crop((border, border, picture.width - border, picture.height - border))
    said = crop.locator("img").get_attribute("alt")
    return Cut(found["page"], four(found["place"]), picture, said or "")


def drawn(pdf: Path, cut: Cut) -> Image.Image:
    """The same place of the page as another program draws it, in the size of the picture."""
    document = pypdfium2.PdfDocument(pdf)
    scale = cut.picture.width / (cut.place[2] - cut.place[0])
    drawing = document[cut.page - 1].render(scale=scale, grayscale=True)
    page: Image.Image = drawing.to_pil().convert("L")
    document.close()
    place = four(round(side * scale) for side in cut.place)
    return page.crop(place).resize(cut.picture.size)


def moved(cut: Cut, points: float) -> Cut:
    """A place further down the page."""
    x0, top, x1, bottom = cut.place
    return replace(cut, place=(x0, top + points, x1, bottom + points))


def likeness(one: Image.Image, other: Image.Image) -> float:
    """How like two pictures are: the correlation of their greys, a little blurred."""
    small = (one.width // BLUR, one.height // BLUR)
    first, second = (
        np.asarray(picture.resize(small, Image.Resampling.BOX), float).ravel()
        for picture in (one, other)
    )
    return float(np.corrcoef(first, second)[0, 1])


def test_each_finding_shows_its_cell(viewer: Viewer, real: Desk) -> None:
    tab = viewer.open(real.page, "findings")
    keys = [row["service_id"] for row in real.rows("services")]
    texts, letters = printed_cells(keys), letters_of_pages(REAL_PDF)
    shown = 0
    for row in real.rows("findings"):
        finding = tab.locator(f'.finding[data-finding="{row["finding_id"]}"]')
        if not row["cell_ref"].startswith(f"{row['service_id']}/"):
            continue
        text = texts[row["service_id"], row["field"]]
        cut = cut_of(finding)
        (box,) = boxes(tab, f'.finding[data-finding="{row["finding_id"]}"]')
        assert letters_in(letters[box.page], [box.place]) == letters_in_text(text), row
        assert cut.page == box.page == int(row["page"])
        assert holds(cut.place, box.place), row
        assert letters_in_text(cut.said) == letters_in_text(text or tab_word(tab, "empty_cell"))
        assert likeness(cut.picture, drawn(REAL_PDF, cut)) > ALIKE, row
        for points in (-BESIDE, BESIDE):
            assert likeness(cut.picture, drawn(REAL_PDF, moved(cut, points))) < ALIKE, row
        shown += 1
    assert shown >= 15


def holds(outer: Box, inner: Box) -> bool:
    """Whether one box lies within another."""
    left, top = (o - EDGE <= i for o, i in zip(outer[:2], inner[:2], strict=True))
    right, bottom = (o + EDGE >= i for o, i in zip(outer[2:], inner[2:], strict=True))
    return left and top and right and bottom


def tab_word(tab: Page, name: str) -> str:
    """A word of the page."""
    word: str = tab.evaluate(
        "name => JSON.parse(document.getElementById('data').textContent).words[name]", name
    )
    return word
