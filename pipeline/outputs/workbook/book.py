"""A whole workbook as plain values: its cover, its sheets and what it is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from pipeline.outputs.wording import OutputWords
from pipeline.outputs.workbook.values import CoverPart, Link, Sheet


@dataclass(frozen=True)
class SheetNames:
    """What a sheet is called.

    Args:
        name: of the sheet, as far as Excel takes it.
        title: its heading.
    """

    name: str
    title: str


@dataclass(frozen=True)
class Book:
    """A workbook as plain values.

    Args:
        title: of the workbook.
        organisation: who it is about, or the file that it was made from.
        wording: the words of its language.
        sheets: those that follow the cover.
        names: what they are called, by their tables.
        cover: what stands on the cover.
        source: SHA-256 of the one file that it was made from; empty where there are several.
    """

    title: str
    organisation: str
    wording: OutputWords
    sheets: Sequence[Sheet]
    names: Mapping[str, SheetNames]
    cover: Sequence[CoverPart]
    source: str = ""


def names_of(wording: OutputWords, sheets: Sequence[Sheet]) -> dict[str, SheetNames]:
    """What sheets are called in the words of the schema."""
    return {
        sheet.table: SheetNames(
            wording.word(f"sheet_{sheet.table}"), wording.word(f"title_{sheet.table}")
        )
        for sheet in sheets
    }


def contents_part(
    wording: OutputWords, sheets: Sequence[Sheet], names: Mapping[str, SheetNames]
) -> CoverPart:
    """The table of contents: a link to each sheet."""
    called = [(sheet.table, names[sheet.table]) for sheet in sheets]
    links = [Link(f"{known.name}: {known.title}", table) for table, known in called]
    return CoverPart(wording.word("contents"), links)


def long_headings_part(
    wording: OutputWords, sheets: Sequence[Sheet], names: Mapping[str, SheetNames]
) -> Iterator[CoverPart]:
    """The headings that are cut on their sheets, whole, where there are any."""
    lines = []
    for sheet in sheets:
        for column, heading in sheet.cut.items():
            place = wording.word("column_of_sheet").format(
                column=get_column_letter(column + 1), sheet=names[sheet.table].name
            )
            lines.append(f"{place}: {heading}")
    if lines:
        yield CoverPart(wording.word("whole_headings"), lines)
