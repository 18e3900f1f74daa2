"""What the README has from the schemas: the data dictionary, and the table of checks.

`python -m tools.data_dictionary README.md` puts each between its two marks in that file;
with `--check` it only tells whether they are there and current.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.cli.checks import list_every_check
from pipeline.outputs.report import escape_markdown
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.files import file_names
from pipeline.schema.model import CrossTabulation, Schema

BEGIN = "<!-- {part}: begin (written by make docs) -->"
END = "<!-- {part}: end -->"


def dictionary(schema: Schema) -> str:
    """The data dictionary of all CSV files."""
    lines: list[str] = []
    for name in file_names(schema.description):
        described = schema.table_schemas[name]
        lines += [f"### `{name}.csv`", "", described.get("description", ""), ""]
        lines += ["| column | type | meaning |", "| --- | --- | --- |"]
        for field in described["fields"]:
            meaning = escape_markdown(field.get("description", ""))
            lines.append(f"| `{field['name']}` | {field['type']} | {meaning}{codes(field)} |")
        lines.append("")
    for cross in (c for c in schema.description.cross_tabulations if c.file):
        lines += [f"### `{cross.name}.csv`", "", cross_tabulation_text(cross, schema), ""]
    lines += list(vocabularies(schema))
    return "\n".join(lines).rstrip() + "\n"


def cross_tabulation_text(cross: CrossTabulation, schema: Schema) -> str:
    """What a cross-tabulation holds."""
    fields = schema.description.fields
    counted = f"Counts of distinct {schema.record.name}"
    if cross.adds:
        counted = f"Sums of {cross.adds}"
    places = []
    for word, field in (*(("row", field) for field in cross.row_fields), ("column", cross.columns)):
        reading = fields.get(field or "")
        if reading and reading.vocabulary and word == "row":
            places.append(f"a row for each code of the vocabulary {reading.vocabulary}")
        elif reading and reading.vocabulary:
            named = ", ".join(f"`{code}`" for code in schema.vocabulary_of(field or "").codes)
            places.append(f"a column for each of {reading.vocabulary} ({named})")
        elif field:
            places.append(f"a {word} for each {field}")
    how = "added up from the records" if cross.adds else "counted"
    return f"{counted}: {', '.join(places)}, and their `total`, {how} and not summed."


def codes(field: dict[str, object]) -> str:
    """Where the codes of a column are explained."""
    return f" Codes: {field['vocabulary']}." if "vocabulary" in field else ""


def vocabularies(schema: Schema) -> Iterator[str]:
    """The codes of each vocabulary with their labels."""
    yield from (
        "### Codes",
        "",
        "| vocabulary | code | Finnish | English |",
        "| --- | --- | --- | --- |",
    )
    for name, vocabulary in schema.vocabularies.items():
        for code, labels in vocabulary.labels.items():
            finnish, english = escape_markdown(labels["fi"]), escape_markdown(labels["en"])
            yield f"| {name} | `{code}` | {finnish} | {english} |"


def table_of_checks(schema: Schema) -> str:
    """Every check, what it means, and what to do."""
    lines = ["| check | severity | looks at | meaning | what to do |"]
    lines.append("| --- | --- | --- | --- | --- |")
    for check in list_every_check(schema, "en"):
        fields = ", ".join(f"`{field}`" for field in check.fields)
        if check.scope == "group":
            fields += " (compares with other records)"
        meaning, advice = escape_markdown(check.meaning), escape_markdown(check.advice)
        lines.append(f"| `{check.check}` | {check.severity} | {fields} | {meaning} | {advice} |")
    return "\n".join(lines) + "\n"


def replace_generated_parts(text: str, schema: Schema) -> str:
    """A text with the dictionary and the table of checks between their marks."""
    for part, content in (
        ("data dictionary", dictionary(schema)),
        ("table of checks", table_of_checks(schema)),
    ):
        begin, end = BEGIN.format(part=part), END.format(part=part)
        before, rest = text.split(begin, 1)
        _, after = rest.split(end, 1)
        text = f"{before}{begin}\n\n{content}\n{end}{after}"
    return text


def write_docs(arguments: Sequence[str]) -> int:
    """Write the dictionary into a file, or tell whether it is current there."""
    path = Path(arguments[0])
    text = path.read_text(encoding="utf-8")
    current = replace_generated_parts(text, load_checked_schema(Path("schemas")))
    if "--check" not in arguments:
        path.write_text(current, encoding="utf-8")
    elif current != text:
        print(
            f"{path}: its data dictionary or its table of checks is not current: run make docs.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(write_docs(sys.argv[1:]))
