"""The filters of the review page: by table, section, and each field with codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.outputs.cross_tabulations import codes_of, codes_of_records
from pipeline.outputs.page.fields import ShownField
from pipeline.outputs.page.records import section_names, table_names
from pipeline.outputs.result import Result


def filters_data(result: Result, fields: Sequence[ShownField]) -> list[dict[str, Any]]:
    """The filters that have something to choose."""
    found = [table_filter(result), section_filter(result)]
    found += [coded_filter(field, result) for field in fields if field.is_coded]
    return [one for one in found if len(one["options"]) > 1]


def table_filter(result: Result) -> dict[str, Any]:
    """A filter by table."""
    field, names = result.schema.record.table_field, table_names(result)
    sources = (result.printed.sources[key] for key in result.places)
    return {
        "name": field or "table",
        "label": label_or_word(field, "table", result),
        "options": [result.table_label(name) for name in names],
        "at": [[names.index(source.table_name)] for source in sources],
    }


def section_filter(result: Result) -> dict[str, Any]:
    """A filter by section; records without one come last."""
    field, names = result.schema.record.section_field, section_names(result)
    texts = [result.printed.sources[key].section for key in result.places]
    without = [result.word("no_section")] if names and "" in texts else []
    return {
        "name": field or "section",
        "label": label_or_word(field, "section", result),
        "options": [*names, *without],
        "at": [[names.get(text, len(names))] for text in texts],
    }


def label_or_word(field: str, word: str, result: Result) -> str:
    """What people call a field, or a word where the records have no such field."""
    return result.schema.field_label(field, result.language) if field else result.word(word)


def coded_filter(field: ShownField, result: Result) -> dict[str, Any]:
    """A filter by a field with codes: those that records have, in the order of the vocabulary.

    What no vocabulary knows comes last, as it is printed.
    """
    pairs = codes_of_records(field.name, result.records, result.schema)
    known = codes_of(field.name, pairs, result.schema)
    # As lists: pandas takes long to give its texts one by one.
    keys, codes_found = pairs["key"].tolist(), pairs["code"].tolist()
    found = dict.fromkeys(codes_found)
    codes = list(dict.fromkeys([*(code for code in known if code in found), *found]))
    places = {code: place for place, code in enumerate(codes)}
    at: dict[str, set[int]] = {key: set() for key in result.places}
    for key, code in zip(keys, codes_found, strict=True):
        at[key].add(places[code])
    vocabulary = result.schema.vocabulary_name(field.name)
    options = [result.code_label(vocabulary, code) for code in codes]
    return {
        "name": field.name,
        "label": field.label,
        "options": options,
        "at": [sorted(chosen) for chosen in at.values()],
    }
