"""The result → the cover of the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.outputs.result import Result
from pipeline.outputs.workbook.book import contents_part, long_headings_part, names_of
from pipeline.outputs.workbook.summary import key_figures
from pipeline.outputs.workbook.values import CoverPart, Sheet


def cover_parts(result: Result, sheets: Sequence[Sheet]) -> Iterator[CoverPart]:
    """What stands on the cover, in order.

    Args:
        result: the build.
        sheets: the sheets that follow it.
    """
    figures = [f"{label}: {number}" for label, number in key_figures(result)]
    yield CoverPart(result.word("key_figures"), [*figures, *counts_lines(result)])
    names = names_of(result, sheets)
    yield contents_part(result, sheets, names)
    yield from long_headings_part(result, sheets, names)
    yield CoverPart(result.word("source"), list(source_lines(result)))
    yield CoverPart(result.word("what_is_counted"), list(counting_lines(result)))
    if legend := list(legend_lines(result)):
        yield CoverPart(result.word("marks"), legend)
    yield CoverPart(result.word("reading_notes"), list(sheet_lines(result)))


def counts_lines(result: Result) -> Iterator[str]:
    """Findings and corrections in numbers."""
    counts = result.open_counts
    found = ", ".join(f"{result.word(s + 's').lower()} {n}" for s, n in counts.items())
    yield f"{result.word('open_findings')}: {found}"
    yield f"{result.word('corrections')}: {len(result.corrections)}"


def source_lines(result: Result) -> Iterator[str]:
    """Where everything comes from; what is unknown is said to be so."""
    known, unknown = result.source.known, result.word("unknown")
    said = [
        ("source_title", result.title or unknown),
        ("source_file", result.source.file),
        ("source_hash", result.source.sha256),
        ("source_pages", str(result.page_count)),
        ("publisher", known.publisher or unknown),
        ("date", known.date or unknown),
    ]
    yield from (f"{result.word(name)}: {text}" for name, text in said)
    if note := known.note_in(result.language):
        yield f"{result.word('source_note')}: {' '.join(note.split())}"
    if result.introduction:
        words = " ".join(line.text for line in result.introduction)
        yield f"{result.word('source_words')}: {result.quoted(words)}"
    yield from result.notes("preliminary_note")


def counting_lines(result: Result) -> Iterator[str]:
    """What the numbers are."""
    yield result.word("counting_note")
    if any(cross.declared.possible_apart for cross in result.cross_tables):
        yield result.word("possible_note")
    yield result.word("zero_note")


def legend_lines(result: Result) -> Iterator[str]:
    """What marks and codes there are, and what they are called."""
    schema, language = result.schema, result.language
    marks: dict[str, list[str]] = {}
    for field, reading in schema.description.fields.items():
        if reading.reader == "mark":
            marks.setdefault(reading.vocabulary or "", []).append(
                schema.field_label(field, language)
            )
    for vocabulary, fields in marks.items():
        yield f"{', '.join(fields)}: {', '.join(words_of_marks(vocabulary, result))}."
    yield from result.notes("uncertain_note")
    for field, reading in schema.description.fields.items():
        if reading.reader in ("code", "codes"):
            name = reading.list_.code_field if reading.list_ else field
            codes = schema.vocabulary_of(field).codes
            labels = [result.code_label(reading.vocabulary or "", code) for code in codes]
            yield f"{schema.field_label(name, language)}: {', '.join(labels)}."


def words_of_marks(vocabulary: str, result: Result) -> Iterator[str]:
    """Each code of a vocabulary of marks: the marks that are read so, and its label."""
    known = result.schema.vocabularies[vocabulary]
    for code in known.codes:
        patterns = [e.pattern for e in known.entries if e.code == code and e.pattern]
        label = result.code_label(vocabulary, code)
        yield f"{' {} '.format(result.word('or')).join(patterns)} = {label}" if patterns else label


def sheet_lines(result: Result) -> Iterator[str]:
    """How the sheets are made, and where they knowingly leave the accessibility checklist."""
    for name in ("blank_note", "list_note", "footer_note", "shading_note"):
        yield result.word(name)
