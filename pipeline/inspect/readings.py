"""The texts of columns → how a draft proposes to read them: numbers, dates, codes or text.

A reader is proposed only where it takes every cell of a column and takes it in one way; elsewhere a
remark says which reader takes most of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pipeline.text.dates import date_parser
from pipeline.text.numbers import NumberFormat, number_parser
from pipeline.text.strings import fold

# What documents print where they have no number or date.
MISSING_MARKS = frozenset(
    ("-", "‐", "–", "—", "−", "--", "n.a.", "n/a", "n.d.", "na", "nd", ":", ".", "..", "...", "…")
)
UNITS = ("%", "‰", "€", "$", "£", "¥")
# Units of shares: a number without one is not of their kind.
SHARES = UNITS[:2]
# Decimal sign and thousands signs, the plainest first.
NUMBER_SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ()),
    *((".", (",",)), (",", (".",)), (",", (" ",)), (".", (" ",)), (".", ("'",)), (".", ("’",))),
)
DATE_PATTERNS = (
    *("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y.%m.%d"),
    *("%d %B %Y", "%B %d, %Y", "%d-%B-%Y", "%d. %B %Y", "%d.%m.%y", "%d/%m/%y", "%m/%d/%y"),
    *("%d-%B-%y", "%d %B %y"),
)
# A number with a zero before other digits is a code.
LEADING_ZERO = re.compile(r"\D*0[\s,.'’]?\d")
# Four digits that nothing parts.
UNPARTED = re.compile(r"\d{4}")
# A reader is spoken of where it takes this share of the cells that are not empty, and chosen where
# at least so many of them are values.
SPOKEN_SHARE_OF_CELLS = 0.5
FEWEST_VALUES = 2
# A column holds codes where it has no more wordings than this, each so often and no longer.
MOST_CODES, CODE_TIMES, LONGEST_CODE_LETTERS = 12, 3, 30
# How many cells a remark shows, each cut at so many characters.
SHOWN_CELLS, SHOWN_CHARACTERS = 3, 30

FieldType = Literal["string", "integer", "number", "date"]


@dataclass(frozen=True, slots=True)
class ProposedReading:
    """How a column may be read.

    Args:
        reader: what stands under the field in the description.
        type: of the field in the Table Schema.
        remark: what else is to be said of it; empty where there is nothing.
    """

    reader: Mapping[str, Any]
    type: FieldType = "string"
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a reader makes of the texts of a column.

    Args:
        reader: what would stand in the description, without the wordings that are blank.
        type: of the field.
        values: of each text; None where the reader does not take it.
    """

    reader: Mapping[str, Any]
    type: FieldType
    values: tuple[str | None, ...]

    @property
    def count(self) -> int:
        """How many texts it takes."""
        return sum(value is not None for value in self.values)

    @property
    def decimal_sign(self) -> str:
        """The decimal sign that its numbers have, or that their thousands sign cannot be."""
        form = self.reader.get("format")
        if not isinstance(form, Mapping):
            return ""
        other = {",": ".", ".": ","}
        return str(form["decimal"]) or next((other.get(s, "") for s in form["thousands"]), "")


AS_TEXT = ProposedReading({"reader": "text"})


def propose_readings(columns: Mapping[str, Sequence[str]]) -> dict[str, ProposedReading]:
    """How each field may be read.

    Where one wording of numbers may be read in two ways, the other columns of the document tell.

    Args:
        columns: of each field the texts of its cells.
    """
    printed = {field: [text for text in texts if text] for field, texts in columns.items()}
    trials = {field: list(best_trials(texts)) for field, texts in printed.items()}
    signs = {own[0].decimal_sign for own in trials.values() if len(own) == 1} - {""}
    sign = signs.pop() if len(signs) == 1 else None
    proposed = {}
    for field, texts in printed.items():
        usual = [trial for trial in trials[field] if trial.decimal_sign == sign]
        proposed[field] = proposed_reading(texts, usual or trials[field])
    return proposed


def best_trials(texts: Sequence[str]) -> Iterator[Trial]:
    """The trials that take most texts of a column, one for each way to understand them."""
    values = [text for text in texts if fold(text) not in MISSING_MARKS]
    trials = [trial for trial in (*number_trials(values), *date_trials(values)) if trial.count]
    most = max((trial.count for trial in trials), default=0)
    seen: set[tuple[str | None, ...]] = set()
    for trial in trials:
        if trial.count == most and trial.values not in seen:
            seen.add(trial.values)
            yield trial


def number_trials(texts: Sequence[str]) -> Iterator[Trial]:
    """Texts read as numbers, with each pair of signs."""
    whole = "".join(texts)
    signs: list[Literal["minus", "plus", "parentheses"]] = ["minus"]
    if "+" in whole:
        signs.append("plus")
    bracketed = sum(text.startswith("(") and text.endswith(")") for text in texts)
    if 0 < 2 * bracketed <= len(texts):
        # Where most are in brackets, as shares or intervals are, these are no sign.
        signs.append("parentheses")
    for decimal, thousands in NUMBER_SIGNS:
        form = NumberFormat(
            decimal=decimal,
            thousands=[sign for sign in thousands if sign in whole],
            units=[unit for unit in UNITS if unit in whole],
            signs=signs,
        )
        parse = number_parser(form)
        values = tuple(parse(t) if is_plain_number(t, form, whole) else None for t in texts)
        read = [text for text, value in zip(texts, values, strict=True) if value is not None]
        counts = {count_decimals(text, decimal) for text in read}
        if counts <= {0}:
            form = form.model_copy(update={"decimal": "", "decimals": 0})
        elif len(counts) == 1:
            form = form.model_copy(update={"decimals": counts.pop()})
        settings = form.model_dump(exclude_defaults=True)
        described = {"decimal": form.decimal, "thousands": form.thousands, **settings}
        field_type: FieldType = "integer" if form.decimals == 0 else "number"
        yield Trial({"reader": "number", "format": described}, field_type, values)


def is_plain_number(text: str, form: NumberFormat, whole: str) -> bool:
    """Whether a text may be one number, if it can be read as one.

    A code has a zero before its digits; shares stand among nothing else; where spaces part
    thousands, four digits that none parts stand for two kinds of number, or two numbers in a cell.

    Args:
        text: the text.
        form: how numbers are printed.
        whole: all texts of the column.
    """
    mixed = any(unit in whole and unit not in text for unit in SHARES)
    whole_part = text.partition(form.decimal)[0] if form.decimal else text
    unparted = " " in form.thousands and UNPARTED.search(text)
    return not (mixed or unparted or LEADING_ZERO.match(whole_part))


def count_decimals(text: str, decimal: str) -> int:
    """How many digits follow the decimal sign."""
    fraction = text.rpartition(decimal)[2] if decimal and decimal in text else ""
    return sum(map(str.isdigit, fraction))


def date_trials(texts: Sequence[str]) -> Iterator[Trial]:
    """Texts read as dates, with each pattern."""
    for pattern in DATE_PATTERNS:
        parse = date_parser([pattern])
        yield Trial(
            {"reader": "date", "format": [pattern]}, "date", tuple(parse(text) for text in texts)
        )


def proposed_reading(texts: Sequence[str], trials: Sequence[Trial]) -> ProposedReading:
    """How a column may be read.

    Args:
        texts: those of its cells that are not empty.
        trials: what takes most of them, one for each way to understand them.
    """
    blank = [text for text in texts if fold(text) in MISSING_MARKS]
    values = [text for text in texts if fold(text) not in MISSING_MARKS]
    if trials and trials[0].count >= FEWEST_VALUES:
        first = trials[0]
        kind = str(first.reader["reader"])
        if len(trials) == 1 and first.count == len(values):
            reader = dict(first.reader)
            if blank:
                reader["blank"] = list({fold(text): text for text in blank}.values())
            return ProposedReading(
                reader, first.type, f"{kind}: {share_words(len(texts), len(texts))}"
            )
        pairs = zip(values, first.values, strict=True)
        strange = list(dict.fromkeys(text for text, value in pairs if value is None))
        if first.count >= len(values) * SPOKEN_SHARE_OF_CELLS:
            fit = len(texts) - sum(text in strange for text in values)
            remark = f"{kind}: {share_words(fit, len(texts))}"
            if strange:
                remark += f", not: {shown(strange)}"
            if len(trials) > 1:
                remark += f"; in {len(trials)} ways: {shown(readings_of(trials))}"
            return replace(AS_TEXT, remark=remark)
    return replace(AS_TEXT, remark=code_remark(texts) if values else "")


def readings_of(trials: Sequence[Trial]) -> list[str]:
    """The value of the first cell that trials read in several ways, by each of them."""
    for values in zip(*(trial.values for trial in trials), strict=True):
        if len(set(values)) > 1:
            return [value or "" for value in values]
    return []


def share_words(fit: int, cells: int) -> str:
    """How many cells of a column fit; a share is rounded down, so that only all are 100 %."""
    return f"{100 * fit // cells} % of {cells} cells fit"


def code_remark(texts: Sequence[str]) -> str:
    """What to say of a column with few wordings; empty where it has many."""
    wordings = list({fold(text): text for text in texts}.values())
    few = len(wordings) <= min(MOST_CODES, len(texts) // CODE_TIMES)
    if not few or not wordings or max(map(len, wordings)) > LONGEST_CODE_LETTERS:
        return ""
    return f"code: {len(wordings)} wordings in {len(texts)} cells: {shown(wordings)}"


def shown(texts: Sequence[str]) -> str:
    """A few texts, each on the same line and in quotes."""
    some = [
        "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:SHOWN_CHARACTERS])
        for text in texts[:SHOWN_CELLS]
    ]
    more = [f"and {len(texts) - SHOWN_CELLS} more"] if len(texts) > SHOWN_CELLS else []
    return ", ".join([*(json.dumps(text, ensure_ascii=False) for text in some), *more])
