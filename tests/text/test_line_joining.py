"""Lines of a cell made one text: which hyphens belong to a word."""

from __future__ import annotations

import pytest

from pipeline.text.strings import join_lines

CONJUNCTIONS = ["ja", "tai"]
SOFT_HYPHEN, BREAKING_HYPHEN, NO_BREAK_HYPHEN = "\u00ad", "\u2010", "\u2011"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        # A hyphen at the end of a word holds it to what follows.
        (["Kunta-", "lisät"], "Kunta-lisät"),
        ([f"Kunta{NO_BREAK_HYPHEN}", "lisät"], f"Kunta{NO_BREAK_HYPHEN}lisät"),
        (["a-", "b"], "a-b"),
        # One that stands alone is a dash, and so are two together.
        (["Kunta -", "lisät"], "Kunta - lisät"),
        (["Kunta", "- lisät"], "Kunta - lisät"),
        (["-", "lisät"], "- lisät"),
        (["Kunta", "-", "lisät"], "Kunta - lisät"),
        (["Kunta--", "lisät"], "Kunta-- lisät"),
        (["Kunta –", "lisät"], "Kunta – lisät"),
        (["Kunta–", "lisät"], "Kunta– lisät"),
        # Before a conjunction it stands for what is left out.
        (["Työ-", "ja muut"], "Työ- ja muut"),
        (["Työ-", "(tai muut)"], "Työ- (tai muut)"),
        (["Työ-", "jatko"], "Työ-jatko"),
        # The sign that browsers break words with goes, inside a word alone.
        ([f"kun{BREAKING_HYPHEN}", "ta"], "kunta"),
        ([f"kun{BREAKING_HYPHEN}", "Ta"], f"kun{BREAKING_HYPHEN}Ta"),
        ([f"3{BREAKING_HYPHEN}", "osa"], f"3{BREAKING_HYPHEN}osa"),
        ([f"kun{BREAKING_HYPHEN}", "ja"], f"kun{BREAKING_HYPHEN} ja"),
        ([f"kun{SOFT_HYPHEN}", "Ta"], "kunTa"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_holds_a_word_together_or_is_a_dash(
    lines: list[str], joined: str
) -> None:
    assert join_lines(lines, CONJUNCTIONS) == joined
