"""Layouts printed by a browser."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from tests.printing.appendix import TranscribedRow
from tests.printing.layout_rows import (
    COLUMNS,
    Facts,
    appendix_facts,
    flowing,
    printed_by_browser,
    shared_cells,
)

OTHER_ORDER = {
    "person": (
        "type",
        "service",
        "tem",
        "shared",
        "producer",
        "new_jobseeker",
        "multidisciplinary",
        "integration_client",
    ),
    "employer": ("service", "tem", "producer", "type", "shared"),
}
FIVE_GROUPS = (
    ("service",),
    ("type",),
    ("producer",),
    ("shared", "tem"),
    ("integration_client", "multidisciplinary", "new_jobseeker"),
)
PLAIN = """
body { font-family: 'Liberation Sans'; margin: 0; -webkit-print-color-adjust: exact; }
table { border-collapse: collapse; break-before: page; }
td, th { text-align: left; padding: 2pt 5pt; overflow-wrap: normal; }
th { font-weight: bold; }
"""
LANDSCAPE = "@page { size: A4 landscape; margin: 12mm }"
LARGE = "@page { size: A3 landscape; margin: 12mm }"
NO_REPEATED_HEADING = "thead { display: table-row-group }"
RULED = "td, th { border: 0.6pt solid black }"
TURNED_HEADINGS = (
    "th:nth-child(n+4) { writing-mode: vertical-rl; transform: rotate(180deg) }"
    " td { vertical-align: top }"
)
MARK = (
    "<div style='position: fixed; top: 40%; left: 20%; font-size: 90pt; color: #ddd;"
    " transform: rotate(-35deg)'>{}</div>"
)
# A soft hyphen stands after so many letters of a word, if more follow.
SYLLABLE, LONG_WORD = 5, 9


@dataclass(frozen=True)
class Web:
    """How a page for the browser looks.

    Args:
        styles: style sheets, besides the plain one.
        columns: of each table, from left to right.
        groups: columns printed side by side; all where there are none. The rows of all groups
            are of the same height.
        merged_down: one producer cell for services that share it.
        merged_across: one cell for each section heading.
        no_break_spaces: a number and the word after it never part.
        soft_hyphens: long words may be broken anywhere.
        numbered: a first column numbers the rows.
        headings_above: a row with headings over several columns.
        mark: a word across each page.
    """

    styles: tuple[str, ...] = (LANDSCAPE,)
    columns: dict[str, tuple[str, ...]] = field(default_factory=lambda: COLUMNS)
    groups: tuple[tuple[str, ...], ...] = ()
    merged_down: bool = False
    merged_across: bool = False
    no_break_spaces: bool = False
    soft_hyphens: bool = False
    numbered: bool = False
    headings_above: bool = False
    mark: str = ""


WEBS: dict[str, Web] = {
    "web-borderless-top": Web((LANDSCAPE, "body { font-size: 7pt } td { vertical-align: top }")),
    "web-borderless-middle": Web((LARGE, "body { font-size: 12pt } td { vertical-align: middle }")),
    "web-borderless-bottom": Web(
        (LANDSCAPE, "body { font-size: 8pt } td { vertical-align: bottom }", NO_REPEATED_HEADING)
    ),
    "web-horizontal-rules": Web(
        (
            LANDSCAPE,
            "body { font-size: 10pt } td, th { border-bottom: 0.6pt solid black;"
            " vertical-align: top }",
        )
    ),
    "web-stripes": Web(
        (
            LANDSCAPE,
            "body { font-size: 8pt; line-height: 1.5 } tbody tr:nth-child(even) td"
            " { background: #eee } th { background: #ddebf7 }",
        )
    ),
    "web-merged-down": Web(
        (LARGE, RULED, "body { font-size: 9pt }"), merged_down=True, merged_across=True
    ),
    "web-other-order": Web(
        (LANDSCAPE, RULED, "body { font-size: 8pt }"), columns=OTHER_ORDER, no_break_spaces=True
    ),
    "web-other-order-borderless": Web(
        (LANDSCAPE, "body { font-size: 8pt } td { vertical-align: top; padding: 3pt 6pt }"),
        columns=OTHER_ORDER,
    ),
    "web-ligatures": Web(
        (LANDSCAPE, RULED, "body { font-family: Carlito; font-size: 9pt } td { height: 20pt }")
    ),
    "web-thick-borders": Web(
        (LANDSCAPE, "body { font-size: 8pt } td, th { border: 4pt solid #99c }")
    ),
    "web-inner-borders": Web(
        (
            LANDSCAPE,
            "body { font-size: 8pt } td, th { border: 0.6pt solid black }"
            " td:first-child, th:first-child { border-left: none }"
            " td:last-child, th:last-child { border-right: none }"
            " thead tr th { border-top: none } tr:last-child td { border-bottom: none }",
        )
    ),
    "web-frame-and-heading-rule": Web(
        (
            LANDSCAPE,
            "body { font-size: 8pt } table { border: 1pt solid black }"
            " th { border-bottom: 1pt solid black }",
        )
    ),
    "web-soft-hyphens": Web((LANDSCAPE, RULED, "body { font-size: 8pt }"), soft_hyphens=True),
    "web-row-numbers": Web((LANDSCAPE, RULED, "body { font-size: 8pt }"), numbered=True),
    "web-row-numbers-borderless": Web(
        (LANDSCAPE, "body { font-size: 8pt } td { vertical-align: top }"), numbered=True
    ),
    "web-cells-in-boxes": Web(
        (
            LANDSCAPE,
            RULED,
            "body { font-size: 8pt } table { border-collapse: separate; border-spacing: 6pt 4pt }",
        )
    ),
    "web-small-capitals-borderless": Web(
        (
            LANDSCAPE,
            "body { font-size: 8pt } th:not(:last-child) { font-variant: small-caps }"
            " td { vertical-align: top }",
        )
    ),
    "web-letters-apart": Web((LARGE, RULED, "body { font-size: 8pt; letter-spacing: 0.2em }")),
    "web-headings-above": Web((LANDSCAPE, RULED, "body { font-size: 8pt }"), headings_above=True),
    "web-headings-above-borderless": Web(
        (LANDSCAPE, "body { font-size: 8pt } td { vertical-align: top }"), headings_above=True
    ),
    "web-turned-headings-borderless": Web((LANDSCAPE, TURNED_HEADINGS, "body { font-size: 8pt }")),
    "web-own-edges-borderless": Web(
        (
            LANDSCAPE,
            "body { font-size: 8pt } td:nth-child(3n) { vertical-align: top }"
            " td:nth-child(3n+1) { vertical-align: bottom }",
        )
    ),
    "web-large-type-borderless": Web(
        (LARGE, "body { font-size: 14pt } td { vertical-align: top }")
    ),
    "web-mark-across-borderless": Web(
        (LANDSCAPE, "body { font-size: 8pt } td { vertical-align: top }"), mark="LUONNOS"
    ),
    "web-five-groups-borderless": Web(
        (
            "@page { size: A4 portrait; margin: 15mm }",
            "body { font-size: 9pt } td { vertical-align: middle } tr { break-inside: avoid }",
            NO_REPEATED_HEADING,
        ),
        groups=FIVE_GROUPS,
    ),
    "web-five-groups": Web(
        (
            "@page { size: A4 portrait; margin: 15mm }",
            RULED,
            "body { font-size: 9pt } tr { break-inside: avoid }",
            NO_REPEATED_HEADING,
        ),
        groups=FIVE_GROUPS,
    ),
}


def print_web(path: Path, web: Web, facts: Facts | None = None) -> None:
    """Print an appendix from a page for the browser; the real one without other facts."""
    facts = facts or appendix_facts()
    parts = [f"<p>{escape(line)}</p>" for line in facts.title]
    if web.mark:
        parts.insert(0, MARK.format(escape(web.mark)))
    for table, columns in web.columns.items():
        for group in web.groups or (columns,):
            printed = [name for name in group if name in columns]
            if printed:
                parts.append(table_of(web, facts.table(table), printed))
    style = "".join((PLAIN, *web.styles))
    text = (
        f'<!doctype html><html lang="fi"><meta charset="utf-8"><title>Liite</title>'
        f"<style>{style}</style><body>{''.join(parts)}</body></html>"
    )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "liite.html")
        source.write_text(text, encoding="utf-8")
        printed_by_browser(source, path)


def table_of(web: Web, rows: Sequence[TranscribedRow], columns: Sequence[str]) -> str:
    """A table, or a column group of it."""
    runs = {run.first: run.count for run in shared_cells(rows, "producer")}
    printed = [row_of(web, row, columns, runs.get(n)) for n, row in enumerate(rows)]
    if web.numbered:
        printed = [
            row.replace("<tr>", f"<tr><td>{n or 'Nro'}</td>", 1) for n, row in enumerate(printed)
        ]
    head, body = printed[0].replace("td", "th"), "".join(printed[1:])
    if web.headings_above:
        rest = f"<th colspan='{len(columns) - 3}'>Luokittelu</th>"
        head = f"<tr><th colspan='3'>Palvelu</th>{rest}</tr>{head}"
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def row_of(web: Web, row: TranscribedRow, columns: Sequence[str], producers: int | None) -> str:
    """A row; `producers` is how many rows its producer cell spans, None below such a cell."""
    cells = []
    for number, name in enumerate(columns):
        span = ""
        if web.merged_across and row["kind"] == "section":
            if number:
                continue
            span = f' colspan="{len(columns)}"'
        elif web.merged_down and name == "producer" and producers != 1:
            if producers is None:
                continue
            span = f' rowspan="{producers}"'
        cells.append(f"<td{span}>{content_of(web, row, name)}</td>")
    height = f' style="height: {height_of(row)}pt"' if web.groups else ""
    return f"<tr{height}>{''.join(cells)}</tr>"


def content_of(web: Web, row: TranscribedRow, name: str) -> str:
    """The content of a cell; in column groups with the line breaks of the transcription."""
    text = escape(row[name] if web.groups else flowing(row[name]), quote=False)
    if web.soft_hyphens:
        text = " ".join(hyphenated(word) for word in text.split(" "))
    if web.no_break_spaces and text[:1].isdigit():
        text = text.replace(" ", "\u00a0", 1)
    if row["kind"] == "section":
        text = f"<b>{text}</b>"
    return text.replace("\n", "<br>")


def hyphenated(word: str) -> str:
    """A long word with soft hyphens; the title's words and short ones stay as they are."""
    if len(word) < LONG_WORD or not word.isalpha():
        return word
    return "\u00ad".join(word[i : i + SYLLABLE] for i in range(0, len(word), SYLLABLE))


def height_of(row: TranscribedRow) -> int:
    """The height in points of a row with all its lines."""
    lines = max(row[name].count("\n") + 1 for name in COLUMNS["person"])
    return 11 * lines + 6
