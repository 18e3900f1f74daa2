"""Samples of faults that only the program itself could make: they are made between its steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.checks.fates import evidence_findings
from pipeline.checks.values import lost_record_findings
from pipeline.pages.model import Page, Word
from pipeline.text.strings import LONGEST_CELL_TEXT
from tests.support.reading import SCHEMA, read, read_document, steps
from tests.support.samples.appendix import FIRST, GOOD_APPENDIX, Case, Found, Sample, at, found_in


def long_name(length: int) -> Sample:
    """The small appendix, in which one name is as long as this after it was printed."""

    def sample(folder: Path) -> set[Found]:
        GOOD_APPENDIX.result(folder)
        taken = steps(read_document(folder / "appendix.pdf"))
        text = taken.printed.text.copy()
        text.loc[FIRST, "service"] = "a" * length
        return found_in(taken.findings(taken.records(text)))

    return sample


def without_cell(ref: str) -> Sample:
    """The small appendix, of which a cell is forgotten after it was read; none where empty."""

    def sample(folder: Path) -> set[Found]:
        result = GOOD_APPENDIX.result(folder)
        pages = read_document(folder / "appendix.pdf").pages
        items = [item for item in result.items if item.cell_ref != ref]
        assert len(items) == len(result.items) - bool(ref)
        return found_in(list(evidence_findings(items, pages, SCHEMA)))

    return sample


def without_record(key: str) -> Sample:
    """The small appendix, of which a record is forgotten after it was read; none where empty."""

    def sample(folder: Path) -> set[Found]:
        GOOD_APPENDIX.result(folder)
        taken = steps(read_document(folder / "appendix.pdf"))
        sources = {k: source for k, source in taken.printed.sources.items() if k != key}
        kept = replace(taken.printed, sources=sources)
        return found_in(list(lost_record_findings(kept, taken.tables.tables, SCHEMA)))

    return sample


def with_page(change: Callable[[Page], Page]) -> Sample:
    """The small appendix, each page of which is changed after it was read."""

    def sample(folder: Path) -> set[Found]:
        GOOD_APPENDIX.result(folder)
        pdf = folder / "appendix.pdf"
        document = read_document(pdf)
        changed = replace(document, pages=tuple(map(change, document.pages)))
        return found_in(read(pdf, changed).findings)

    return sample


def hide(text: str, beside: str) -> Callable[[Page], Page]:
    """Add a text that does not show to the cell of a word."""

    def change(page: Page) -> Page:
        hidden = (
            Word(len(page.words) + number, text, word.box, False, aside="text-hidden")
            for number, word in enumerate(page.words)
            if word.text == beside
        )
        return replace(page, aside=tuple(hidden))

    return change


def strike(text: str) -> Callable[[Page], Page]:
    """Strike a word out."""

    def change(page: Page) -> Page:
        words = (replace(word, struck=word.text == text) for word in page.words)
        return replace(page, words=tuple(words))

    return change


STARTUP = "employer.starttiraha/service"
STEPS: dict[str, Case] = {
    "text-too-long": Case(
        long_name(LONGEST_CELL_TEXT + 1),
        {at("text-too-long", "warning", f"{FIRST}/service", 2, "a" * (LONGEST_CELL_TEXT + 1))},
        long_name(LONGEST_CELL_TEXT),
    ),
    "text-hidden": Case(
        with_page(hide("salattu", "Starttiraha")),
        {at("text-hidden", "warning", STARTUP, 11, "salattu")},
        with_page(hide("salattu", "")),
    ),
    "text-struck": Case(
        with_page(strike("Starttiraha")),
        {at("text-struck", "warning", STARTUP, 11, "Starttiraha")},
        with_page(strike("")),
    ),
    "words-lost": Case(
        without_cell("employer.starttiraha/service"),
        {("words-lost", "error", "", "", "", None, "Starttiraha")},
        without_cell(""),
    ),
    "records-lost": Case(
        without_record("employer.starttiraha"),
        {("records-lost", "error", "", "", "", None, "employer")},
        without_record(""),
    ),
}
