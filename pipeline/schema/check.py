"""Checks as a schemas folder declares them, and those that the program makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from pipeline.schema.strict import Strict
from pipeline.text.patterns import SchemaPattern

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
When = Literal[
    "empty",
    "question",
    "beside",
    "apart",
    "code",
    "misprint",
    "conflict",
    "unknown",
    "unmarked",
    "total",
]

# Checks that the program makes while it reads and joins, with the severity they have unless a
# schema gives them another.
BUILT_IN_CHECKS: Mapping[str, Severity] = {
    "schema-broken": "error",
    "key-doubled": "warning",
    "key-unnamed": "warning",
    "name-missing": "error",
    "title-missing": "error",
    "name-doubled": "error",
    "heading-missing": "error",
    "heading-doubled": "error",
    "heading-unknown": "warning",
    "rows-unjoined": "error",
    "table-unknown": "error",
    "table-missing": "error",
    "column-page-left-out": "warning",
    "joined-by-order": "info",
    "cell-merged-across": "warning",
    "row-continued": "info",
    "word-broken": "warning",
    "number-broken": "warning",
    "text-outside-tables": "warning",
    "text-unreadable": "error",
    "typed-on": "info",
    "readers-differ": "warning",
    "text-hidden": "warning",
    "text-cut": "warning",
    "text-covered": "warning",
    "ink-not-read": "warning",
    "ink-outside-tables": "info",
    "drawn-marks": "info",
    "document-scanned": "warning",
    "page-unproven": "warning",
    "text-struck": "warning",
    "table-in-cell": "warning",
    "colour-only": "warning",
    "footnote-mark": "info",
    "pdf-remark": "info",
    "pdf-xref-broken": "warning",
    "pdf-end-missing": "warning",
    "pdf-part-unreadable": "warning",
    "pdf-stream-length": "warning",
    "pdf-stream-corrupt": "warning",
    "pdf-pages-miscounted": "warning",
    "pdf-data-lost": "error",
    "page-box-mended": "warning",
    "page-read-once": "warning",
    "text-too-long": "warning",
    "words-lost": "error",
    "records-lost": "error",
    "total-missing": "error",
    "columns-in-one": "error",
    "words-apart": "warning",
    "columns-in-doubt": "warning",
    "rows-in-one": "error",
    "table-empty": "error",
    "section-apart": "error",
    "section-near": "warning",
    "section-unread": "error",
    "table-not-read": "error",
    "column-beside": "error",
    "note-in-table": "warning",
    "sheets-joined-by-row": "warning",
    "sheet-without-headings": "warning",
    "section-ended": "warning",
    "name-merged": "error",
    "sheet-hidden": "warning",
    "rows-hidden": "warning",
    "columns-hidden": "warning",
    "hidden-empty": "info",
    "cell-comment": "warning",
    "external-link": "error",
    "formula-not-stored": "error",
    "format-unknown": "warning",
    "macros-not-run": "warning",
    "drawing-text": "warning",
    "sheet-is-chart": "info",
    "cell-covered": "warning",
    "cell-not-shown": "warning",
}


class Check(Strict):
    """A check: its severity and, where it looks at records, at what.

    Args:
        check: its name.
        severity: of its findings.
        fields: the fields it looks at; for a total none where records are counted.
        when: what it looks for.
        code: the code of `when: code`.
        among: report an empty cell only where most others of its section are filled.
        of: what a printed total adds up.
        row: what the first text of a row with a total says.
        column: the column of a table of totals in which the total stands.
        line: a line outside the tables with a total; its group `number` is the total.
        only: the records that a total adds up: by field, what is found in the value as read.
        unless: the records that it leaves out, likewise.
    """

    check: str
    severity: Severity
    fields: list[str] = []
    when: When | None = None
    code: str | None = None
    among: Literal["section"] | None = None
    of: Literal["table", "section", "document"] = "table"
    row: SchemaPattern | None = None
    column: str | None = None
    line: SchemaPattern | None = None
    only: dict[str, SchemaPattern] = {}
    unless: dict[str, SchemaPattern] = {}

    @property
    def field(self) -> str:
        """The field of a total; none where records are counted."""
        return self.fields[0] if self.fields else ""

    @property
    def scope(self) -> str:
        """`group` where a record's finding depends on other records too."""
        return "group" if self.among or self.when == "unmarked" else "record"
