"""Two outputs of all documents together → what changed, besides what changed in each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.compare.changes import STATES, Change, Comparison, ReportedFinding, changed_values
from pipeline.compare.documents import counts_of, differing_files, file_changes
from pipeline.outputs.written import Output
from pipeline.schema.model import Schema
from pipeline.schema.together_consistency import common_column

# Those of the documents are told with each of them.
NO_FINDINGS: Mapping[str, Sequence[ReportedFinding]] = dict.fromkeys(STATES, ())


def compare_together(
    name: str, old: Output | None, new: Output | None, schema: Schema
) -> Comparison:
    """What changed between two outputs of all documents.

    Args:
        name: of their folder.
        old: the old output, if there is one.
        new: the new output, if there is one.
        schema: says which file holds the records, and which tables count by document.

    Raises:
        InputError: a file is missing or cannot be read.
    """
    if old is None or new is None:
        return Comparison(name, only_in="new" if old is None else "old")
    if not (old.is_together and new.is_together):
        kinds = ["all documents" if one.is_together else "a document" for one in (old, new)]
        kind = Change("document", "combined", *kinds)
        return Comparison(name, document=[kind], findings=NO_FINDINGS)
    files = differing_files(old, new)
    return Comparison(
        name,
        document=list(changed_values("document", status_of(old), status_of(new))),
        files=[
            change for change in file_changes(old, new) if not is_column_of_document(change, schema)
        ],
        fields=list(common_name_changes(old, new, schema)),
        counts=list(number_changes(old, new, schema)),
        findings=NO_FINDINGS,
        asides=[f"made anew from the documents: {', '.join(files)}"] if files else [],
    )


def status_of(output: Output) -> dict[str, str]:
    """What became of each document, by name."""
    return {one["file"]: str(one["status"]) for one in output.together["documents"]}


def tabulations(schema: Schema) -> list[str]:
    """The files that count by document."""
    return [declared.name for declared in schema.description.combined.cross_tabulations]


def is_column_of_document(change: Change, schema: Schema) -> bool:
    """Whether a column came or went with its document, which is told already."""
    return change.what == "column" and change.where.removesuffix(".csv") in tabulations(schema)


def number_changes(old: Output, new: Output, schema: Schema) -> Iterator[Change]:
    """Changed numbers of the documents that both have."""
    for name in tabulations(schema):
        if all(f"{name}.csv" in output.files for output in (old, new)):
            before, after = counts_of(old, name), counts_of(new, name)
            both = [number for number in before if number in after]
            yield from changed_values(
                name, {number: before[number] for number in both}, {n: after[n] for n in both}
            )


def common_name_changes(old: Output, new: Output, schema: Schema) -> Iterator[Change]:
    """Records that both have, and that are called otherwise together."""
    column = common_column(schema)
    before, after = common_codes_of(old, schema), common_codes_of(new, schema)
    for record, code in before.items():
        if record in after and after[record] != code:
            yield Change(record, column, code, after[record])


def common_codes_of(output: Output, schema: Schema) -> dict[str, str]:
    """The code of each record's common name, by document and key; none where there are none."""
    key, document = schema.record.key, schema.description.combined.document_field
    return {
        f"{row[document]}/{row[key]}": row[common_column(schema)]
        for row in output.rows(schema.record.name, (key, document))
        if common_column(schema) in row
    }
