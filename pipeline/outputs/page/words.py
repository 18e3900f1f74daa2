"""The words of the pages' own interface, among those of a schemas folder."""

from __future__ import annotations

from pipeline.schema.for_sheets import SHEET_ENDING
from pipeline.schema.model import Language, Schema

# Words of a page begin like this among those of the labels.
WORD_PREFIX = "page_"


def interface_words(schema: Schema, language: Language) -> dict[str, str]:
    """The words of a page by their names there."""
    return {
        name.removeprefix(WORD_PREFIX): texts[language]
        for name, texts in sorted(schema.labels.words.items())
        if name.startswith(WORD_PREFIX) and not name.endswith(SHEET_ENDING)
    }
