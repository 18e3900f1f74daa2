"""Headings that no table has → the known ones that they are perhaps misprints of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.schema.source_table import PATH_SIGN, SourceTable
from pipeline.text.near_wordings import nearest_wordings
from pipeline.text.strings import fold

# Near headings that are named; more would only confuse.
MOST_HEADINGS = 3


def heading_hint(texts: Iterable[str], tables: Sequence[SourceTable]) -> Mapping[str, str]:
    """What a finding on headings says of known ones that they are near to; nothing for none.

    Args:
        texts: the headings, of which some may be known.
        tables: the tables that they may belong to.
    """
    fields = {
        heading: field
        for table in tables
        for field, headings in table.columns.items()
        for heading in headings
        if heading
    }
    known = {fold(heading) for heading in fields}
    near: list[str] = []
    for text in texts:
        # A heading is known by all its parts, or by the last of them.
        for part in dict.fromkeys((text, text.split(PATH_SIGN)[-1])):
            if fold(part) and fold(part) not in known:
                near += nearest_wordings(part, list(fields))
    named = [f"“{heading}” ({fields[heading]})" for heading in dict.fromkeys(near)]
    if not named:
        return {}
    return {"hint": "heading", "nearest": ", ".join(named[:MOST_HEADINGS])}
