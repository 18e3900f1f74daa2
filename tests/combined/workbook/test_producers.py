"""Who produces what has one common name in a document, where its records say so differently."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.combined.workbook.view import RecordOf, View
from tests.support.together_books import Together

# A service that the sample has for both customer groups; both have the same one producer.
KEYS = ("person.muutosturvapalvelut", "employer.muutosturvapalvelut")
DOCUMENT = "hostile"


def said_of(together: Together, certainties: dict[str, str]) -> str:
    """The producers of both records in words, where their certainties are these."""
    listed = together.combined.tables["service_producers"]
    changed = listed.assign(
        certainty=[
            certainties.get(key, certainty) if document == DOCUMENT else certainty
            for document, key, certainty in zip(
                listed["document"], listed["service_id"], listed["certainty"], strict=True
            )
        ]
    )
    tables = {**together.combined.tables, "service_producers": changed}
    combined = replace(together.combined, tables=tables)
    view = View(combined.schema, combined.language, combined)
    return view.codes_in_words("producer_text", [RecordOf(DOCUMENT, key) for key in KEYS])


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("stated", "stated", "Työllisyysalue"),
        ("stated", "possible", "Työllisyysalue"),
        ("possible", "stated", "Työllisyysalue"),
        ("possible", "possible", "Työllisyysalue (mahdollinen)"),
    ],
)
def test_a_producer_is_stated_where_one_record_states_it(
    few: Together, first: str, second: str, said: str
) -> None:
    assert said_of(few, dict(zip(KEYS, (first, second), strict=True))) == said
