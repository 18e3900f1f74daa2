"""Table Schemas, which describe the columns of the output files: read and checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import SchemaError
from pipeline.schema.json_lines import load_json
from pipeline.schema.model import BUILT_IN_FILES, TYPES
from pipeline.schema.yaml_lines import read_text
from pipeline.text.dates import ISO_DATE, typed_day
from pipeline.text.nearest import perhaps_meant
from pipeline.text.patterns import PatternError, SchemaPattern

DEFAULTS = Path(__file__).resolve().parent / "defaults"
# What a Table Schema may say of a field's values, and those of them on sizes and dates.
LIMITS = ("minimum", "maximum")
CONSTRAINTS = ("required", "unique", "pattern", *LIMITS)
# The name of the records' key, for which `{key}` stands in a default Table Schema.
KEY_NAME = "key"


@dataclass(frozen=True)
class TableSchema:
    """A Table Schema as its file has it, and the patterns in its constraints, by field."""

    data: dict[str, Any]
    patterns: Mapping[str, SchemaPattern]


def load_table_schema(folder: Path, name: str, named: Mapping[str, str]) -> TableSchema:
    """The Table Schema of an output file; of a file that the program fills, the default.

    Args:
        folder: the schemas folder.
        name: of the file, without its ending.
        named: what stands for the names in braces in a default, the records' key among them.

    Raises:
        SchemaError: it cannot be read, or says something it cannot mean.
    """
    path = folder / f"{name}.schema.json"
    if name in BUILT_IN_FILES and not path.exists():
        path = DEFAULTS / path.name
    text = read_text(path)
    file = load_json(path, with_names(text, named) if path.parent == DEFAULTS else text)
    fields = file.data.get("fields") if isinstance(file.data, dict) else None
    if not isinstance(fields, list) or not all(
        isinstance(f, dict) and isinstance(f.get("name"), str) and f.get("type") in TYPES
        for f in fields
    ):
        raise SchemaError(
            f"{path}: needs fields, each with a name and a type ({', '.join(TYPES)}): correct it."
        )
    patterns = {}
    for field in fields if name not in BUILT_IN_FILES else []:
        line = file.text_lines[field["name"]]
        for problem in constraint_problems(field, named[KEY_NAME]):
            raise SchemaError(f"{path} line {line}: {field['name']}: {problem}: correct it.")
        if (pattern := field.get("constraints", {}).get("pattern")) is None:
            continue
        where = f"{path} line {file.text_lines[pattern]}"
        try:
            patterns[field["name"]] = SchemaPattern(pattern, where)
        except PatternError as problem:
            raise SchemaError(
                f"{where}: {field['name']}: the pattern {problem}: correct it."
            ) from None
    return TableSchema(file.data, patterns)


def with_names(text: str, named: Mapping[str, str]) -> str:
    """The JSON of a default, what a schemas folder calls things in place of names in braces."""
    for name, word in named.items():
        text = text.replace(f"{{{name}}}", json.dumps(word, ensure_ascii=False)[1:-1])
    return text


def constraint_problems(field: dict[str, Any], key: str) -> Iterator[str]:
    """Constraints of a field that are not checked, or that do not go with its type."""
    if not isinstance(field.get("vocabulary", ""), str):
        yield "vocabulary must be the name of one"
    constraints: Any = field.get("constraints", {})
    if not isinstance(constraints, dict):
        yield "constraints must be names with values"
        return
    for name, value in constraints.items():
        if name not in CONSTRAINTS:
            hint = perhaps_meant(name, CONSTRAINTS)
            yield f"the constraint {name} is not checked; there is {', '.join(CONSTRAINTS)}{hint}"
        if name == "unique" and field["name"] != key:
            yield f"only {key} can be unique"
        if name == "pattern" and not isinstance(value, str):
            yield "pattern must be a text with a pattern"
        if name in LIMITS and not fits_type(value, str(field["type"])):
            yield f"{name} must be a number, or of a date a day such as 2026-01-31"


def fits_type(limit: object, kind: str) -> bool:
    """Whether a limit is one of a type: a number, or a day in ISO 8601."""
    if kind == "date":
        is_iso = isinstance(limit, str) and ISO_DATE.fullmatch(limit) is not None
        return is_iso and typed_day(str(limit)) is not None
    return kind in ("number", "integer") and type(limit) in (int, float)
