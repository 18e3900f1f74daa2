"""Cells with codes: a wording twice is no value, and a word for possible may stand apart."""

from __future__ import annotations

import pytest

from pipeline.records.readers import reader_of
from tests.support.reading import SCHEMA


@pytest.mark.parametrize(
    ("text", "value", "remarks"),
    [
        # Two different wordings of one code are that code.
        ("Muu lisäpalvelu, lisäpalvelu", "additional", set()),
        # The same wording twice may be two rows that were read as one.
        ("Lisäpalvelu, lisäpalvelu", "Lisäpalvelu, lisäpalvelu", {"unknown"}),
        ("Lakisääteinen Lakisääteinen", "Lakisääteinen Lakisääteinen", {"unknown"}),
    ],
)
def test_the_same_wording_twice_is_no_value(text: str, value: str, remarks: set[str]) -> None:
    reading = reader_of("service_type", SCHEMA, "")(text)
    assert (reading.value, set(reading.remarks)) == (value, remarks)


@pytest.mark.parametrize(
    ("text", "is_apart"),
    [
        ("mahdollinen HVA", False),
        ("HVA mahdollisesti", False),
        ("HVA, mahdollisesti", True),
        ("mahdollisesti, HVA", True),
        ("HVA, mahdollisesti, kunta", True),
        ("HVA, mahdollinen kunta", False),
    ],
)
def test_a_word_for_possible_in_a_clause_without_a_code_is_remarked(
    text: str, is_apart: bool
) -> None:
    assert ("apart" in reader_of("producer_text", SCHEMA, "")(text).remarks) == is_apart
