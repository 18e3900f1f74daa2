"""The files of a schemas folder → the schema.

A folder holds one description (a YAML file of any name but `labels.yaml`), `labels.yaml`,
`vocabulary/*.csv`, and a Table Schema `NAME.schema.json` for each output file. Words, checks
and files that are the same for every kind of table stand in `pipeline/schema/defaults/`; a
folder may say them otherwise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from pipeline.errors import SchemaError
from pipeline.schema.model import (
    BUILT_IN_FILES,
    LABELS_FILE,
    TYPES,
    CheckWords,
    Description,
    Labels,
    Schema,
)
from pipeline.schema.vocabulary import load_vocabulary
from pipeline.schema.yaml_lines import load_yaml, model_error
from pipeline.text.dates import ISO_DATE

DEFAULTS = Path(__file__).resolve().parent / "defaults"
NOTES_FILE = "notes.yaml"
# What a Table Schema may say of a field's values, and those of them on sizes and dates.
LIMITS = ("minimum", "maximum")
CONSTRAINTS = ("required", "unique", "pattern", *LIMITS)
# The name of the records' key, for which `{key}` stands in a default Table Schema; so do the names
# of these words, which say what a record and its key are called in English.
KEY_NAME = "key"
RECORD_WORDS = ("record", "record_key")


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
    words = {**general.words, **own.words}
    named = {KEY_NAME: description.record.key, **{w: words[w]["en"] for w in RECORD_WORDS}}
    table_schemas = {
        name: load_table_schema(folder, name, named) for name in file_names(description)
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
            words=words,
            rules={**general.rules, **own.rules},
            checks={**general.checks, **usual_words(description, general), **own.checks},
        ),
        own_labels=own,
        vocabularies={
            n: load_vocabulary(folder / "vocabulary" / f"{n}.csv") for n in sorted(names)
        },
        table_schemas=table_schemas,
        notes=load_notes(description),
    )


def load_notes(description: Description) -> list[re.Pattern[str]]:
    """How a note in a table begins: as the description says, else as notes usually do."""
    if description.notes is not None:
        return description.notes
    data, _ = load_yaml(DEFAULTS / NOTES_FILE)
    return [re.compile(pattern, re.IGNORECASE) for pattern in data["notes"]]


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


def load_table_schema(folder: Path, name: str, named: Mapping[str, str]) -> dict[str, Any]:
    """The Table Schema of an output file; of a file that the program fills, the default.

    Args:
        folder: the schemas folder.
        name: of the file, without its ending.
        named: what stands for the names in braces in a default, the records' key among them.
    """
    path = folder / f"{name}.schema.json"
    if name in BUILT_IN_FILES and not path.exists():
        path = DEFAULTS / path.name
    try:
        text = path.read_text(encoding="utf-8")
        if path.parent == DEFAULTS:
            text = with_names(text, named)
        data: Any = json.loads(text)
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
    for field in fields if name not in BUILT_IN_FILES else []:
        for problem in constraint_problems(field, named[KEY_NAME]):
            raise SchemaError(f"{path}: {field['name']}: {problem}: correct it.")
    return cast(dict[str, Any], data)


def with_names(text: str, named: Mapping[str, str]) -> str:
    """The JSON of a default, what a schemas folder calls things in place of names in braces."""
    for name, word in named.items():
        text = text.replace(f"{{{name}}}", json.dumps(word, ensure_ascii=False)[1:-1])
    return text


def constraint_problems(field: dict[str, Any], key: str) -> Iterator[str]:
    """Constraints of a field that are not checked, or that do not go with its type."""
    constraints: Any = field.get("constraints", {})
    if not isinstance(constraints, dict):
        yield "constraints must be names with values"
        return
    for name, value in constraints.items():
        if name not in CONSTRAINTS:
            yield f"the constraint {name} is not checked; there is {', '.join(CONSTRAINTS)}"
        if name == "unique" and field["name"] != key:
            yield f"only {key} can be unique"
        if name in LIMITS and not fits_type(value, str(field["type"])):
            yield f"{name} must be a number, or of a date a day such as 2026-01-31"


def fits_type(limit: object, kind: str) -> bool:
    """Whether a limit is one of a type: a number, or a day in ISO 8601."""
    if kind == "date":
        return isinstance(limit, str) and ISO_DATE.fullmatch(limit) is not None
    return kind in ("number", "integer") and type(limit) in (int, float)


def file_names(description: Description) -> list[str]:
    """The output files that a Table Schema describes."""
    lists = [f.list_.name for f in description.fields.values() if f.list_]
    return [description.record.name, *lists, *BUILT_IN_FILES]


def vocabulary_names(description: Description) -> set[str]:
    """The vocabularies that the description names."""
    named = {f.vocabulary for f in description.fields.values() if f.vocabulary}
    return named | ({description.record.table_vocabulary} - {""})
