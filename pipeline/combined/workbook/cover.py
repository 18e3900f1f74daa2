"""All documents together → the cover of their workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.combined.model import Part
from pipeline.combined.summary import documents_of_one_area
from pipeline.combined.workbook.lists import page_of_document, status_in_words
from pipeline.combined.workbook.names import NOT_NAMED
from pipeline.combined.workbook.view import View
from pipeline.outputs.workbook.book import contents_part, long_headings_part
from pipeline.outputs.workbook.list_sheets import BETWEEN_CODES
from pipeline.outputs.workbook.values import Beside, CoverPart, FileLink, Sheet


def cover_of_all(view: View, sheets: Sequence[Sheet]) -> Iterator[CoverPart]:
    """What stands on the cover, in order: what is missing first.

    Args:
        view: all documents.
        sheets: the sheets that follow it.
    """
    missing = [part for part in view.combined.parts if not part.is_usable]
    if missing:
        lines = [missing_line(part, view) for part in missing]
        yield CoverPart(view.word("combined_missing"), [view.word("combined_missing_note"), *lines])
    yield CoverPart(view.word("key_figures"), list(figure_lines(view)))
    yield contents_part(view, sheets, view.called)
    if view.combined.usable:
        documents = [document_line(part, view) for part in view.combined.usable]
        yield CoverPart(view.word("all_documents_here"), documents)
    yield from long_headings_part(view, sheets, view.called)
    yield CoverPart(view.word("what_is_counted"), list(counting_lines_of_all(view)))
    words = ("blank_note", "list_note", "footer_note", "shading_note", "all_links_note")
    yield CoverPart(view.word("reading_notes"), [view.word(word) for word in words])


def missing_line(part: Part, view: View) -> Beside:
    """A document whose records are not in the tables, why, and what there is of it."""
    status = status_in_words(part, view)
    said = view.word("all_missing_line").format(
        number=view.numbers[part.name], label=part.label, status=status.lower(), reason=part.reason
    )
    return Beside(said, document_links(part, view))


def document_line(part: Part, view: View) -> Beside:
    """A document whose records are in the tables, and what it has."""
    counts = ", ".join(
        f"{view.word(f'{severity}s').lower()} {number}"
        for severity, number in part.open_findings.items()
    )
    said = view.word("all_document_line").format(
        number=view.numbers[part.name],
        label=part.label,
        records=part.records,
        findings=counts,
    )
    return Beside(said, document_links(part, view))


def document_links(part: Part, view: View) -> tuple[FileLink, ...]:
    """The links to a document's workbook and review page, as far as they are there."""
    links = (view.workbook_link(part.name), page_of_document(part, view))
    return tuple(link for link in links if isinstance(link, FileLink))


def figure_lines(view: View) -> Iterator[str]:
    """Documents, records, names and findings in numbers."""
    usable, names = view.combined.usable, view.combined.names
    parts = view.combined.parts
    complete = "combined_complete" if len(parts) == len(usable) else "combined_incomplete"
    yield view.word(complete).format(usable=len(usable), count=len(parts))
    yield f"{view.word('records_in_all')}: {len(view.records)}"
    if names:
        known = sum(name.known and bool(name.records) for name in names)
        apart = sum(not name.known for name in names)
        yield f"{view.word('all_names_known')}: {known}"
        yield f"{view.word('all_names_unknown')}: {apart}"
    totals: dict[str, int] = {}
    for part in usable:
        for severity, number in part.open_findings.items():
            totals[severity] = totals.get(severity, 0) + number
    found = ", ".join(f"{view.word(s + 's').lower()} {n}" for s, n in totals.items())
    if found:
        yield f"{view.word('open_findings')}: {found}"


def counting_lines_of_all(view: View) -> Iterator[str]:
    """What the numbers are."""
    yield view.word("counting_note")
    yield view.word("all_total_note")
    for area, names in documents_of_one_area(view.combined.parts).items():
        said = view.word("combined_several")
        yield said.format(label=area, names=BETWEEN_CODES.join(names))
    if any(cross.declared.possible_apart for cross in view.combined.cross_tables):
        yield view.word("all_possible_note")
    yield view.word("zero_note")
    yield from view.heading_notes()
    yield view.word("all_number_link_note")
    if view.combined.names:
        yield view.word("all_names_note")
        yield view.word("all_not_named_note").format(sign=NOT_NAMED.value)
    yield from view.notes("uncertain_note")
    yield from view.notes("all_preliminary_note")
