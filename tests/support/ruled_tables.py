"""Ruled tables drawn by hand, with headings over several columns, and what is joined from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.checks.fates import collect_items
from pipeline.checks.items import Item
from pipeline.grids.model import PageGrids
from pipeline.grids.ruled import find_grids
from pipeline.inspect.drafted import join_by_draft
from pipeline.inspect.proposal import propose_tables
from pipeline.records.document_name import find_name
from pipeline.records.printed import printed_records
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Schema
from pipeline.schema.source_table import SourceTable
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.joining import join_tables
from pipeline.tables.model import Tables
from tests.support.drawing import Paper
from tests.support.reading import SCHEMA, read_document

LEFT, WIDTH, HEIGHT, SIZE = 40.0, 65.0, 20.0, 9.0
# What stands in the place of a text where the cell to the left, or the one above, goes on.
ACROSS, DOWN = "<", "^"
Rows = Sequence[Sequence[str]]


def draw_ruled(
    paper: Paper, top: float, rows: Rows, left: float = LEFT, width: float = WIDTH
) -> None:
    """Draw a table with a border around each cell; merged ones have none inside."""
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in (ACROSS, DOWN):
                continue
            right, bottom = c + 1, r + 1
            while right < len(row) and row[right] == ACROSS:
                right += 1
            while bottom < len(rows) and rows[bottom][c] == DOWN:
                bottom += 1
            x, y = left + c * width, top + r * HEIGHT
            ends = left + right * width, top + bottom * HEIGHT
            paper.rectangle(x, y, *ends, stroke=True)
            paper.text(x + 4, y + 14, text, SIZE)


def print_pages(path: Path, *pages: Sequence[tuple[float, Rows]]) -> None:
    """Print pages with ruled tables, each at its height."""
    paper = Paper(path, (595, 842))
    for tables in pages:
        for top, rows in tables:
            draw_ruled(paper, top, rows)
        paper.next_page()
    paper.save()


def grids_of(path: Path, heading_rows: int | Sequence[int | None] | None) -> list[PageGrids]:
    """The grids of a PDF, as if their reader told how many rows hold headings: of all, or each."""
    pages = [find_grids(page) for page in read_document(path).pages]
    count = sum(len(page.grids) for page in pages)
    told = list(heading_rows) if isinstance(heading_rows, Sequence) else [heading_rows] * count
    assert len(told) == count
    return [
        replace(page, grids=tuple(replace(grid, heading_rows=told.pop(0)) for grid in page.grids))
        for page in pages
    ]


@dataclass(frozen=True)
class Joined:
    """What is joined from grids, and read from it."""

    schema: Schema
    tables: Tables
    records: dict[str, dict[str, str | None]]
    items: list[Item]

    @property
    def names(self) -> list[list[str]]:
        """The first text of each record, by table."""
        name = self.schema.record.name_field
        found: dict[str, list[str]] = {}
        for key, record in self.records.items():
            found.setdefault(key.split(".")[0], []).append(record[name] or "")
        return list(found.values())

    @property
    def checks(self) -> list[str]:
        """What was found."""
        return [finding.check for finding in self.tables.findings]


def join(path: Path, pages: Sequence[PageGrids], schema: Schema) -> Joined:
    """What a schema joins from the grids of a PDF."""
    cells = (cell for page in pages for grid in page.grids for cell in grid.cells)
    wording = CellTexts(cells, schema)
    tables = join_tables(pages, schema, wording)
    printed = printed_records(tables.tables, schema, wording)
    name = find_name(tables, "", schema)
    document = read_document(path).pages
    items = collect_items(tables, printed.sources, name, schema, wording, document).items
    records = {
        str(key): {str(field): text for field, text in row.items()}
        for key, row in printed.text.iterrows()
    }
    return Joined(schema, tables, records, items)


def join_drafted(path: Path, pages: Sequence[PageGrids]) -> Joined:
    """What the draft of the grids of a PDF joins from them."""
    grids = [grid for page in pages for grid in page.grids]
    drafted = join_by_draft(pages, propose_tables(grids, ()), SCHEMA)
    assert drafted.schema is not None
    return join(path, pages, drafted.schema)


def schema_of(source: Path, tables: Mapping[str, Mapping[str, str]]) -> Schema:
    """A schema with text in each column: for each table its fields with their headings.

    Args:
        source: an empty folder to write it in.
        tables: the name field of each is *name*.
    """
    fields = list(dict.fromkeys(field for columns in tables.values() for field in columns))
    entries = "".join(
        f"- table: {table}\n  columns:\n"
        + "".join(f"    {field}: ['{heading}']\n" for field, heading in columns.items())
        for table, columns in tables.items()
    )
    (source / "list.yaml").write_text(
        "record: {name: rows, key: row, name_field: name, table_field: part, "
        f"table_vocabulary: parts}}\ntables:\n{entries}fields:\n"
        + "".join(f"  {field}: {{reader: text}}\n" for field in fields),
        encoding="utf-8",
    )
    columns = ", ".join(
        f'{{"name": "{name}", "type": "string", "description": "A column."}}'
        for name in ("row", "part", *fields)
    ).replace('"part", "type": "string"', '"part", "type": "string", "vocabulary": "parts"')
    (source / "rows.schema.json").write_text(
        f'{{"description": "Rows.", "fields": [{columns}], "primaryKey": "row"}}', encoding="utf-8"
    )
    names = {name: f"{{fi: {name}, en: {name}}}" for name in ("row", "part", *fields)}
    (source / "labels.yaml").write_text(
        "fields:\n"
        + "".join(f"  {name}: {words}\n" for name, words in names.items())
        + "words:\n  sheet_rows: {fi: Rivit, en: Rows}\n  title_rows: {fi: Rivit, en: Rows}\n",
        encoding="utf-8",
    )
    (source / "vocabulary").mkdir()
    (source / "vocabulary" / "parts.csv").write_text(
        "code,fi,en,pattern,misprint\n" + "".join(f"{t},{t},{t},,\n" for t in tables),
        encoding="utf-8",
    )
    return load_checked_schema(source)


def table_of(**columns: str) -> SourceTable:
    """A table with a heading for each field."""
    return SourceTable(table="one", columns={field: [text] for field, text in columns.items()})
