"""Records of two outputs → which are new, gone, perhaps renamed, changed, or reordered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from pipeline.compare.changes import Change, Named, Renaming
from pipeline.outputs.written import CsvRow, Output
from pipeline.schema.model import Schema

# Names are near-identical from this share of common letters on (difflib's ratio): a misprint
# mended, a word added, an ending changed; two short names that begin alike stay below it.
NEAR_IDENTICAL = 0.85
# Records of a changed stretch that are further apart than this are not at the same place; it
# also keeps the comparison of two long lists without a common name short.
NEAR_PLACES = 20


def by_key(output: Output, schema: Schema) -> dict[str, CsvRow]:
    """The records of an output by key, in document order."""
    return {
        row[schema.record.key]: row for row in output.rows(schema.record.name, [schema.record.key])
    }


def name_record(key: str, rows: Mapping[str, CsvRow], schema: Schema) -> Named:
    """A record with its name."""
    return Named(key, rows[key].get(schema.record.name_field, ""))


def renamings(
    before: Mapping[str, CsvRow], after: Mapping[str, CsvRow], schema: Schema
) -> list[Renaming]:
    """Records gone and come between the same neighbours of one table, their names nearly alike."""
    gone, come = list(before), list(after)
    likenesses: list[tuple[float, int, int]] = []
    for _, start, end, new_start, new_end in SequenceMatcher(None, gone, come, False).get_opcodes():
        for i in range(start, end):
            nearest = new_start + i - start
            for j in range(max(new_start, nearest - NEAR_PLACES), new_end)[: 2 * NEAR_PLACES + 1]:
                if gone[i] not in after and come[j] not in before:
                    likeness = name_likeness(before[gone[i]], after[come[j]], schema)
                    likenesses += [(-likeness, i, j)] if likeness >= NEAR_IDENTICAL else []
    chosen: dict[int, int] = {}
    for _, i, j in sorted(likenesses):
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    return [
        Renaming(name_record(gone[i], before, schema), name_record(come[j], after, schema))
        for i, j in sorted(chosen.items())
    ]


def name_likeness(old: CsvRow, new: CsvRow, schema: Schema) -> float:
    """How alike two names are, from 0 to 1; 0 in different tables."""
    table, name = schema.record.table_field, schema.record.name_field
    if table and old.get(table) != new.get(table):
        return 0.0
    names = old.get(name, "").casefold(), new.get(name, "").casefold()
    return float(SequenceMatcher(None, *names, False).ratio())


def moved_keys(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Of the keys that both have, the fewest that must move to make one order of the other."""
    common = set(before) & set(after)
    old, new = ([key for key in keys if key in common] for keys in (before, after))
    blocks = SequenceMatcher(None, old, new, False).get_matching_blocks()
    kept = {new[block.b + i] for block in blocks for i in range(block.size)}
    return [key for key in new if key not in kept]


def field_changes(
    before: Mapping[str, CsvRow],
    after: Mapping[str, CsvRow],
    pairs: Mapping[str, str],
    schema: Schema,
) -> Iterator[Change]:
    """Changed values of records, the pages they stand on aside.

    Args:
        before: the old records by key.
        after: the new ones.
        pairs: new keys of the records that both have, by their old ones.
        schema: names the key and the column of pages.
    """
    aside = (schema.record.key, schema.record.pages_field)
    for key, new_key in pairs.items():
        for name, value in before[key].items():
            new_value = after[new_key].get(name, value)
            if name not in aside and value != new_value:
                yield Change(new_key, name, value, new_value)


def list_changes(
    old: Output, new: Output, pairs: Mapping[str, str], schema: Schema
) -> Iterator[Change]:
    """Changed codes of fields with several."""
    lists = [reading.list_ for reading in schema.description.fields.values() if reading.list_]
    for listed in lists:
        if not all(f"{listed.name}.csv" in output.files for output in (old, new)):
            continue
        before, after = (codes_by_key(output, listed.name, schema) for output in (old, new))
        for key, new_key in pairs.items():
            codes = ", ".join(before[key]), ", ".join(after[new_key])
            if codes[0] != codes[1]:
                yield Change(new_key, listed.code_field, *codes)


def codes_by_key(output: Output, file: str, schema: Schema) -> defaultdict[str, list[str]]:
    """The codes that each record has in a list, each with its certainty."""
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for row in output.rows(file, [schema.record.key]):
        code, *others = (text for column, text in row.items() if column != schema.record.key)
        codes[row[schema.record.key]].append(f"{code} ({', '.join(others)})" if others else code)
    return codes
