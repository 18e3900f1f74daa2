"""Links from a sheet into a file beside the workbook."""

from __future__ import annotations

from typing import Any

from openpyxl.packaging.relationship import Relationship
from openpyxl.worksheet._writer import WorksheetWriter


class SharingWriter(WorksheetWriter):  # type: ignore[misc]
    """A writer of sheets in which all links into one file share its relationship.

    With one for each link, openpyxl takes minutes to read a sheet of some ten thousand links.
    """

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
