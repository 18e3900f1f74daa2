"""Links from a sheet into a file beside the workbook."""

from __future__ import annotations

from typing import Any

from openpyxl.packaging.relationship import Relationship
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.xml.functions import Element

from pipeline.outputs.workbook.sheet_rows import rows_text

# Stands where the rows of a sheet are put when the rest of it is written.
ROWS_MARK = "rows"
MARKED_PLACE = f"<{ROWS_MARK} />".encode()


class SharingWriter(WorksheetWriter):  # type: ignore[misc]
    """A writer of sheets in which all links into one file share its relationship.

    With one for each link, openpyxl takes minutes to read a sheet of some ten thousand links. It
    takes several times as long for the rows, too.
    """

    def write_rows(self) -> None:
        """Write a mark in the place of the rows, which are kept as a text."""
        rows = self.xf.send(True)
        with rows.element("sheetData"):
            rows.write(Element(ROWS_MARK))
        self.xf.send(None)
        self.rows_text = rows_text(self.ws).encode()

    def content(self) -> bytes:
        """The sheet, once it is written into memory."""
        before, _, after = self.out.getvalue().partition(MARKED_PLACE)
        return b"".join((before, self.rows_text, after))

    def write_hyperlinks(self) -> None:
        """Write the links of the sheet."""
        relations: dict[str, Any] = {}
        for link in self.ws._hyperlinks:
            target, link.target = link.target, None
            if target is None:
                continue
            if target not in relations:
                relation = Relationship(type="hyperlink", TargetMode="External", Target=target)
                self._rels.append(relation)
                relations[target] = relation.id
            link.id = relations[target]
        super().write_hyperlinks()
