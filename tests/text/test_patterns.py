"""Patterns of a schemas folder: as Python's `re` reads them, and never without end."""

from __future__ import annotations

import re

import pytest

from pipeline.errors import SchemaError
from pipeline.text import patterns
from pipeline.text.patterns import PatternError, SchemaPattern

ENDLESS = (r"(a+)+$", r"(a|a)*$", r"(a|b|ab)*$", r"(a*a*)*$", r"(?:(?:a?){20}){20}$", r"(.|\w)+\d$")


@pytest.mark.parametrize("pattern", ENDLESS)
def test_a_pattern_that_takes_too_long_is_named(
    monkeypatch: pytest.MonkeyPatch, pattern: str
) -> None:
    monkeypatch.setattr(patterns, "SECONDS_A_TEXT", 0.1)
    endless = SchemaPattern(pattern, "some.yaml line 3")
    with pytest.raises(SchemaError, match=r"^some\.yaml line 3: the pattern “.*” takes too long"):
        endless.search("a" * 4000 + "!")


def test_many_texts_that_take_long_together_are_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "SECONDS_IN_ALL", 0.2)
    slow = SchemaPattern("(a|a)*$", "some.yaml line 3")
    with pytest.raises(SchemaError, match="takes too long"):
        for _ in range(1000):
            assert slow.fullmatch("a" * 12 + "!") is None


REFUSED = {
    "(": "is no pattern .missing .,",
    "[a": "is no pattern .unterminated character set",
    "(?|a)": "is no pattern .unknown extension",
    r"\p{L}": "is no pattern .bad escape",
    "(" * 3000 + ")" * 3000: "is no pattern that can be used",
    "(?:" * 60 + "a" + ")" * 60: "groups more than 50 deep",
    "a{1000000000}": "more than 20,000 signs",
    "a{99999999999999}": "is no pattern that can be used",
    "((a{1000}){1000}){1000}": "more than 20,000 signs",
    "(?:a?){30000}": "more than 20,000 signs",
    "a" * 30_000: "more than 20,000 signs",
}


@pytest.mark.parametrize(("pattern", "says"), REFUSED.items(), ids=[p[:12] for p in REFUSED])
def test_what_cannot_be_used_is_named(pattern: str, says: str) -> None:
    with pytest.raises(PatternError, match=says):
        SchemaPattern(pattern)


# What the package `regex` would read otherwise, and what it would not.
SAME = (
    r"(?P<name>\S.*?\bala)en\b",
    "x{e<=1}",
    "a{x}",
    "{}",
    "[[:alpha:]]+",
    "[[a]--[b]",
    r"[^\]\[a]{2,3}",
    "[]a]{2}",
    "(?i)ä?{",
    "(?x) a # { [ ( b\n b",
    "(?#({[)a{,3}",
    r"(\w)\1|(?<!a)b$",
    r"[A-Z]( [A-Z])*",
)
TEXTS = (
    "aa",
    "bb",
    "x",
    "xy",
    "x{e<=1}",
    "a{x}",
    "{}",
    "[a]",
    ":a:",
    "[[",
    "a--]",
    "A B",
    "Ä{",
    "ab",
    "",
)


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize("pattern", SAME)
def test_a_pattern_means_what_it_means_to_python(pattern: str) -> None:
    ours, theirs = SchemaPattern(pattern), re.compile(pattern)
    for text in (*TEXTS, "oma alaen"):
        for way in ("search", "match", "fullmatch"):
            found, wanted = getattr(ours, way)(text), getattr(theirs, way)(text)
            assert (found is None) == (wanted is None), (text, way)
            if wanted is not None:
                assert (found.span(), found.groupdict()) == (wanted.span(), wanted.groupdict())
    assert ours.groupindex == theirs.groupindex
