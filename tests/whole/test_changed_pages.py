"""Each change of some words of a page is caught by the checks that are for it.

What is found beyond the findings of the appendix itself is compared with the tables below. They
follow from sections 3 and 4 of the design and from the words of `schemas/appendix.yaml`.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.outputs.result import Result
from pipeline.pages.geometry import Box
from pipeline.pages.model import Document, Page, Word
from pipeline.text.strings import readable
from tests.support.command_line import REAL_PDF
from tests.support.reading import Place, Steps, at, places, read

# Changes of a printed page: the words of a cell, its new text, what is new, and what is gone.
Reprint = tuple[str, str, set[Place], set[Place]]
TYKY = "person.tyokykykoordinaattorin-palvelut"


REPRINTS: dict[str, Reprint] = {
    "two names alike": (
        "person.tyo-ja-koulutuskokeilut/service",
        "Ammatinvalinnan ohjaus",
        {at("key-doubled", "person.ammatinvalinnan-ohjaus-2", "service", 2)},
        set(),
    ),
    "two names alike but for what identifiers leave out": (
        "person.tyo-ja-koulutuskokeilut/service",
        "AMMATINVALINNAN ohjaus (uusi): muu",
        {at("key-doubled", "person.ammatinvalinnan-ohjaus-2", "service", 2)},
        set(),
    ),
    "two names alike in one section": (
        "person.yhteiskuntaorientaatio/service",
        "Kulttuurin tuntemus",
        {at("key-doubled", "person.kulttuurin-tuntemus-kotoutumispalvelut-2", "service", 3)},
        set(),
    ),
    "two names alike in two sections": (
        "person.yhteiskuntaorientaatio/service",
        "Ammatinvalinnan ohjaus",
        set(),
        set(),
    ),
    "name of signs": (
        "person.tyovoimakoulutus/service",
        "***",
        {at("key-unnamed", "person.unnamed", "service", 2)},
        set(),
    ),
    "name in brackets": (
        "employer.starttiraha/service",
        "(starttiraha)",
        {at("key-unnamed", "employer.unnamed", "service", 32)},
        set(),
    ),
    "no name": (
        "person.tyovoimakoulutus/service",
        "",
        {("name-missing", "", "", "", 2)},
        set(),
    ),
    # The row goes on from the last one of the page before, and the two do not fit.
    "no name at the top of a page": (
        "person.kuntouttava-tyotoiminta/service",
        "",
        {at("type-conflict", TYKY, "service_type", 2), at("producer-uncertain", TYKY,
            "producer_text", 2)},
        {at("tem-area-missing", TYKY, "tem_area", 16), at("producer-uncertain",
            "person.kuntouttava-tyotoiminta", "producer_text", 3)},
    ),
    "control character in a name": (
        "employer.starttiraha/service",
        "Starttiraha\x07",
        {at("text-unreadable", "employer.starttiraha", "service", 32)},
        set(),
    ),
    "letter of private use in a name": (
        "employer.starttiraha/service",
        "Starttiraha\ue000",
        {at("text-unreadable", "employer.starttiraha", "service", 32)},
        set(),
    ),
    "control character in a mark": (
        "employer.starttiraha/shared",
        "x\x07",
        {at("text-unreadable", "employer.starttiraha", "shared", 46), at("mark-unknown",
            "employer.starttiraha", "shared", 46)},
        set(),
    ),
    "glyph without a letter as area": (
        "employer.starttiraha/tem_area",
        "(cid:3)",
        {at("text-unreadable", "employer.starttiraha", "tem_area", 46), at("tem-area-unknown",
            "employer.starttiraha", "tem_area", 46)},
        set(),
    ),
    "other heading": (
        "person/heading/shared",
        "Yhteinen palvelu",
        {("heading-missing", "", "shared", "person/heading/shared", 2), ("heading-unknown", "", "",
            "person/heading/yhteinen-palvelu", 16)},
        {at("mark-uncertain", "person.nuorten-monialaisen-tuen-yhteispalvelu", "shared", 16)},
    ),
}  # fmt: skip
# Points from letter to letter of a word that a test puts on a page; narrower than any column.
LETTER = 4.5


def reprinted(document: Document, old: list[Word], text: str) -> Document:
    """The document with other words in place of some."""
    box = old[0].box
    number = max(word.number for page in document.pages for word in page.words) + 1
    new: list[Word] = []
    x = box.x0
    for word in readable(text).split():
        end = x + LETTER * len(word)
        place = Box(x, box.top, end, box.bottom)
        new.append(Word(number + len(new), word, place, old[0].bold))
        x = end + LETTER
    pages: list[Page] = []
    for page in document.pages:
        kept = [word for word in page.words if word not in old]
        words = (*kept, *new) if len(kept) < len(page.words) else page.words
        pages.append(replace(page, words=words))
    return replace(document, pages=tuple(pages))


@pytest.mark.parametrize(("ref", "text", "new", "gone"), REPRINTS.values(), ids=REPRINTS)
def test_other_words_on_a_page_are_found(
    appendix: Steps, result: Result, ref: str, text: str, new: set[Place], gone: set[Place]
) -> None:
    (item,) = (item for item in result.items if item.cell_ref == ref)
    words = [word for line in item.lines for word in line.words]
    before = places(result.findings)
    after = places(read(REAL_PDF, reprinted(appendix.document, words, text)).findings)
    assert (after - before, before - after) == (new, gone)
