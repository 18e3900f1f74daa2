"""A table as the schema describes it, and the fields that its printed headings stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from pipeline.schema.strict import Strict
from pipeline.text.strings import fold

# What stands between the parts of a heading: a group's above, a column's own below.
PATH_SIGN = " / "


def ends_of_path(parts: Sequence[str]) -> list[tuple[str, ...]]:
    """The parts of a heading, folded: all of them, then one less from the top each time."""
    folded = tuple(fold(part) for part in parts)
    return [folded[start:] for start in range(max(1, len(folded)))]


class SourceTable(Strict):
    """A table of the document.

    Args:
        table: its name.
        columns: its headings by field; of a table of totals by names of their own.
        optional: fields whose column may be missing.
        sections: known section headings.
        in_order: headings of several fields, which columns under the same heading take in order.
        totals: whether it sums up the records of other tables, and holds none itself.
    """

    table: str
    columns: dict[str, list[str]]
    optional: list[str] = []
    sections: list[str] = []
    in_order: list[str] = []
    totals: bool = False

    @cached_property
    def fields_by_heading(self) -> dict[str, list[str]]:
        """The fields of each heading, folded; several of an empty one, or one taken in order."""
        found: dict[str, list[str]] = {}
        for field, headings in self.columns.items():
            for heading in headings:
                found.setdefault(fold(heading), []).append(field)
        return found

    def field_of(self, heading: str) -> str | None:
        """The field whose heading this is, or the end of this, where it is a path."""
        (fields,) = self.fields_under([heading.split(PATH_SIGN)])
        return fields[0] if fields else None

    def fields_under(self, headings: Sequence[Sequence[str]]) -> list[list[str]]:
        """The fields that each of the headings of a grid may stand for, in the schema's order.

        A heading is known by all its parts, or by the last of them where no other column of the
        grid has a heading that ends so. None of the fields is its own where it is not known; of
        those with empty headings each column takes the next.

        Args:
            headings: of each column the parts of its heading, the upper ones first.
        """
        ends = Counter(end for parts in headings for end in ends_of_path(parts))
        known = self.fields_by_heading
        found: list[list[str]] = []
        for parts in headings:
            whole, *later = ends_of_path(parts)
            wordings = [whole, *(end for end in later if ends[end] == 1)]
            texts = [text for end in wordings for text in (fold(PATH_SIGN).join(end), "".join(end))]
            found.append(next((known[text] for text in texts if text in known), []))
        return found
