"""The files of a schemas folder → the schema.

A folder holds one description (a YAML file of any name but `labels.yaml`), `labels.yaml`,
`vocabulary/*.csv`, and a Table Schema `NAME.schema.json` for each output file. Words, checks
and files that are the same for every kind of table stand in `pipeline/schema/defaults/`; a
folder may say them otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import SchemaError
from pipeline.schema.model import (
    BUILT_IN_FILES,
    LABELS_FILE,
    CheckWords,
    Description,
    Labels,
    Schema,
)
from pipeline.schema.table_schemas import DEFAULTS, KEY_NAME, load_table_schema
from pipeline.schema.vocabulary import Vocabulary, load_vocabulary
from pipeline.schema.yaml_lines import load_model, load_yaml
from pipeline.system.regular_files import is_missing
from pipeline.text.nearest import perhaps_meant
from pipeline.text.patterns import SchemaPattern

NOTES_FILE = "notes.yaml"
# The words of a default Table Schema, besides the name of the records' key, that stand for what
# a record and its key are called in English.
RECORD_WORDS = ("record", "record_key")


def load_schema(folder: Path) -> Schema:
    """Read and check a schemas folder.

    Raises:
        SchemaError: a file is missing or says something it cannot mean.
    """
    path = description_file(folder)
    description = load_model(path, Description)
    own, general = load_labels(folder), load_labels(DEFAULTS)
    words = {**general.words, **own.words}
    named = {KEY_NAME: description.record.key, **{w: words[w]["en"] for w in RECORD_WORDS}}
    loaded = {name: load_table_schema(folder, name, named) for name in file_names(description)}
    table_schemas = {name: table_schema.data for name, table_schema in loaded.items()}
    names = vocabulary_names(description) | {
        field["vocabulary"]
        for table_schema in table_schemas.values()
        for field in table_schema["fields"]
        if "vocabulary" in field
    }
    return Schema(
        folder=folder,
        description=description,
        labels=Labels(
            fields=own.fields,
            words=words,
            rules={**general.rules, **own.rules},
            checks={**general.checks, **usual_words(description, general), **own.checks},
        ),
        own_labels=own,
        usual_words=general.words,
        vocabularies={name: named_vocabulary(folder, name) for name in sorted(names)},
        table_schemas=table_schemas,
        table_patterns={name: table_schema.patterns for name, table_schema in loaded.items()},
        notes=load_notes(description),
    )


def named_vocabulary(folder: Path, name: str) -> Vocabulary:
    """A vocabulary of a schemas folder by its name.

    Raises:
        SchemaError: there is none, or a line of it is not as it must be.
    """
    path = folder / "vocabulary" / f"{name}.csv"
    if is_missing(path):
        known = sorted(other.stem for other in path.parent.glob("*.csv"))
        raise SchemaError(
            f"{path}: is missing, but the description or a Table Schema names it"
            f"{perhaps_meant(name, known)}: restore or rename it."
        )
    return load_vocabulary(path)


def load_notes(description: Description) -> Sequence[SchemaPattern | re.Pattern[str]]:
    """How a note in a table begins: as the description says, else as notes usually do."""
    if description.notes is not None:
        return description.notes
    # The program's own, which need no limit of time and are wanted at once.
    notes = load_yaml(DEFAULTS / NOTES_FILE).data["notes"]
    return [re.compile(pattern, re.IGNORECASE) for pattern in notes]


def usual_words(description: Description, general: Labels) -> dict[str, CheckWords]:
    """The words of checks that need none of their own, by what they look for."""
    found = {}
    for check in description.checks:
        readings = [description.fields[f] for f in check.fields if f in description.fields]
        coded = check.when == "unknown" and any(reading.vocabulary for reading in readings)
        words = f"when-{check.when}{'-code' if coded else ''}"
        if words in general.checks:
            found[check.check] = general.checks[words]
    return found


def load_labels(folder: Path) -> Labels:
    """The words of a folder."""
    return load_model(folder / LABELS_FILE, Labels)


def description_file(folder: Path) -> Path:
    """The one YAML file of a schemas folder that is not the labels."""
    try:
        # `glob` says nothing of a folder whose names may not be read.
        is_folder = folder.is_dir() and next(folder.iterdir(), folder) is not None
    except OSError as error:
        raise SchemaError(
            f"{folder}: cannot be looked at ({error.strerror}): check --schemas and permissions."
        ) from None
    if not is_folder:
        raise SchemaError(f"{folder}: there is no such schemas folder: check --schemas.")
    files = sorted(p for p in folder.glob("*.yaml") if p.name != LABELS_FILE)
    if len(files) != 1:
        found = ", ".join(p.name for p in files) or "none"
        raise SchemaError(
            f"{folder}: needs one description file beside {LABELS_FILE}, and has {found}: "
            "keep one .yaml file."
        )
    return files[0]


def file_names(description: Description) -> list[str]:
    """The output files that a Table Schema describes."""
    lists = [f.list_.name for f in description.fields.values() if f.list_]
    return [description.record.name, *lists, *BUILT_IN_FILES]


def vocabulary_names(description: Description) -> set[str]:
    """The vocabularies that the description names."""
    named = {f.vocabulary for f in description.fields.values() if f.vocabulary}
    return named | ({description.record.table_vocabulary, description.combined.names} - {""})
