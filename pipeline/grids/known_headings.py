"""What a schema knows of tables before any is read: their headings and section headings."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema.model import Schema
from pipeline.schema.source_table import PATH_SIGN
from pipeline.text.strings import fold


@dataclass(frozen=True)
class KnownHeadings:
    """Headings and section headings of all tables of a schema, folded.

    Args:
        columns: headings of columns, and the parts of those that are paths.
        names: those of the columns with the names.
        sections: headings of sections, without a colon.
    """

    columns: frozenset[str]
    names: frozenset[str]
    sections: frozenset[str]

    @classmethod
    def of(cls, schema: Schema) -> KnownHeadings:
        """Those of a schema."""
        tables = schema.description.tables
        headings = [h for table in tables for own in table.columns.values() for h in own if h]
        parts = [part for heading in headings for part in (heading, *heading.split(PATH_SIGN))]
        name_field = schema.record.name_field
        names = [name for table in tables for name in table.columns.get(name_field, ())]
        sections = [section for table in tables for section in table.sections]
        return cls(
            frozenset(map(fold, parts)),
            frozenset(fold(name) for name in names if name),
            frozenset(fold(section).rstrip(":") for section in sections),
        )

    def is_section(self, folded: str) -> bool:
        """Whether a folded text is a known heading of a section."""
        return folded.rstrip(":") in self.sections
