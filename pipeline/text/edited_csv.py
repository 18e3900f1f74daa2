"""CSV files that people edit: read however a spreadsheet program saved them, written back so.

A Finnish Excel saves “CSV” in Windows-1252 and “CSV UTF-8” with a byte order mark, both with
semicolons and CRLF, and may leave empty columns and rows at the end.
"""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.system.regular_files import read_regular
from pipeline.text.encodings import (
    UTF_8,
    WINDOWS,
    EncodingError,
    decoded_text,
    is_windows_text,
    not_in_windows,
)

DELIMITERS = (",", ";", "\t")
CSV_LINE_END = re.compile(r"\r\n|\r|\n")
SAVE_AS = "in Excel “CSV UTF-8”"


@dataclass(frozen=True)
class CsvStyle:
    """How a CSV file is saved.

    Args:
        encoding: UTF-8 or Windows-1252.
        has_mark: whether it begins with a byte order mark.
        delimiter: what stands between two values.
        line_end: what ends a line.
    """

    encoding: str = UTF_8
    has_mark: bool = False
    delimiter: str = ","
    line_end: str = "\n"

    def lines(self, rows: Iterable[Sequence[str]]) -> str:
        """Rows as lines of such a file."""
        text = io.StringIO()
        csv.writer(text, delimiter=self.delimiter, lineterminator=self.line_end).writerows(rows)
        return text.getvalue()


@dataclass(frozen=True)
class EditedCsv:
    """A CSV file as it was found.

    Args:
        style: how it is saved.
        text: all of it, as it is.
        columns: those that it has.
        rows: the number of the line each row begins on, and its values without empty ones that
            no column has; rows without a value are left out, the header too.
    """

    style: CsvStyle
    text: str
    columns: list[str]
    rows: list[tuple[int, list[str]]]

    @property
    def next_line(self) -> int:
        """The number of the line after its last."""
        return len(CSV_LINE_END.findall(self.ended)) + 1

    @property
    def ended(self) -> str:
        """Its text, ended by a line break."""
        return self.text if self.text.endswith(("\n", "\r")) else self.text + self.style.line_end

    def beginnings(self, rows: Iterable[Sequence[str]]) -> list[int]:
        """The numbers of the lines that further rows would begin on; a value may have several."""
        found, line = [], self.next_line
        for row in rows:
            found.append(line)
            line += len(CSV_LINE_END.findall(self.style.lines([row])))
        return found

    def unsavable(self, row: Sequence[str]) -> str:
        """What of a row the file cannot hold as it is saved; nothing where it holds all."""
        if self.style.encoding == UTF_8:
            return ""
        return not_in_windows(self.style.lines([row]))

    def with_rows(self, rows: Iterable[Sequence[str]]) -> bytes:
        """The bytes of the file with further rows, all else as it was.

        Raises:
            UnicodeEncodeError: its encoding does not have a character of the rows.
        """
        mark = BOM_UTF8 if self.style.has_mark else b""
        return mark + (self.ended + self.style.lines(rows)).encode(self.style.encoding)


def read_edited_csv(
    path: Path,
    columns: Sequence[str],
    limit: int,
    error: type[PipelineError],
    further: Sequence[str] = (),
    advice: str = "restore it",
) -> EditedCsv:
    """A CSV file that a person wrote.

    Args:
        path: the file.
        columns: those that it must have, in this order; its header tells the delimiter.
        limit: how many bytes it may have.
        error: what is raised.
        further: columns that may stand behind those, all of them or none.
        advice: what to do where it cannot be read.

    Raises:
        error: it cannot be read, has other columns, or is no CSV file.
    """
    try:
        content = read_regular(path, limit)
        encoding = encoding_of(content)
        text = decoded_text(content) if encoding == UTF_8 else content.decode(encoding)
    except OSError as problem:
        raise error(f"{path}: cannot be read ({problem.strerror}): {advice}.") from None
    except EncodingError as problem:
        raise error(f"{path}: {problem} ({SAVE_AS}).") from None
    has_mark = content.startswith(BOM_UTF8)
    style = CsvStyle(encoding, has_mark, delimiter_of(text, columns), line_end_of(text))
    try:
        rows = list(numbered_rows(text, style.delimiter))
    except LineError as problem:
        raise error(f"{path} line {problem.line}: is no CSV ({problem}): correct it.") from None
    for known in ([*columns, *further], [*columns]):
        cut = [(line, without_extra(row, known)) for line, row in rows]
        filled = [(line, row) for line, row in cut if any(row)]
        if filled and [name.strip() for name in filled[0][1]] == known:
            return EditedCsv(style, text, known, filled[1:])
    raise error(f"{path} line 1: the columns must be {', '.join(columns)}: correct it.")


def encoding_of(content: bytes) -> str:
    """The encoding to read a file in: Windows-1252 only where it is that beyond doubt."""
    try:
        content.decode(UTF_8)
    except UnicodeDecodeError:
        return WINDOWS if is_windows_text(content) else UTF_8
    return UTF_8


def delimiter_of(text: str, columns: Sequence[str]) -> str:
    """What stands between the columns of the first line; a comma where nothing fits."""
    first = CSV_LINE_END.split(text.lstrip(), maxsplit=1)[0]
    known = set(columns)

    def columns_found(delimiter: str) -> int:
        return len(known & {name.strip().strip('"') for name in first.split(delimiter)})

    return max(DELIMITERS, key=columns_found)


def line_end_of(text: str) -> str:
    """What ends the first line of a text."""
    found = CSV_LINE_END.search(text)
    return found[0] if found else "\n"


class LineError(ValueError):
    """A line is no CSV.

    Args:
        line: its number.
        problem: what is wrong with it.
    """

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


def numbered_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file, each with the number of the line it begins on.

    Raises:
        LineError: a quote is not closed, or a value is longer than any cell.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            # The row has no end, or one that lies beyond the longest value that csv takes.
            endless = "unexpected end" in str(problem) or "field limit" in str(problem)
            wrong = "a quote that is opened here is not closed" if endless else str(problem)
            raise LineError(line, wrong) from None
        yield line, row


def without_extra(row: list[str], columns: Sequence[str]) -> list[str]:
    """A row without the empty values behind its last column, which a spreadsheet program left."""
    end = len(row)
    while end > len(columns) and not row[end - 1].strip():
        end -= 1
    return row[:end]
