"""The command line's arguments, and what each command and option is for."""

from __future__ import annotations

import argparse
import errno
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from pipeline import __version__
from pipeline.cli.calls import PROGRAM
from pipeline.cli.documents import PDF_SUFFIX, SCHEMAS_FOLDER
from pipeline.errors import WrongUsageError
from pipeline.system.bounds import (
    LONGEST_SECONDS,
    SECONDS_PER_PAGE,
    TIME_LIMIT_SECONDS,
    is_time_limit,
)
from pipeline.text.nearest import did_you_mean

FAIL_ON = ("error", "warning", "info", "never")
LANGUAGE_CHOICES = ("fi", "en")
# What argparse says of a word that is none of those it may be.
WRONG_CHOICE = re.compile(r"invalid choice: (['\"])(?P<word>.*)\1 \(choose from (?P<known>.*)\)")
# Begins what is said of words that belong to nothing.
LEFT_OVER = "unrecognized arguments"
# A word of a command line that is an option, with or without a value behind it.
OPTION_WORD = re.compile(r"(?P<name>--?[A-Za-z][\w-]*)(=.*)?", re.DOTALL)
# An option with the sign behind which no options come, in place of a value.
NO_VALUE = re.compile(r"--[A-Za-z][\w-]*=--")
CSV_CHOICES = ("plain", "excel")


class OneLineParser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, and what was probably meant."""

    # The words that it was given.
    given: Sequence[str] = ()

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """Take the arguments; whatever is left over is wrong, for a command too."""
        self.given = sys.argv[1:] if args is None else list(args)
        if unnamed := next(filter(NO_VALUE.fullmatch, self.given), ""):
            # Python 3.11 and 3.12 take it for an empty list.
            self.error(f"argument {unnamed.removesuffix('=--')}: -- is no value")
        found, left_over = super().parse_known_args(self.given, namespace)
        if left_over:
            self.error(f"{LEFT_OVER}: {' '.join(left_over)}")
        return found, left_over

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, what was probably meant, and where to read on."""
        unknown = self.unknown_option()
        if meant := did_you_mean(unknown, self.option_names()):
            # It may be the reason for which another one seems to be missing.
            message = f"there is no option {unknown}"
        elif choice := WRONG_CHOICE.search(message):
            meant = self.meant_choice(choice["word"], choice["known"])
        elif unknown and message.startswith(LEFT_OVER):
            message = f"there is no option {unknown}"
        advice = f"{meant} See" if meant else "see"
        raise WrongUsageError(f"{message}: {advice} {self.prog} --help.")

    def option_names(self) -> list[str]:
        """The names of its options."""
        return [name for action in self._actions for name in action.option_strings]

    def unknown_option(self) -> str:
        """The first option it was given that is neither one of its own nor begins one."""
        for word in self.given:
            # All options of a command stand behind its name, and are looked at there.
            if word == "--" or (self._subparsers and not word.startswith("-")):
                break
            option = OPTION_WORD.fullmatch(word)
            if option and not any(n.startswith(option["name"]) for n in self.option_names()):
                return option["name"]
        return ""

    def meant_choice(self, word: str, known: str) -> str:
        """The question which of some words was meant.

        Args:
            word: the wrong one.
            known: the right ones, as argparse lists them.
        """
        if self._subparsers and word.lower().endswith(PDF_SUFFIX):
            return f"did you mean build {word}?"
        return did_you_mean(word, [one.strip("'\"") for one in known.split(", ")])


def make_parser() -> argparse.ArgumentParser:
    """The command line's arguments."""
    top = OneLineParser(
        prog=PROGRAM,
        description="Turns the appendix table of a public PDF into checked data, a workbook for "
        "managers and a report for reviewers.",
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add: Callable[[Any], None]
    for add in (add_build, add_decide, add_compare, add_checks, add_inspect, add_init):
        add(commands)
    return top


def add_build(commands: Any) -> None:
    """The arguments of `build`."""
    build = commands.add_parser(
        "build",
        help="build the outputs of PDFs that are not current",
        description="Builds the outputs of each PDF whose content, ledger, source file, schemas or "
        "program changed since they were built.",
        epilog="Exit codes: 0 built or current; 1 findings at or above --fail-on; 2 wrong usage, "
        "schema or ledger; 3 the input cannot be read; 4 an output cannot be written.",
    )
    build.add_argument(
        "pdf", nargs="*", type=named_pdf, metavar="PDF", help="default: every PDF in input/"
    )
    build.add_argument(
        "--output", type=named_path, default=Path("output"), metavar="DIR", help="default: output"
    )
    add_schemas(build)
    build.add_argument(
        "--lang", choices=LANGUAGE_CHOICES, default="fi", help="of workbook and report; default: fi"
    )
    build.add_argument(
        "--fail-on",
        choices=FAIL_ON,
        default="error",
        help="severity of an open finding that makes the build fail; default: error",
    )
    build.add_argument(
        "--csv",
        choices=CSV_CHOICES,
        default="plain",
        help="plain for programs; excel to open them in a Finnish Excel; default: plain",
    )
    build.add_argument(
        "--without-decisions", action="store_true", help="leave the decisions ledger aside"
    )
    add_time_limit(build, "for one PDF, from reading it to its outputs")
    build.add_argument("--quiet", action="store_true", help="print errors alone")
    build.add_argument("--json", action="store_true", help="print the verdict as JSON")
    add_debug(build)


def add_decide(commands: Any) -> None:
    """The arguments of `decide`."""
    decide = commands.add_parser(
        "decide",
        help="record a correction of a printed value, or accept a finding",
        description="Appends to input/NAME.decisions.csv what was decided on findings: a "
        "correction of the printed value, or that the finding is accepted. What does not fit the "
        "document is refused, and the ledger stays as it was.",
        epilog="Exit codes: 0 recorded; 2 wrong usage, schema or ledger, or a decision that does "
        "not fit; 3 the input cannot be read; 4 the ledger cannot be written.",
    )
    decide.add_argument(
        "name", type=non_blank, metavar="NAME", help="the document: input/NAME.pdf, or a PDF"
    )
    decide.add_argument(
        "finding",
        nargs="+",
        metavar="FINDING_ID",
        help="as the report lists it; to correct a cell without a finding, its cell_ref in "
        "cells.csv: the identifier of the record, /, and the field",
    )
    what = decide.add_mutually_exclusive_group(required=True)
    what.add_argument("--value", metavar="TEXT", help="correct: the text to read instead")
    what.add_argument("--accept", action="store_true", help="accept the finding as it is")
    decide.add_argument(
        "--reason", type=non_blank, required=True, metavar="TEXT", help="why, for those who ask"
    )
    decide.add_argument(
        "--decided-on",
        type=day,
        metavar="DATE",
        help="such as 2026-01-31; default: the present day",
    )
    add_language(decide, "of the messages of findings")
    add_schemas(decide)
    add_time_limit(decide, "for reading the PDF and trying the decision")
    add_debug(decide)
    decide.set_defaults(quiet=False)


def add_compare(commands: Any) -> None:
    """The arguments of `compare`."""
    compare = commands.add_parser(
        "compare",
        help="show what changed in substance between two outputs",
        description="Shows, as Markdown, what changed between two output folders, each of one "
        "document or of several: records, codes, counts, findings and decisions. Says nothing "
        "where they are equal.",
        epilog="Exit codes: 0 equal, or different only in pages and places; 1 different in "
        "substance, with --exact in anything; 2 wrong usage or schema; 3 an output cannot be read.",
    )
    compare.add_argument(
        "folder",
        nargs="*",
        type=named_path,
        metavar="DIR",
        help="OLD and NEW; with --git the new one alone, default: output",
    )
    compare.add_argument(
        "--git", metavar="REV", help="compare with the same folder in a commit, such as HEAD"
    )
    compare.add_argument(
        "--exact", action="store_true", help="end with 1 where any text file differs at all"
    )
    compare.add_argument("--json", action="store_true", help="print it as JSON")
    add_language(compare, "of labels and of the messages of findings")
    add_schemas(compare)
    add_debug(compare)


def add_checks(commands: Any) -> None:
    """The arguments of `checks`."""
    checks = commands.add_parser(
        "checks",
        help="list all checks with what they mean",
        description="Lists every check that a schemas folder makes: its severity, the fields it "
        "looks at, what it means, and what its findings say to do.",
        epilog="Exit codes: 0 listed; 2 wrong usage or schema.",
    )
    add_language(checks, "of what the checks mean")
    checks.add_argument("--json", action="store_true", help="print them as JSON")
    add_schemas(checks)
    add_debug(checks)


def add_inspect(commands: Any) -> None:
    """The arguments of `inspect`."""
    inspect = commands.add_parser(
        "inspect",
        help="show what a PDF holds and how its tables are found and joined",
        description="Shows what is on each page, which tables were found and how, what each "
        "heading is to the schema, and how pages were joined. Any PDF with tables will do.",
        epilog="Exit codes: 0 shown; 2 wrong usage or schema; 3 the input cannot be read; 4 an "
        "output cannot be written.",
    )
    inspect.add_argument("pdf", type=named_pdf, metavar="PDF", help="the document")
    add_schemas(inspect)
    inspect.add_argument(
        "--images",
        type=named_path,
        metavar="DIR",
        help="draw words, rulings and cells over each page that is not blank",
    )
    inspect.add_argument(
        "--draft-schema",
        type=named_path,
        metavar="DIR",
        help="write a schemas folder to start from into a new or empty folder",
    )
    add_time_limit(inspect, "for reading, drawing and drafting, all together")
    inspect.add_argument("--json", action="store_true", help="print it as JSON")
    inspect.add_argument(
        "--lang",
        choices=LANGUAGE_CHOICES,
        help="tell fields and tables by their labels too, and findings, in this language",
    )
    add_debug(inspect)
    inspect.set_defaults(quiet=False)


def add_init(commands: Any) -> None:
    """The arguments of `init`."""
    init = commands.add_parser(
        "init",
        help="write a workplace into a new or empty folder",
        description="Writes a workplace into a new or empty folder: input/ for PDFs, output/, a "
        "copy of the schemas that come with the program, a Makefile, a README, and what git must "
        "know of them.",
        epilog="Exit codes: 0 written; 2 wrong usage, or something stands in the folder already; "
        "4 it cannot be written.",
    )
    init.add_argument("folder", type=named_path, metavar="DIR", help="the folder of the workplace")
    add_debug(init)


def add_schemas(command: argparse.ArgumentParser) -> None:
    """The option that names the schemas folder."""
    command.add_argument(
        "--schemas",
        type=named_path,
        metavar="DIR",
        help=f"default: {SCHEMAS_FOLDER}; where there is none here, the one that the program has",
    )


def add_language(command: argparse.ArgumentParser, what: str) -> None:
    """The option for the language of what a command shows; its own sentences are English."""
    command.add_argument(
        "--lang", choices=LANGUAGE_CHOICES, default="en", help=f"{what}; default: en"
    )


def add_debug(command: argparse.ArgumentParser) -> None:
    """The option that shows the trace of an error."""
    command.add_argument("--debug", action="store_true", help="show the trace of an error")


def add_time_limit(command: argparse.ArgumentParser, what: str) -> None:
    """The option that limits the time for a PDF."""
    command.add_argument(
        "--time-limit",
        type=seconds,
        metavar="SECONDS",
        help=f"{what}; default: {TIME_LIMIT_SECONDS:g}, and {SECONDS_PER_PAGE:g} for each page",
    )


def seconds(text: str) -> float:
    """A number of seconds that can be waited for."""
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of seconds") from None
    if not is_time_limit(value):
        raise argparse.ArgumentTypeError(
            f"{text} is not above 0 and at most {LONGEST_SECONDS} seconds, a week"
        )
    return value


def named_pdf(text: str) -> Path:
    """The path of a document; no text at all, which a shell makes of an unset variable, is none."""
    if not text:
        raise argparse.ArgumentTypeError("is empty: name a file or a folder")
    return Path(text)


def named_path(text: str) -> Path:
    """A path that a file or a folder can have."""
    path = named_pdf(text)
    try:
        path.lstat()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise argparse.ArgumentTypeError("is longer than a name can be: shorten it") from None
    return path


def non_blank(text: str) -> str:
    """A text that is not blank."""
    if not text.strip():
        raise argparse.ArgumentTypeError("is blank")
    return text


def day(text: str) -> date:
    """A day such as 2026-01-31 or 31.1.2026."""
    # Imported here, because it needs a library that most calls do not.
    from pipeline.text.dates import typed_day

    found = typed_day(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” is no date like 2026-01-31 or 31.1.2026")
    return found
