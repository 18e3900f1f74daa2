"""Common names → lines of the vocabulary for them, ready to paste."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.combined.common_names import NamedRecord, Wordings, unused_code
from pipeline.combined.model import CommonName
from pipeline.schema.vocabulary import MISPRINT, VOCABULARY_COLUMNS, Vocabulary
from pipeline.text.edited_csv import CsvStyle
from pipeline.text.strings import fold, squash, without_parentheses

VocabularyLine = Sequence[str]


def line_of(values: VocabularyLine, vocabulary: Vocabulary) -> str:
    """A line of a vocabulary, without its end, as its file is saved."""
    return CsvStyle(delimiter=vocabulary.delimiter).lines([values]).rstrip("\n")


def proposed_line(code: str, name: CommonName) -> VocabularyLine:
    """The line by which a name that no entry fits becomes a wording of a code."""
    return (code, "", "", name.fi, "")


def new_line(name: CommonName) -> VocabularyLine:
    """The line by which a name that no entry fits becomes a common name itself."""
    return (name.code, name.fi, name.en, name.fi, "")


def suggested_lines(
    records: Iterable[NamedRecord], vocabulary: Vocabulary
) -> Iterator[VocabularyLine]:
    """A vocabulary of the names at hand: that which there is, then each name that none fits.

    A name is its own wording without its parts in parentheses, so that it also fits where another
    document prints others. Likeness joins no two.

    Args:
        records: of all documents, by document and in its order.
        vocabulary: that which there is; one without entries where there is none.
    """
    yield VOCABULARY_COLUMNS
    yield from lines_there_are(vocabulary)
    wordings, taken = Wordings(vocabulary), set(vocabulary.codes)
    seen: set[str] = set()
    for record in records:
        name = squash(without_parentheses(record.printed)) or squash(record.printed)
        if wordings.fitting(record.printed, record.area) or fold(name) in seen:
            continue
        seen.add(fold(name))
        code = unused_code(name, taken)
        taken.add(code)
        yield (code, name, name, name, "")


def lines_there_are(vocabulary: Vocabulary) -> Iterator[VocabularyLine]:
    """The lines of a vocabulary: code by code, each with its labels on its first line."""
    for code, labels in vocabulary.labels.items():
        entries = [entry for entry in vocabulary.entries if entry.code == code]
        named: tuple[str, str] = (labels["fi"], labels["en"])
        if not entries:
            yield (code, *named, "", "")
        for entry in entries:
            yield (code, *named, entry.pattern, MISPRINT if entry.misprint else "")
            named = ("", "")
