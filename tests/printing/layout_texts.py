"""Layouts printed from a text document with tables."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from tests.printing.appendix import TranscribedRow
from tests.printing.layout_rows import (
    COLUMNS,
    Facts,
    appendix_facts,
    flowing,
    printed_by_office,
    shared_cells,
)

NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
RULE = "0.5pt solid #000000"
EDGES: dict[str, str] = {
    "all": f'fo:border="{RULE}"',
    "none": 'fo:border="none"',
    "horizontal": f'fo:border-left="none" fo:border-right="none" fo:border-top="{RULE}"'
    f' fo:border-bottom="{RULE}"',
    "dashed": 'fo:border="0.5pt dashed #000000"',
}
# Shares of the width of the text.
WIDTHS = {
    "service": 24,
    "type": 10,
    "producer": 16,
    "shared": 10,
    "tem": 15,
    "integration_client": 8,
    "multidisciplinary": 8,
    "new_jobseeker": 9,
}
PAPERS = {
    "landscape": (841.89, 595.28),
    "portrait": (595.28, 841.89),
    "short": (841.89, 300.0),
    "wide": (1190.55, 841.89),
}


@dataclass(frozen=True)
class Text:
    """How a text document with the tables looks.

    Args:
        size: of the type.
        font: its family.
        paper: the size of the pages.
        vertical: where the text of a cell stands.
        borders: which edges of the cells are drawn, and how.
        repeat_headings: the heading row on each page.
        split_rows: rows go on at the top of the next page.
        merged_down: one producer cell for services that share it.
        merged_across: one cell for each section heading.
        widths: shares of the width, by column.
        header: at the top of each page.
        footer: at the bottom of each page; `#` stands for the page number.
        between: a paragraph between the tables.
        after: a paragraph below them.
        columns: of each table, from left to right.
        new_page: the second table begins a page.
        padding: around the text of a cell, in points.
    """

    size: float = 8
    font: str = "Liberation Serif"
    paper: str = "landscape"
    vertical: Literal["top", "middle", "bottom"] = "top"
    borders: Literal["all", "none", "horizontal", "dashed"] = "all"
    repeat_headings: bool = False
    split_rows: bool = True
    merged_down: bool = False
    merged_across: bool = False
    widths: dict[str, int] = field(default_factory=lambda: WIDTHS)
    header: str = ""
    footer: str = ""
    between: str = ""
    after: str = ""
    columns: dict[str, tuple[str, ...]] = field(default_factory=lambda: COLUMNS)
    new_page: bool = True
    padding: float = 1.5


NARROW = {**WIDTHS, "service": 26, "type": 6, "integration_client": 5, "multidisciplinary": 6}
TEXTS: dict[str, Text] = {
    "text-rows-split": Text(paper="short", repeat_headings=True, size=9),
    "text-rows-split-no-repeated-heading": Text(paper="short", size=9),
    "text-rows-split-borderless": Text(
        paper="short", borders="none", repeat_headings=True, font="Liberation Sans"
    ),
    "text-rows-split-borderless-no-repeated-heading": Text(
        paper="landscape", borders="none", size=10
    ),
    "text-rows-split-horizontal-rules": Text(borders="horizontal", size=10, paper="short"),
    "text-rows-split-bottom": Text(vertical="bottom", size=10, paper="short"),
    "text-narrow-columns": Text(widths=NARROW, size=9, split_rows=False, repeat_headings=True),
    "text-two-tables-on-a-page": Text(
        paper="wide",
        header="Järjestämissuunnitelma 2025",
        footer="Sivu #",
        between="Seuraavassa ovat työnantajien palvelut.",
        after="Lisätietoja antaa kehittämispäällikkö.",
        new_page=False,
        merged_across=True,
        vertical="middle",
    ),
    "text-two-tables-on-a-page-borderless": Text(
        paper="wide",
        borders="none",
        footer="Sivu #",
        between="Seuraavassa ovat työnantajien palvelut.",
        new_page=False,
    ),
    "text-rows-split-bottom-borderless": Text(
        vertical="bottom", size=9, paper="short", borders="none"
    ),
    "text-merged-down": Text(
        merged_down=True, merged_across=True, paper="wide", vertical="middle", split_rows=False
    ),
    "text-rows-far-apart-borderless": Text(
        paper="wide", font="Carlito", borders="none", split_rows=False, padding=8
    ),
    "text-running-lines-borderless": Text(
        size=6,
        paper="portrait",
        font="Liberation Sans",
        borders="none",
        repeat_headings=True,
        header="Liite 3",
        footer="#",
    ),
    "text-dashed": Text(borders="dashed", font="Carlito", size=9, paper="wide"),
}


def print_text(path: Path, text: Text, facts: Facts | None = None) -> None:
    """Print an appendix from a text document; the real one where no other facts are given."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "liite.fodt")
        source.write_text(document(text, facts or appendix_facts()), encoding="utf-8")
        printed_by_office(source, path)


def document(text: Text, facts: Facts) -> str:
    """The text document as flat XML."""
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMESPACES.items())
    body = [paragraph(line, "Title") for line in facts.title]
    for table in COLUMNS:
        if table == "employer" and text.between:
            body.append(paragraph(text.between, "Title"))
        body.append(table_of(text, table, facts.table(table)))
    body.append(paragraph(text.after, "Title"))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:styles>{named_styles(text)}</office:styles>"
        f"<office:automatic-styles>{styles(text)}</office:automatic-styles>"
        f"<office:master-styles>{master_page(text)}</office:master-styles>"
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document>"
    )


def named_styles(text: Text) -> str:
    """The styles of paragraphs: plain, bold, and of the title."""
    font = f'style:font-name="{text.font}" fo:font-family={quoteattr(text.font)}'
    kinds = {"Cell": (text.size, "normal"), "Bold": (text.size, "bold"), "Title": (11, "normal")}
    return "".join(
        f'<style:style style:name="{name}" style:family="paragraph"><style:text-properties {font}'
        f' fo:font-size="{size}pt" fo:font-weight="{weight}" fo:language="fi" fo:country="FI"'
        ' fo:hyphenate="false"/></style:style>'
        for name, (size, weight) in kinds.items()
    )


def styles(text: Text) -> str:
    """The styles of pages, tables, columns, rows and cells."""
    width, height = PAPERS[text.paper]
    spaces = ' fo:margin="28pt"'
    parts = [
        f'<style:page-layout style:name="Page"><style:page-layout-properties{spaces}'
        f' fo:page-width="{width}pt" fo:page-height="{height}pt"/>{margins()}</style:page-layout>'
    ]
    total = sum(text.widths.values())
    for table, columns in text.columns.items():
        share = sum(text.widths[name] for name in columns)
        breaks = ' fo:break-before="page"' if table == "employer" and text.new_page else ""
        parts.append(
            f'<style:style style:name="{table}" style:family="table"><style:table-properties'
            f' style:width="{(width - 56) * share / total:.1f}pt" table:align="left"{breaks}'
            ' table:border-model="collapsing"/></style:style>'
        )
    for name, share in text.widths.items():
        parts.append(
            f'<style:style style:name="{name}" style:family="table-column">'
            f"<style:table-column-properties style:column-width="
            f'"{(width - 56) * share / total:.1f}pt"/></style:style>'
        )
    keep = "auto" if text.split_rows else "always"
    parts.append(
        '<style:style style:name="Row" style:family="table-row"><style:table-row-properties'
        f' fo:keep-together="{keep}"/></style:style>'
        '<style:style style:name="Box" style:family="table-cell"><style:table-cell-properties'
        f' fo:padding="{text.padding}pt" style:vertical-align="{text.vertical}"'
        f" {EDGES[text.borders]}/>"
        "</style:style>"
    )
    return "".join(parts)


def margins() -> str:
    """The room for running header and footer."""
    room = '<style:header-footer-properties fo:min-height="20pt"/>'
    return (
        f"<style:header-style>{room}</style:header-style>"
        f"<style:footer-style>{room}</style:footer-style>"
    )


def master_page(text: Text) -> str:
    """The page with its running header and footer."""
    header = f"<style:header>{paragraph(text.header, 'Title')}</style:header>"
    number = paragraph(text.footer, "Title").replace("#", "<text:page-number/>")
    footer = f"<style:footer>{number}</style:footer>"
    return (
        '<style:master-page style:name="Standard" style:page-layout-name="Page">'
        f"{header if text.header else ''}{footer if text.footer else ''}</style:master-page>"
    )


def table_of(text: Text, table: str, rows: Sequence[TranscribedRow]) -> str:
    """A table."""
    columns = text.columns[table]
    widths = "".join(f'<table:table-column table:style-name="{name}"/>' for name in columns)
    runs = {run.first: run.count for run in shared_cells(rows, "producer")}
    printed = [row_of(text, row, columns, runs.get(n)) for n, row in enumerate(rows)]
    if text.repeat_headings:
        printed[0] = f"<table:table-header-rows>{printed[0]}</table:table-header-rows>"
    return (
        f'<table:table table:name="{table}" table:style-name="{table}">{widths}'
        f"{''.join(printed)}</table:table>"
    )


def row_of(text: Text, row: TranscribedRow, columns: Sequence[str], producers: int | None) -> str:
    """A row; `producers` is how many rows its producer cell spans, None below such a cell."""
    style = "Cell" if row["kind"] == "service" else "Bold"
    cells = []
    for number, name in enumerate(columns):
        span = ""
        if text.merged_across and row["kind"] == "section":
            span = f' table:number-columns-spanned="{len(columns)}"' if not number else "covered"
        elif text.merged_down and name == "producer" and producers != 1:
            span = f' table:number-rows-spanned="{producers}"' if producers else "covered"
        if span == "covered":
            cells.append("<table:covered-table-cell/>")
        else:
            content = paragraph(flowing(row[name]), style)
            cells.append(
                '<table:table-cell table:style-name="Box" office:value-type="string"'
                f"{span}>{content}</table:table-cell>"
            )
    return f'<table:table-row table:style-name="Row">{"".join(cells)}</table:table-row>'


def paragraph(text: str, style: str) -> str:
    """A paragraph in a style."""
    return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'
