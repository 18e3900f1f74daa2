"""The files of a schemas folder → the schema.

A folder holds one description (a YAML file of any name but `labels.yaml`), `labels.yaml`,
`vocabulary/*.csv`, and a Table Schema `NAME.schema.json` for each output file. Words, checks
and files that are the same for every kind of table stand in `pipeline/defaults/`; a folder may
say them otherwise.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from pipeline.errors import SchemaError
from pipeline.schema import BUILT_IN_FILES, LABELS_FILE, TYPES, Description, Labels, Schema
from pipeline.vocabulary import load_vocabulary
from pipeline.yaml_file import load_yaml, model_error

DEFAULTS = Path(__file__).resolve().parent / "defaults"
# Stands in a default Table Schema for the name of the records' key.
KEY = "{key}"


def load_schema(folder: Path) -> Schema:
    """Read and check a schemas folder.

    Raises:
        SchemaError: a file is missing or says something it cannot mean.
    """
    path = description_file(folder)
    data, lines = load_yaml(path)
    try:
        description = Description.model_validate(data)
    except ValidationError as error:
        raise model_error(path, error, lines) from None
    own, general = load_labels(folder), load_labels(DEFAULTS)
    table_schemas = {
        name: load_table_schema(folder, name, description.record.key)
        for name in file_names(description)
    }
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
            words={**general.words, **own.words},
            rules=own.rules,
            checks={**general.checks, **own.checks},
        ),
        own_labels=own,
        vocabularies={
            n: load_vocabulary(folder / "vocabulary" / f"{n}.csv") for n in sorted(names)
        },
        table_schemas=table_schemas,
    )


def load_labels(folder: Path) -> Labels:
    """The words of a folder."""
    path = folder / LABELS_FILE
    data, lines = load_yaml(path)
    try:
        return Labels.model_validate(data)
    except ValidationError as error:
        raise model_error(path, error, lines) from None


def description_file(folder: Path) -> Path:
    """The one YAML file of a schemas folder that is not the labels."""
    if not folder.is_dir():
        raise SchemaError(f"{folder}: there is no such schemas folder: check --schemas.")
    files = sorted(p for p in folder.glob("*.yaml") if p.name != LABELS_FILE)
    if len(files) != 1:
        found = ", ".join(p.name for p in files) or "none"
        raise SchemaError(
            f"{folder}: needs one description file beside {LABELS_FILE}, and has {found}: "
            "keep one .yaml file."
        )
    return files[0]


def load_table_schema(folder: Path, name: str, key: str) -> dict[str, Any]:
    """The Table Schema of an output file; of a file that the program fills, the default."""
    path = folder / f"{name}.schema.json"
    if name in BUILT_IN_FILES and not path.exists():
        path = DEFAULTS / path.name
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SchemaError(f"{path}: cannot be read ({error.strerror}): restore it.") from None
    except ValueError as error:
        raise SchemaError(f"{path}: is not JSON ({error}): correct it.") from None
    fields = data.get("fields") if isinstance(data, dict) else None
    if not isinstance(fields, list) or not all(
        isinstance(f, dict) and isinstance(f.get("name"), str) and f.get("type") in TYPES
        for f in fields
    ):
        raise SchemaError(
            f"{path}: needs fields, each with a name and a type ({', '.join(TYPES)}): correct it."
        )
    if path.parent == DEFAULTS:
        data["fields"] = [{**f, "name": f["name"].replace(KEY, key)} for f in fields]
    return cast(dict[str, Any], data)


def file_names(description: Description) -> list[str]:
    """The output files that a Table Schema describes."""
    lists = [f.list_.name for f in description.fields.values() if f.list_]
    return [description.record.name, *lists, *BUILT_IN_FILES]


def vocabulary_names(description: Description) -> set[str]:
    """The vocabularies that the description names."""
    named = {f.vocabulary for f in description.fields.values() if f.vocabulary}
    return named | ({description.record.table_vocabulary} - {""})
