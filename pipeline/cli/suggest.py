"""The command `suggest`: a vocabulary of common names to start from, on standard output."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from pipeline.cli.compare import OUTPUT_FOLDER
from pipeline.combined.common_names import NamedRecord
from pipeline.combined.vocabulary_lines import line_of, suggested_lines
from pipeline.compare.folders import read_as_built, read_outputs
from pipeline.outputs.written import Output
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Schema
from pipeline.schema.vocabulary import Vocabulary


def suggest(options: Namespace) -> int:
    """Print the vocabulary; the exit code.

    Raises:
        SchemaError: the schemas folder is not as it must be.
        InputError: an output cannot be read.
    """
    schema = load_checked_schema(options.schemas)
    name = schema.description.combined.names
    vocabulary = schema.vocabularies[name] if name else Vocabulary(schema.record.name, {}, ())
    records = [
        record
        for folder in options.folder or [OUTPUT_FOLDER]
        for document, output in sorted(read_outputs(folder).items())
        if not output.is_together
        for record in records_by_name(document, output, schema)
    ]
    for line in suggested_lines(records, vocabulary):
        print(line_of(line, vocabulary))
    return 0


def records_by_name(document: str, output: Output, schema: Schema) -> Iterator[NamedRecord]:
    """The records of a document, by name.

    Raises:
        InputError: its files are not as a build writes them.
    """
    record, name_field = schema.record, schema.description.document.field
    with read_as_built(output):
        area = str(output.report["source"][name_field] or "") if name_field else ""
        for row in output.rows(record.name, (record.key, record.name_field)):
            yield NamedRecord(document, row[record.key], row[record.name_field], area)
