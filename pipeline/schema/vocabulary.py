"""Vocabularies: codes, their labels, and the printed wordings that stand for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.errors import SchemaError
from pipeline.system.regular_files import CONFIGURATION_LIMIT
from pipeline.text.edited_csv import read_edited_csv
from pipeline.text.strings import fold, why_unwritable

VOCABULARY_COLUMNS = ["code", "fi", "en", "pattern", "misprint"]
MISPRINT = "yes"
# Stands for the name of who the document is about.
NAME_PLACEHOLDER = "{name}"

Role = Literal["code", "separator", "possible", "uncertain", "connective"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A printed wording, what kind of word it is, and the code it stands for, if any."""

    pattern: str
    role: Role = "code"
    code: str = ""
    misprint: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One vocabulary, as its file has it.

    Args:
        name: name of the file.
        labels: for each code in order, its label in each language.
        entries: the printed wordings.
        delimiter: what stands between two values of its file, whose content it does not change.
    """

    name: str
    labels: dict[str, dict[str, str]]
    entries: tuple[Entry, ...]
    delimiter: str = field(default=",", compare=False)

    @property
    def codes(self) -> list[str]:
        """The codes, in the order of the file."""
        return list(self.labels)


def load_vocabulary(path: Path) -> Vocabulary:
    """A vocabulary from its CSV file.

    Raises:
        SchemaError: the file is missing or a line is not as it must be.
    """
    file = read_edited_csv(path, VOCABULARY_COLUMNS, CONFIGURATION_LIMIT, SchemaError)
    labels: dict[str, dict[str, str]] = {}
    entries: list[Entry] = []
    codes_of: dict[str, str] = {}
    for number, row in file.rows:
        entry = read_row(with_left_out(row), f"{path} line {number}", labels)
        if entry is None:
            continue
        folded = fold(entry.pattern)
        if codes_of.setdefault(folded, entry.code) != entry.code:
            raise SchemaError(
                f"{path} line {number}: “{entry.pattern}” already stands for "
                f"{codes_of[folded]}: remove one of the two lines."
            )
        entries.append(entry)
    return Vocabulary(path.stem, labels, tuple(entries), file.style.delimiter)


def with_left_out(row: list[str]) -> list[str]:
    """A line with the empty values at its end that Excel leaves out, if that is what it lacks.

    A line that lacks more of its values, or has an empty one last, was mistyped.
    """
    labelled = len(row) == len(VOCABULARY_COLUMNS) - 2 and all(row)
    if row and row[-1] and (len(row) == len(VOCABULARY_COLUMNS) - 1 or labelled):
        return row + [""] * (len(VOCABULARY_COLUMNS) - len(row))
    return row


def read_row(row: list[str], where: str, labels: dict[str, dict[str, str]]) -> Entry | None:
    """The entry of one line, whose labels are added; None for a code that is never printed."""
    if len(row) != len(VOCABULARY_COLUMNS):
        raise SchemaError(
            f"{where}: has {len(row)} values, not {len(VOCABULARY_COLUMNS)}: check its commas "
            "or semicolons."
        )
    for name, text in zip(VOCABULARY_COLUMNS, row, strict=True):
        if problem := why_unwritable(text):
            raise SchemaError(f"{where}: {name} {problem}.")
    code, finnish, english, pattern, misprint = row
    if not code:
        raise SchemaError(f"{where}: has no code: add it.")
    if code not in labels:
        if not (finnish and english):
            raise SchemaError(f"{where}: the first line of {code} needs both labels: add them.")
        labels[code] = {"fi": finnish, "en": english}
    if misprint not in ("", MISPRINT):
        raise SchemaError(f"{where}: misprint must be empty or “{MISPRINT}”: correct it.")
    if not pattern:
        return None
    return Entry(pattern, "code", code, misprint == MISPRINT)
