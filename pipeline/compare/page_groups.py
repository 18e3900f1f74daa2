"""What changed of a document, its records, numbers and texts → groups of changes in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.compare.changes import Change, Named
from pipeline.compare.documents import counted_asides, differing_files, source_changes
from pipeline.compare.page_pair import ComparedPair
from pipeline.compare.page_value import Cells, ChangedPart, ChangedThing, ChangedValue
from pipeline.compare.printed import PrintedCells
from pipeline.compare.texts import OUTSIDE, with_fate
from pipeline.outputs.written import CsvRow

# What became of a text that was not used, by the words for it.
FATE_WORDS = {"finding": "as_findings"}
# What makes the items of a kind.
MakesItems = Callable[[ComparedPair], Iterable[ChangedThing]]


def changed_value(change: Change) -> ChangedValue:
    """A changed value in words."""
    return change.what, change.old, change.new


def document_items(pair: ComparedPair) -> Iterator[ChangedThing]:
    """What is said of the document as a whole."""
    changes = pair.comparison.document
    parts = [
        ChangedPart([changed_value(worded)], document_cells(change, pair))
        for change, worded in zip(changes, pair.words.document_changes(changes), strict=True)
    ]
    if parts:
        yield ChangedThing(parts=parts)


def document_cells(change: Change, pair: ComparedPair) -> Cells | None:
    """The lines in which the document says something of itself, if it does."""
    name = pair.schema.description.document.field
    field = name if change.what == name else ""
    old, new = (
        cells.outside(text, field)
        for cells, text in zip(pair.cells, (change.old, change.new), strict=True)
    )
    return (old, new) if old.is_known and new.is_known else None


def file_items(pair: ComparedPair) -> Iterator[ChangedThing]:
    """Files that only one of the outputs has, and columns of a file."""
    for file, changes in groupby(pair.comparison.files, lambda change: change.where):
        values = [(pair.say(change.what), change.old, change.new) for change in changes]
        yield ChangedThing(file, parts=[ChangedPart(values)])


def added_items(pair: ComparedPair) -> Iterator[ChangedThing]:
    """Records that are new, whole."""
    for named in pair.comparison.added:
        yield whole_record(named, pair, is_new=True)


def removed_items(pair: ComparedPair) -> Iterator[ChangedThing]:
    """Records that are gone, whole."""
    for named in pair.comparison.removed:
        yield whole_record(named, pair, is_new=False)


def whole_record(named: Named, pair: ComparedPair, is_new: bool) -> ChangedThing:
    """A record with all its values, and where it is printed."""
    cell = pair.cells[is_new].record(named.key)
    part = ChangedPart(cells=(None, cell) if is_new else (cell, None))
    values = [value for _, value in pair.values_of(named.key, is_new) if value[1]]
    return ChangedThing(named.name, [named.key], parts=[part], rest=values)


def renamed_items(pair: ComparedPair) -> Iterator[ChangedThing]:
    """Records that may have been renamed."""
    name = pair.schema.record.name_field
    for renaming in pair.comparison.renamed:
        old, new = renaming.old, renaming.new
        cells = pair.cells_of(new.key, name)
        part = ChangedPart([(pair.words.field(name), old.name, new.name)], cells)
        yield ChangedThing(new.name, [old.key, new.key], parts=[part])


def field_items(pair: ComparedPair) -> Iterator[ChangedThing]:
    """Records with changed values, a record each; the values that did not change aside."""
    changes = pair.comparison.fields
    by_record: dict[str, list[tuple[Change, Change]]] = {}
    for change, worded in zip(changes, pair.words.field_changes(changes), strict=True):
        by_record.setdefault(change.where, []).append((change, worded))
    for key, pairs in by_record.items():
        # What is read from one cell stands beside one picture of it.
        by_cell: dict[str, list[ChangedValue]] = {}
        for change, worded in pairs:
            cell = pair.cells[1].field_of(change.what)
            by_cell.setdefault(cell, []).append(changed_value(worded))
        parts = [ChangedPart(values, pair.cells_of(key, cell)) for cell, values in by_cell.items()]
        changed = {change.what for change, _ in pairs}
        rest = [value for name, value in pair.values_of(key, True) if name not in changed]
        yield ChangedThing(pair.name_of(key), [key], parts=parts, rest=[v for v in rest if v[1]])


def reordered_items(pair: ComparedPair) -> Iterator[ChangedThing]:
    """Records that stand at another place."""
    for named in pair.comparison.reordered:
        part = ChangedPart(cells=pair.cells_of(named.key, pair.schema.record.name_field))
        yield ChangedThing(named.name, [named.key], parts=[part])


def count_items(pair: ComparedPair) -> Iterator[ChangedThing]:
    """Changed numbers, a cross-tabulation each."""
    changes = pair.words.count_changes(pair.comparison.counts)
    for where, numbers in groupby(changes, lambda change: change.where):
        yield ChangedThing(
            where, parts=[ChangedPart([changed_value(number) for number in numbers])]
        )


def text_items(pair: ComparedPair) -> Iterator[ChangedThing]:
    """Printed text that changed where no value did."""
    for change in pair.comparison.texts:
        key, _, field = change.where.rpartition("/")
        if change.where == OUTSIDE:
            yield outside_item(change, pair)
        elif key in pair.after:
            text = (pair.words.field(field), change.old, change.new)
            part = ChangedPart([text], pair.cells_of(key, field))
            yield ChangedThing(pair.name_of(key), [key], parts=[part])
        else:
            rows = [cells.by_reference.get(change.where, []) for cells in pair.cells]
            old, new = (fated(of_cell, pair) for of_cell in rows)
            shown = pair.cells_at(change.where, is_new=bool(change.new))
            name = table_part(change.where, pair)
            yield ChangedThing(name, [change.where], parts=[ChangedPart([("", old, new)], shown)])


def outside_item(change: Change, pair: ComparedPair) -> ChangedThing:
    """A line outside the tables that came or went; the first, where it stands on many pages."""
    lines = [
        first_line(cells, text)
        for cells, text in zip(pair.cells, (change.old, change.new), strict=True)
    ]
    old, new = (
        cells.joined(rows) if rows else None for cells, rows in zip(pair.cells, lines, strict=True)
    )
    # What stands on several lines is found on none of them.
    text = ("", fated(lines[0], pair) or change.old, fated(lines[1], pair) or change.new)
    return ChangedThing(pair.say("outside"), parts=[ChangedPart([text], (old, new))])


def first_line(cells: PrintedCells, text: str) -> list[CsvRow]:
    """The first of the lines outside the tables that a text stands for; none for no text."""
    fits = (row for row in cells.lines if text and not row["table"] and with_fate(row) == text)
    return [row for row in [next(fits, None)] if row]


def fated(rows: Sequence[CsvRow], pair: ComparedPair) -> str:
    """Texts, and in words what became of those that were not used."""
    labels = pair.schema.labels.rules
    texts = []
    for row in rows:
        if row["fate"] == "used":
            texts.append(row["text"])
            continue
        fate = pair.words.word(FATE_WORDS.get(row["fate"], row["fate"]))
        rule = labels.get(row["rule"], {}).get(pair.words.language, row["rule"])
        texts.append(f"{row['text']} ({': '.join(filter(None, (fate.lower(), rule)))})")
    return " ".join(texts)


def table_part(reference: str, pair: ComparedPair) -> str:
    """In words which cell of no record a reference means."""
    table, _, rest = reference.partition("/")
    kind, _, name = rest.partition("/")
    label = pair.words.code(pair.schema.record.table_field, table)
    if kind == "section":
        return f"{label}: {pair.words.word('section').lower()}"
    if kind.startswith("heading"):
        return f"{label}: {pair.say('heading').lower()} {pair.words.field(name)}"
    return label


def unchanged_items(pair: ComparedPair) -> Iterator[ChangedThing]:
    """The records of which nothing changed."""
    comparison = pair.comparison
    changed = {change.where for change in comparison.fields}
    changed |= {change.where.rpartition("/")[0] for change in comparison.texts}
    changed |= {named.key for named in (*comparison.added, *comparison.reordered)}
    for key in pair.after:
        if key not in changed:
            yield ChangedThing(pair.name_of(key), [key])


def items_of_asides(pair: ComparedPair) -> Iterator[ChangedThing]:
    """What changed without being of substance, in sentences."""
    if pair.comparison.across:
        return
    records = pair.before, pair.after
    counted = counted_asides(pair.old, pair.new, records, pair.new_keys, pair.schema)
    lines = [pair.say(f"aside_{name}", number=number) for name, number in counted.items()]
    values = [
        (pair.say(f"source_{change.what}"), change.old, change.new)
        for change in source_changes(pair.old, pair.new)
    ]
    if not (pair.comparison.is_different or lines or values):
        files = differing_files(pair.old, pair.new)
        lines = [pair.say("aside_reworded", file=file) for file in files]
    if lines or values:
        yield ChangedThing(lines=lines, parts=[ChangedPart(values)] if values else [])


GROUP_ITEMS: Mapping[str, MakesItems] = {
    "document": document_items,
    "files": file_items,
    "added": added_items,
    "removed": removed_items,
    "renamed": renamed_items,
    "fields": field_items,
    "reordered": reordered_items,
    "counts": count_items,
    "texts": text_items,
    "unchanged": unchanged_items,
    "asides": items_of_asides,
}
