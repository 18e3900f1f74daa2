"""The words of the pages' script: each is there, in both languages, and none for nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.outputs.page import words as module
from pipeline.outputs.page.words import interface_words
from pipeline.schema.model import Language
from tests.support.reading import SCHEMA

SCRIPT = (Path(module.__file__).parent / "page.js").read_text(encoding="utf-8")
# How the script names a word: `say("name")`, or `sayCount("name", …)` for one and for several.
SAID = re.compile(r'\bsay\(\s*"(\w+)"')
COUNTED = re.compile(r'\bsayCount\(\s*"(\w+)"')
# Words that the script has in lists, or puts together: their whole names, or how those begin.
LITERAL = re.compile(r'"([a-z_]+)"')
BEGUN = ("tab_", "start_", "compare_")
NUMBERS = ("_one", "_many")


@pytest.mark.parametrize("language", ["fi", "en"])
def test_each_word_of_the_script_is_known(language: Language) -> None:
    words = interface_words(SCHEMA, language)
    said = set(SAID.findall(SCRIPT))
    said |= {name + number for name in COUNTED.findall(SCRIPT) for number in NUMBERS}
    assert len(said) > 80
    assert sorted(said - words.keys()) == []


def test_each_word_is_used() -> None:
    literals = set(LITERAL.findall(SCRIPT))
    stems = {name: re.sub("_(one|many)$", "", name) for name in interface_words(SCHEMA, "fi")}
    unused = [
        name
        for name, stem in stems.items()
        if not {name, stem} & literals and not name.startswith(BEGUN)
    ]
    assert unused == []
