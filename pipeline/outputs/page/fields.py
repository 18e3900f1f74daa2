"""Which fields of a record the review page shows, in order, and texts that many records share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.outputs.result import Result

# Stands for a value that a record cannot have.
NOT_THERE = -1
CODED_READERS = ("code", "codes", "mark")


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of the records as the page shows it.

    Args:
        name: its name.
        label: what people call it.
        is_read: whether it has a column of its own in a table.
        is_coded: whether its values are codes of a vocabulary.
    """

    name: str
    label: str
    is_read: bool
    is_coded: bool


def shown_fields(result: Result) -> list[ShownField]:
    """The fields of a record: its name, where it stands, what its columns say, and its pages."""
    return [shown_field(name, result) for name in field_names_in_order(result)]


def field_names_in_order(result: Result) -> Iterator[str]:
    """The names of the fields that a record has, in the order of the workbook's list."""
    schema, record = result.schema, result.schema.record
    yield from filter(None, (record.name_field, record.table_field, record.section_field))
    for name, reading in schema.description.fields.items():
        if name != record.name_field:
            yield name
        yield from filter(None, (reading.rest_field, reading.uncertain_field))
    yield from filter(None, (record.pages_field, schema.description.document.field))


def shown_field(name: str, result: Result) -> ShownField:
    """A field by its name; one with several codes is called what each of them is."""
    reading = result.schema.description.fields.get(name)
    called = reading.list_.code_field if reading and reading.list_ else name
    label = result.schema.field_label(called, result.language)
    return ShownField(name, label, reading is not None, is_coded(name, result))


def is_coded(name: str, result: Result) -> bool:
    """Whether a field is read with a vocabulary."""
    reading = result.schema.description.fields.get(name)
    return reading is not None and reading.reader in CODED_READERS


def numbered(texts: Iterable[str | None]) -> dict[str, Any]:
    """Texts of the records, each distinct one once, and for each record which; None is none."""
    places: dict[str, int] = {}
    at = [NOT_THERE if t is None else places.setdefault(t, len(places)) for t in texts]
    return {"texts": list(places), "at": at}
