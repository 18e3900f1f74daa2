"""Texts of schemas and ledgers that no output can hold."""

from __future__ import annotations

import pytest

from pipeline.text.strings import why_unwritable

# Characters in a cell (Excel specifications and limits).
LONGEST = 32_767


def test_a_text_may_be_as_long_as_a_cell_of_the_workbook() -> None:
    assert why_unwritable("a" * LONGEST) == ""
    assert "has 32768 characters" in why_unwritable("a" * (LONGEST + 1))


@pytest.mark.parametrize(
    "text", ["", "a\tb", "a\nb\r", "a\u0085b", "\ue000", "a\ufffdb", "a\u00a0b"]
)
def test_a_text_that_can_be_written(text: str) -> None:
    assert why_unwritable(text) == ""


@pytest.mark.parametrize(
    ("text", "code"), [("a\x08b", "U+0008"), ("\x0e", "U+000E"), ("\x7f", "U+007F")]
)
def test_a_character_that_no_output_holds_is_named(text: str, code: str) -> None:
    assert f"has the character {code}" in why_unwritable(text)
