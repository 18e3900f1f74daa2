"""The regular expressions of a schemas folder, matched within a time.

A person writes them, so that one may take exponential time, such as `(a+)+$`, or memory without
end, such as `((a{1000}){1000}){1000}`. They mean what they mean to Python's `re`; the package
`regex` matches them, since it can be told when to give up.
"""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Callable, Mapping
from typing import Any, cast

import regex
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pipeline.errors import SchemaError

# On one text, and on all the texts of a document; a pattern as people write it takes microseconds.
SECONDS_A_TEXT, SECONDS_IN_ALL = 1, 20
# Groups within groups, and the signs of a pattern when its repeats are written out.
DEEPEST_GROUP, MOST_SIGNS = 50, 20_000
LONGEST_QUOTED = 60
# The signs of a pattern: escaped, a set, a comment, a group's ends, a count, any other.
SIGN = re.compile(
    r"\\.|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<note>\(\?#[^)]*\))|(?P<open>\()|(?P<close>\))"
    r"|(?P<count>\{(?=[\d,])(?P<least>\d*)(?:,(?P<most>\d*))?\})|(?P<star>[*+?])|.",
    re.DOTALL,
)
# The same where white space and comments in a pattern mean nothing.
VERBOSE_NOTE = re.compile(r"(?P<kept>\\.|\[\^?\]?(?:\\.|[^\]\\])*\])|#[^\n]*", re.DOTALL)
OPEN_IN_SET = re.compile(r"(\\.)|(?<!^)\[", re.DOTALL)

Where = Callable[[str], str]


class PatternError(ValueError):
    """A pattern that cannot be used; the words say why."""


class SchemaPattern:
    """A regular expression of a schemas folder.

    Args:
        pattern: as it is written.
        where: the file and the line that it is written on, for errors.

    Raises:
        PatternError: it is none, or would need too much time or memory.
    """

    def __init__(self, pattern: str, where: str = "") -> None:
        self.pattern, self.where = pattern, where
        self.spent = 0.0
        try:
            with warnings.catch_warnings():
                # A bracket in a set, which may mean something one day; here it is escaped.
                warnings.simplefilter("ignore", FutureWarning)
                checked = re.compile(pattern)
            signs = plain_signs(pattern, bool(checked.flags & re.VERBOSE))
            self.matcher: Any = regex.compile(signs, checked.flags | regex.VERSION0)
        except (re.error, regex.error) as error:
            raise PatternError(f"is no pattern ({error})") from None
        except (RecursionError, OverflowError, MemoryError):
            raise PatternError("is no pattern that can be used: write it shorter") from None
        self.groupindex: Mapping[str, int] = checked.groupindex

    def search(self, text: str) -> re.Match[str] | None:
        """The first place in a text that it matches."""
        return self.timed(self.matcher.search, text)

    def match(self, text: str) -> re.Match[str] | None:
        """The beginning of a text, if it matches that."""
        return self.timed(self.matcher.match, text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The whole text, if it matches that."""
        return self.timed(self.matcher.fullmatch, text)

    def timed(self, method: Any, text: str) -> re.Match[str] | None:
        """What a method finds in a text.

        Raises:
            SchemaError: it takes too long, on this text or on all so far.
        """
        start = time.process_time()
        try:
            found = method(text, timeout=SECONDS_A_TEXT)
        except TimeoutError:
            found, self.spent = None, SECONDS_IN_ALL
        except MemoryError:
            found, self.spent = None, SECONDS_IN_ALL
        self.spent += time.process_time() - start
        if self.spent >= SECONDS_IN_ALL:
            raise SchemaError(
                f"{self.where}: the pattern {quoted(self.pattern)} takes too long on "
                f"{quoted(text)}: write it so that there are not many ways to match one text, "
                "such as without a repeat in a repeat."
            )
        return cast("re.Match[str] | None", found)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """How pydantic makes one of a text; its context tells where a text stands."""
        as_written = core_schema.plain_serializer_function_ser_schema(lambda own: own.pattern)
        return core_schema.with_info_plain_validator_function(
            cls.validated, serialization=as_written
        )

    @classmethod
    def validated(cls, value: object, info: core_schema.ValidationInfo) -> SchemaPattern:
        """A pattern from what stands in a description."""
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise PydanticCustomError("pattern", "must be a text with a pattern")
        where = cast("Where | None", info.context)
        try:
            return cls(value, where(value) if where else "")
        except PatternError as error:
            raise PydanticCustomError("pattern", "{problem}", {"problem": str(error)}) from None


def plain_signs(pattern: str, verbose: bool) -> str:
    """A pattern that Python's `re` takes, with all that `regex` takes otherwise escaped.

    Raises:
        PatternError: its groups go too deep, or its repeats are too many.
    """
    if verbose:
        pattern = VERBOSE_NOTE.sub(lambda found: found["kept"] or "", pattern)
    signs: list[str] = []
    sizes, last = [0], 0
    for found in SIGN.finditer(pattern):
        sign = found[0]
        if found["set"]:
            sign = OPEN_IN_SET.sub(lambda inner: inner[1] or r"\[", sign)
        signs.append(rf"\{sign}" if sign == "{" else sign)
        if found["note"] or found["star"]:
            continue
        if found["count"]:
            times = int(found["most"] or found["least"] or 1)
            sizes[-1] += last * (max(times, 1) - 1)
            last *= max(times, 1)
        elif found["open"]:
            sizes.append(0)
        else:
            last = sizes.pop() if found["close"] else 1
            sizes[-1] += last
        if len(sizes) > DEEPEST_GROUP:
            raise PatternError(f"has groups more than {DEEPEST_GROUP} deep: write it otherwise")
        if sizes[-1] > MOST_SIGNS:
            raise PatternError(
                f"has more than {MOST_SIGNS:,} signs when its repeats are written out: repeat "
                "without a count"
            )
    return "".join(signs)


def quoted(text: str) -> str:
    """A text in quotes, cut where it is long."""
    short = text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"
    return f"“{' '.join(short.split())}”"
