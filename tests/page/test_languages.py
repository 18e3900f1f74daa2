"""The page speaks the language of the build, and that alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from pipeline.schema.model import Language
from tests.support.browser import Viewer
from tests.support.command_line import Desk
from tests.support.reading import SCHEMA

PLACES = ("", "service-person.tyonhaun-tukeminen/shared", "findings", "proof")
# Texts of the page, its labels and hints among them.
TEXTS = """() => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode;
        if (text.parentNode.localName !== 'script') found.push(text.data);
    }
    for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
        for (const one of document.querySelectorAll(`[${name}]`))
            found.push(one.getAttribute(name));
    return found;
}"""


def texts(viewer: Viewer, page: Path) -> set[str]:
    """The texts of a page in all its tabs."""
    found: set[str] = set()
    for place in PLACES:
        shown: list[str] = viewer.open(page, place).evaluate(TEXTS)
        found |= {text.strip() for text in shown}
    return found


def words(language: Language) -> set[str]:
    """The words of the page that are others in the other language, those with places left out."""
    both = (
        texts
        for name, texts in SCHEMA.labels.words.items()
        if name.startswith("page_") and texts["fi"] != texts["en"]
    )
    return {texts[language] for texts in both if "{" not in texts[language]}


def language_of(tab: Page) -> str:
    language: str = tab.evaluate("document.documentElement.lang")
    return language


@pytest.mark.parametrize(("language", "other"), [("fi", "en"), ("en", "fi")])
def test_words_are_those_of_the_language_of_the_build(
    viewer: Viewer, real: Desk, english: Path, language: Language, other: Language
) -> None:
    page = real.page if language == "fi" else english
    assert language_of(viewer.open(page)) == language
    shown = texts(viewer, page)
    assert len(shown & words(language)) > 30
    assert shown & (words(other) - words(language)) == set()
