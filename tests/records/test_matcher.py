"""Wordings of a vocabulary found in a printed text: where one begins and ends, and which wins."""

from __future__ import annotations

import pytest

from pipeline.records.matcher import Matcher
from pipeline.schema.vocabulary import Entry

ENTRIES = [
    Entry("kunta", code="municipality"),
    Entry("kunnat", code="municipality"),
    Entry("HVA", code="county"),
    Entry("HVA palvelu", code="county_service"),
    Entry("ostopalvelu ja", code="purchase_and"),
    Entry("ostopalveluja", code="purchases"),
    Entry("{name}", code="own"),
    Entry("Avoin", code="open"),
    Entry("AVOIN", code="open", misprint=True),
    Entry("sulettu", code="closed", misprint=True),
    Entry("?", role="uncertain"),
]
NAME = "Hämeen alue"
MATCHER = Matcher(ENTRIES, NAME)


def found(text: str, matcher: Matcher = MATCHER) -> list[tuple[str, str | None]]:
    """The pieces of a text, each with its code; None where no entry matches."""
    return [
        (piece.text, None if piece.entry is None else piece.entry.code or piece.entry.role)
        for piece in matcher.segments(text)
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("kunta", [("kunta", "municipality")]),
        ("KUNTA", [("KUNTA", "municipality")]),
        # It begins and ends where a printed word does.
        ("sopimuskunta", [("sopimuskunta", None)]),
        ("kuntayhtymä", [("kuntayhtymä", None)]),
        ("kunta1", [("kunta1", None)]),
        ("(kunta)", [("(", None), ("kunta", "municipality"), (")", None)]),
        ("kunta-HVA", [("kunta", "municipality"), ("-", None), ("HVA", "county")]),
        ("kunta?", [("kunta", "municipality"), ("?", "uncertain")]),
        ("kunta kunta", [("kunta", "municipality"), ("kunta", "municipality")]),
        # The longest wins, however it is broken.
        ("HVA palvelu", [("HVA palvelu", "county_service")]),
        ("HVA\npalvelu", [("HVA\npalvelu", "county_service")]),
        ("HVApalvelu", [("HVApalvelu", "county_service")]),
        ("HVA palvelut", [("HVA", "county"), ("palvelut", None)]),
        # Words broken as the wording has them come first.
        ("ostopalvelu ja", [("ostopalvelu ja", "purchase_and")]),
        ("ostopalveluja", [("ostopalveluja", "purchases")]),
        ("ku nta", [("ku nta", "municipality")]),
        ("Hämeen\nalue", [("Hämeen\nalue", "own")]),
        ("Lahden alue", [("Lahden alue", None)]),
        ("", []),
    ],
)
def test_pieces_of_a_text(text: str, pieces: list[tuple[str, str | None]]) -> None:
    assert found(text) == pieces


@pytest.mark.parametrize(
    ("text", "code", "misprint"),
    [
        ("Avoin", "open", False),
        ("AVOIN", "open", True),
        ("avoin", "open", False),
        ("sulettu", "closed", True),
    ],
)
def test_of_wordings_that_differ_in_case_the_one_printed_so_counts(
    text: str, code: str, misprint: bool
) -> None:
    entry = MATCHER.whole(text)
    assert entry is not None
    assert (entry.code, entry.misprint) == (code, misprint)


def test_only_a_text_that_is_all_of_it_is_a_whole_wording() -> None:
    assert MATCHER.whole("kunta?") is None
    assert MATCHER.whole("") is None


def test_without_a_name_its_wording_is_none() -> None:
    nameless = Matcher(ENTRIES, "")
    assert found("{name}", nameless) == [("{name}", None)]
    assert found(NAME, nameless) == [(NAME, None)]
