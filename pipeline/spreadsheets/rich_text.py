"""Texts of which pieces are bold or struck out."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.spreadsheets.cell_text import clean_text

Pieces = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class TextRun:
    """A piece of a text.

    Args:
        text: its letters.
        bold: whether they are; None as the cell is.
        struck: whether they are struck out; None as the cell is.
    """

    text: str
    bold: bool | None = None
    struck: bool | None = None


@dataclass(frozen=True, slots=True)
class RichText:
    """A text and how it looks.

    Args:
        text: all of it.
        bold: whether all letters are.
        struck: pieces that are struck out, white space between two of them included.
    """

    text: str
    bold: bool = False
    struck: Pieces = ()


def rich_text(runs: tuple[TextRun, ...], bold: bool = False, struck: bool = False) -> RichText:
    """The text of some runs in a cell.

    Args:
        runs: from left to right.
        bold: whether the cell is.
        struck: whether the cell is struck out.
    """
    text = ""
    pieces: list[tuple[int, int]] = []
    all_bold = True
    for run in runs:
        start = len(text)
        text += clean_text(run.text)
        is_bold = bold if run.bold is None else run.bold
        all_bold = all_bold and (is_bold or not run.text.strip())
        if (struck if run.struck is None else run.struck) and text[start:].strip():
            if pieces and not text[pieces[-1][1] : start].strip():
                start = pieces.pop()[0]
            pieces.append((start, len(text)))
    if not text.strip():
        return RichText("")
    return RichText(text, all_bold, tuple(pieces))
