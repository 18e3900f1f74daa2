"""JSON files read strictly: nothing stands twice, no number is none, and errors name the line."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import SchemaError
from pipeline.text.strings import why_unwritable

# A Table Schema is four levels deep.
DEEPEST_JSON = 40
LARGEST_JSON_NUMBER = 10**18
TOKEN = re.compile(
    r'(?P<text>"(?:[^"\\]|\\.)*")(?P<name>\s*:)?|(?P<open>[\[{])|(?P<close>[\]}])'
    r"|(?P<number>-?(?:\d[\d.eE+-]*|Infinity)|NaN)"
)


@dataclass(frozen=True)
class JsonFile:
    """A JSON file: its content, and the first line on which each text stands."""

    data: Any
    text_lines: Mapping[str, int]


def load_json(path: Path, text: str) -> JsonFile:
    """The content of a JSON file.

    Args:
        path: the file, for errors.
        text: what it holds.

    Raises:
        SchemaError: it is not JSON, or holds what no output could.
    """
    try:
        # Numbers are looked at below, with their lines.
        data = json.loads(text, parse_int=lambda digits: int(digits[:20]), parse_constant=str)
    except json.JSONDecodeError as error:
        raise SchemaError(
            f"{path} line {error.lineno}: is not JSON ({error.msg}, column {error.colno}): "
            "correct it."
        ) from None
    except RecursionError:
        data = None
    return JsonFile(data, lines_of_texts(path, text))


def lines_of_texts(path: Path, text: str) -> dict[str, int]:
    """The first line of each text in JSON, once all of it is found to be as it must be.

    Raises:
        SchemaError: it goes too deep, names something twice, or has a value no output can hold.
    """
    lines: dict[str, int] = {}
    names: list[set[str]] = []
    line, counted = 1, 0
    for token in TOKEN.finditer(text):
        line += text.count("\n", counted, token.start())
        counted = token.start()
        problem = ""
        if token["text"] and (unwritable := why_unwritable(json.loads(token["text"]))):
            raise SchemaError(f"{path} line {line}: a text {unwritable}.")
        if token["open"]:
            names.append(set())
            if len(names) > DEEPEST_JSON:
                problem = f"is nested more than {DEEPEST_JSON} levels deep"
        elif token["close"]:
            names.pop()
        elif token["number"]:
            if not is_usable_number(token["number"]):
                problem = f"“{token['number'][:20]}” is no number that can be used"
        else:
            written = json.loads(token["text"])
            lines.setdefault(written, line)
            if token["name"] and written in names[-1]:
                problem = f"{written} stands here for the second time"
            if token["name"]:
                names[-1].add(written)
        if problem:
            raise SchemaError(f"{path} line {line}: {problem}: correct it.")
    return lines


def is_usable_number(written: str) -> bool:
    """Whether a number of JSON is finite and of a size that a value may have."""
    number = float(written)
    return math.isfinite(number) and abs(number) < LARGEST_JSON_NUMBER
