"""CSV that a Finnish Excel opens by a double click, and back.

Excel takes a cell for what it looks like: a formula, a date, a number without its zeros. An
apostrophe before a text keeps it what it is; it is part of the cell, and taken off when the file is
read here.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from pipeline.text.dates import month_number
from pipeline.text.numbers import PLAIN_NUMBER

BYTE_ORDER_MARK = "\ufeff".encode()
DELIMITER, EXCEL_LINE_END, DECIMAL_SIGN = ";", "\r\n", ","
KEEPS_TEXT = "'"
# Excel runs what begins so, also after white space; full-width signs as well (OWASP, CSV
# injection). An apostrophe is there so that the one put before a text is told from it.
ACTIVE_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", KEEPS_TEXT)
# Digits that Excel keeps of a number (Excel specifications and limits).
DIGITS_KEPT = 15
# Texts that become a number, a date or a time, a truth or an error, and then look otherwise.
CHANGED_TEXTS = (
    re.compile(r"0\d[\d\s.,]*"),
    re.compile(r"[\d\s]*,\d*0|[\d\s]+,|,\d+"),
    re.compile(r"\([\d\s.,]*\d[\d\s.,]*\)"),
    re.compile(r"\d+([.,]\d+)?[eE][+-]?\d+"),
    re.compile(r"\d{1,4}\s?([./:-]\s?\d{1,4}\s?){1,2}\.?"),
    re.compile(r"true|false|tosi|epätosi", re.IGNORECASE),
    re.compile(r"#\w+(/\w+)?[!?]?"),
)
LONG_NUMBER = re.compile(r"[\d\s.,]+")
WITH_MONTH = re.compile(r"(\d{1,4})?[\s./-]{0,2}([^\W\d_]{3,})[\s./-]{0,2}(\d{1,4})?")


def excel_text(text: str) -> str:
    """A text that Excel neither runs nor changes."""
    return f"{KEEPS_TEXT}{text}" if is_active(text) or is_changed(text) else text


def is_active(text: str) -> bool:
    """Whether Excel may run a text."""
    return text.startswith(ACTIVE_STARTS) or text.lstrip().startswith(ACTIVE_STARTS)


def is_changed(text: str) -> bool:
    """Whether Excel would take a text for a value that looks otherwise."""
    plain = text.strip()
    if any(pattern.fullmatch(plain) for pattern in CHANGED_TEXTS) or is_long_number(plain):
        return True
    found = WITH_MONTH.fullmatch(plain)
    if found is None or not (found[1] or found[3]):
        return False
    try:
        return bool(month_number(found[2]))
    except ValueError:
        return False


def is_long_number(text: str) -> bool:
    """Whether a text is a number of which Excel loses digits."""
    plain = text.removeprefix("-")
    digits = re.sub(r"\D", "", plain).strip("0")
    return LONG_NUMBER.fullmatch(plain) is not None and len(digits) > DIGITS_KEPT


def excel_number(text: str) -> str:
    """A number in plain digits with the decimal sign of Excel; as text where it loses digits."""
    number = text.replace(".", DECIMAL_SIGN)
    return f"{KEEPS_TEXT}{number}" if is_long_number(text) else number


def excel_lines(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as the bytes of a file."""
    lines = io.StringIO()
    csv.writer(lines, delimiter=DELIMITER, lineterminator=EXCEL_LINE_END).writerows(rows)
    return BYTE_ORDER_MARK + lines.getvalue().encode("utf-8")


def text_of_excel(cell: str) -> str:
    """A text as it was before `excel_text`."""
    return cell.removeprefix(KEEPS_TEXT)


def number_of_excel(cell: str) -> str:
    """A number as it was before `excel_number`; what is none as a text."""
    text = text_of_excel(cell)
    number = text.replace(DECIMAL_SIGN, ".")
    return number if PLAIN_NUMBER.fullmatch(number) else text


def is_for_excel(content: bytes) -> bool:
    """Whether a CSV file is one for Excel: the others begin without a mark."""
    return content.startswith(BYTE_ORDER_MARK)
