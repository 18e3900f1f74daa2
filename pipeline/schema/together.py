"""What a schema says of all documents together."""

from __future__ import annotations

from pipeline.schema.strict import Strict


class CombinedCrossTabulation(Strict):
    """A table that counts the records of all documents by a field and by document.

    Args:
        name: of its file and its sheet.
        rows: a field with codes or text, or several that follow each other.
        adds: the field with a number to add up; without it records are counted.
        possible_apart: whether the sheet counts in columns of their own what is possible only.
    """

    name: str
    rows: str | list[str]
    adds: str | None = None
    possible_apart: bool = False

    @property
    def row_fields(self) -> list[str]:
        """The fields of the rows."""
        return [self.rows] if isinstance(self.rows, str) else self.rows


class Together(Strict):
    """What is made of all documents together.

    Args:
        folder: name of its folder, beside those of the documents.
        document_field: the first column of its files, which names the document.
        names: the vocabulary with the common names of records that documents word differently.
        cross_tabulations: the tables that count by document.
    """

    folder: str = "all"
    document_field: str = "document"
    names: str = ""
    cross_tabulations: list[CombinedCrossTabulation] = []
