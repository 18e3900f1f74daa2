"""What docs/ has from the schemas: the data dictionary, and the list of checks.

`python -m tools.data_dictionary docs` puts each between the two marks in its page of that folder.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.cli.checks import ListedCheck, list_every_check
from pipeline.combined.combine import combine
from pipeline.combined.table_schemas import combined_schemas
from pipeline.combined.tables import document_columns
from pipeline.outputs.report import escape_markdown
from pipeline.schema.check import BUILT_IN_CHECKS
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.files import file_names
from pipeline.schema.for_sheets import PLACE_COLUMN
from pipeline.schema.model import CrossTabulation, Schema
from pipeline.schema.together_consistency import (
    DOCUMENTS,
    by_document_table,
    common_column,
    common_table,
)

BEGIN = "<!-- written by make docs: begin -->"
END = "<!-- written by make docs: end -->"


def dictionary(schema: Schema) -> str:
    """The data dictionary of all CSV files."""
    lines: list[str] = []
    for name in file_names(schema.description):
        described = schema.table_schemas[name]
        lines += [f"## `{name}.csv`", "", described.get("description", ""), ""]
        lines += columns_table(described["fields"])
        lines.append("")
    for cross in (c for c in schema.description.cross_tabulations if c.file):
        lines += [f"## `{cross.name}.csv`", "", cross_tabulation_text(cross, schema), ""]
    lines += [*all_documents(schema), *vocabularies(schema)]
    return "\n".join(lines).rstrip() + "\n"


def all_documents(schema: Schema) -> Iterator[str]:
    """The files of all documents together: those that only these have, and what is in front."""
    together, record = schema.description.combined, schema.record
    described = combined_schemas(combine([], schema, "en"))
    first = " and ".join(f"`{name}`" for name in document_columns(schema))
    yield from (f"## All documents together: `output/{together.folder}/`", "")
    said = [
        f"Each file above is there too, with {first} in front; its key is unique with the first.",
        f"The files with places have the column `{PLACE_COLUMN}` last, which is empty for a PDF.",
    ]
    if together.names:
        said.append(f"`{record.name}.csv` has the column `{common_column(schema)}` last.")
    yield from (" ".join([*said, "Besides there are these."]), "")
    for cross in together.cross_tabulations:
        counted = f"sums of {cross.adds}" if cross.adds else f"distinct {record.name}"
        what = f"{counted} by {' and '.join(cross.row_fields)}, a column for each document"
        yield f"- `{cross.name}.csv`: {what}, and their `total`."
    for name in (DOCUMENTS, common_table(schema), by_document_table(schema)):
        if name in described:
            yield from ("", f"### `{name}.csv`", "", described[name]["description"], "")
            yield from columns_table(described[name]["fields"])
    yield ""


def columns_table(fields: list[dict[str, Any]]) -> Iterator[str]:
    """The columns of a file."""
    yield from ("| column | type | meaning |", "| --- | --- | --- |")
    for field in fields:
        meaning = escape_markdown(field.get("description", ""))
        yield table_row(f"`{field['name']}`", field["type"], meaning + codes(field))


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
        "## Codes",
        "",
        "| vocabulary | code | Finnish | English |",
        "| --- | --- | --- | --- |",
    )
    for name, vocabulary in schema.vocabularies.items():
        for code, labels in vocabulary.labels.items():
            finnish, english = escape_markdown(labels["fi"]), escape_markdown(labels["en"])
            yield table_row(name, f"`{code}`", finnish, english)


def list_of_checks(schema: Schema) -> str:
    """Every check, what it means, and what to do: those that look at fields, then the others."""
    listed = list(list_every_check(schema, "en"))
    own = [check for check in listed if check.check not in BUILT_IN_CHECKS]
    general = [check for check in listed if check.check in BUILT_IN_CHECKS]
    lines = ["## Checks of the values", ""]
    lines += ["| check | severity | looks at | meaning | what to do |"]
    lines += ["| --- | --- | --- | --- | --- |"]
    for check in own:
        fields = ", ".join(f"`{field}`" for field in check.fields)
        if check.scope == "group":
            fields += " (compares with other records)"
        cells = (f"`{check.check}`", check.severity, fields, *meaning_and_advice(check))
        lines.append(table_row(*cells))
    lines += ["", "## Checks that every schemas folder has", ""]
    lines += ["| check | severity | meaning | what to do |", "| --- | --- | --- | --- |"]
    for check in general:
        lines.append(table_row(f"`{check.check}`", check.severity, *meaning_and_advice(check)))
    return "\n".join(lines) + "\n"


def meaning_and_advice(check: ListedCheck) -> tuple[str, str]:
    """What a check looks for, and what its findings say to do."""
    return escape_markdown(check.meaning), escape_markdown(check.advice)


def table_row(*cells: str) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


# The pages with a generated part, and what makes it.
PAGES: Mapping[str, Callable[[Schema], str]] = {
    "data-dictionary.md": dictionary,
    "checks.md": list_of_checks,
}


def replace_generated_part(text: str, content: str) -> str:
    """A page with a content between its marks."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{content}\n{END}{after}"


def write_docs(folder: Path) -> None:
    """Write the generated parts of the pages in a folder."""
    schema = load_checked_schema(Path("schemas"))
    for name, make in PAGES.items():
        page = folder / name
        text = page.read_text(encoding="utf-8")
        page.write_text(replace_generated_part(text, make(schema)), encoding="utf-8")


if __name__ == "__main__":
    write_docs(Path(sys.argv[1]))
