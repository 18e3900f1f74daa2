"""The known words that a wrong one is nearest to."""

from __future__ import annotations

import pytest

from pipeline.text.nearest import did_you_mean, nearest_words, perhaps_meant

OPTIONS = ("--output", "--schemas", "--lang", "--fail-on", "--quiet", "--json")
IDS = ("c6595a2712", "6820aa7fa7", "408b310435", "c8fcd928ef")


@pytest.mark.parametrize(
    ("word", "known", "nearest"),
    [
        ("--ouput", OPTIONS, ["--output"]),
        ("--OUTPUT", OPTIONS, ["--output"]),
        ("biuld", ("build", "decide"), ["build"]),
        ("fin", ("fi", "en"), ["fi"]),
        ("sv", ("fi", "en"), []),
        ("6820aa7fa", IDS, ["6820aa7fa7"]),
        ("c659", IDS, ["c6595a2712"]),
        ("c65", IDS, []),
        ("0123456789", IDS, []),
        ("paijat-hame", ("paijat-hame-liitetaulukko", "uusimaa"), ["paijat-hame-liitetaulukko"]),
        ("", OPTIONS, []),
        ("x", (), []),
    ],
)
def test_nearest_words(word: str, known: tuple[str, ...], nearest: list[str]) -> None:
    assert nearest_words(word, known) == nearest


def test_three_proposals_at_most_the_nearest_first() -> None:
    known = [f"service_{n}" for n in range(9)]
    assert nearest_words("service_3", known)[0] == "service_3"
    assert len(nearest_words("service_x", known)) == 3


def test_proposals_in_words() -> None:
    assert did_you_mean("--ouput", OPTIONS) == "did you mean --output?"
    assert did_you_mean("item", ("items", "itemd")) == "did you mean items or itemd?"
    assert perhaps_meant("servce", ("service", "type")) == ", perhaps service is meant"
    assert did_you_mean("zzz", OPTIONS) == perhaps_meant("zzz", OPTIONS) == ""
