"""Whether the labels of a schemas folder have every word that its outputs need."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from string import Formatter

from pipeline.schema.check import BUILT_IN_CHECKS
from pipeline.schema.model import BUILT_IN_FILES, LABELS_FILE, CheckWords, Schema
from pipeline.text.nearest import perhaps_meant

# What may stand in braces in a message.
DETAILS = (
    *("value", "field", "unknown", "vocabulary", "line", "table", "heading", "page"),
    *("other_page", "wanted", "pieces", "before", "printed", "sum", "difference", "place"),
    "check",
    "cells",
    *("count", "pages", "nearest"),
    *("sheet", "sheets", "other_sheet", "sheet_cell"),
)


def label_problems(schema: Schema) -> Iterator[tuple[str, Path]]:
    """What the labels lack, or say of a check that is not there."""
    path, own = schema.folder / LABELS_FILE, schema.own_labels
    checks = [check.check for check in schema.description.checks]
    rules = [rule.rule for rule in schema.description.set_aside]
    for section, wanted, have, written in (
        ("fields", field_names(schema), schema.labels.fields, own.fields),
        ("words", sheet_words(schema), schema.labels.words, own.words),
        ("rules", rules, schema.labels.rules, own.rules),
        ("checks", [*checks, *BUILT_IN_CHECKS], schema.labels.checks, own.checks),
    ):
        for name in wanted:
            if name not in have:
                hint = spelling_hint(name, [other for other in written if other not in wanted])
                yield f"{section}.{name} is missing{hint}", path
    for name, words in own.checks.items():
        if name not in checks and name not in BUILT_IN_CHECKS:
            hint = perhaps_meant(name, [*checks, *BUILT_IN_CHECKS])
            yield f"checks.{name} is no check of the description{hint}", path
        for text in texts_of_check(words):
            for problem in brace_problems(text, DETAILS):
                yield f"checks.{name}: {problem}", path
    for name in own.words.keys() & schema.usual_words.keys():
        usual = {n for t in schema.usual_words[name].values() for n in names_in_braces(t)}
        for text in own.words[name].values() if usual else ():
            for problem in brace_problems(text, sorted(usual)):
                yield f"words.{name}: {problem}", path


def texts_of_check(words: CheckWords) -> Iterator[str]:
    """The sentences of a check, those on spreadsheets among them."""
    other = words.in_sheets
    every = (words.message, words.advice, other and other.message, other and other.advice)
    yield from (text for texts in every if texts for text in texts.values())


def names_in_braces(text: str) -> list[str]:
    """The names that stand in braces in a sentence."""
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def spelling_hint(name: str, written: Iterable[str]) -> str:
    """A hint at a name that is nearly the missing one."""
    near = difflib.get_close_matches(name, list(written), 1)
    return f", perhaps misspelt as {near[0]}" if near else ""


def field_names(schema: Schema) -> list[str]:
    """The fields that people read of."""
    files = [name for name in schema.table_schemas if name not in BUILT_IN_FILES]
    names = [column for file in files for column in schema.columns(file)]
    return list(dict.fromkeys([*names, *schema.description.fields]))


def sheet_words(schema: Schema) -> list[str]:
    """The names and titles of the workbook's sheets, and of its key figures and charts."""
    sheets = [schema.record.name]
    for tabulation in schema.description.cross_tabulations:
        sheets += [tabulation.name]
        sheets += [f"{tabulation.name}_records"] if tabulation.records_sheet else []
    sheets += [tabulation.name for tabulation in schema.description.combined.cross_tabulations]
    words = [f"{kind}_{sheet}" for sheet in sheets for kind in ("sheet", "title")]
    summary = schema.description.summary
    words += [f"figure_{figure.figure}" for figure in summary.figures]
    return words + [f"chart_{chart.of}" for chart in summary.charts]


def brace_problems(text: str, known: Sequence[str]) -> Iterator[str]:
    """Braces of a sentence that stand for nothing, or say how wide a value shall be."""
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError as error:
        yield f"“{text}” has a brace too many or too few ({error})"
        return
    for _, name, form, conversion in parts:
        if name not in known:
            yield f"{{{name}}} stands for nothing; there is {', '.join(sorted(known))}"
        if form or conversion:
            yield f"{{{name}}} has more than a name in its braces"
