"""The command line's arguments, and what each command and option is for."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.cli.argument_values import (
    day,
    job_count,
    named_html,
    named_path,
    named_pdf,
    non_blank,
    seconds,
)
from pipeline.cli.calls import PROGRAM
from pipeline.cli.cluster.address import SCHEME, dask_address
from pipeline.cli.documents import SCHEMAS_FOLDER
from pipeline.cli.one_line_parser import OneLineParser
from pipeline.system.bounds import SECONDS_PER_PAGE, TIME_LIMIT_SECONDS

FAIL_ON = ("error", "warning", "info", "never")
LANGUAGE_CHOICES = ("fi", "en")
CSV_CHOICES = ("plain", "excel")
# What a file of decisions says itself: what it is called on the command line, by its name in the
# options.
SAID_BY_FILE = {
    "finding": "FINDING_ID",
    "value": "--value",
    "accept": "--accept",
    "reason": "--reason",
    "decided_on": "--decided-on",
}


class FromFile(argparse.Action):
    """Takes a file of decisions, behind which none is needed on the command line."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """Keep the file, and ask for no decision besides."""
        setattr(namespace, self.dest, values)
        for action in parser._actions:
            action.required = action.required and action.dest not in SAID_BY_FILE
        for group in parser._mutually_exclusive_groups:
            group.required = False


def beside_file(options: argparse.Namespace) -> str:
    """What is wrong where decisions stand on a command line beside a file of them."""
    said = [dest for dest in SAID_BY_FILE if getattr(options, dest) not in (None, False, [])]
    if options.file is None or not said:
        return ""
    named = ", ".join(SAID_BY_FILE[dest] for dest in said)
    return f"argument --from: the file says what is decided, so leave out {named}"


def jobs_of_cluster(options: argparse.Namespace) -> str:
    """What is wrong where it is said how many documents a cluster builds side by side."""
    if not options.executor or options.jobs is None:
        return ""
    return "argument --executor: the cluster builds as many as it has workers, so leave out --jobs"


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
    for add in (add_build, add_decide, add_compare, add_checks, add_suggest, add_inspect, add_init):
        add(commands)
    return top


def add_build(commands: Any) -> None:
    """The arguments of `build`."""
    build = commands.add_parser(
        "build",
        help="build the outputs of documents that are not current",
        description="Builds the outputs of each document (.pdf, .xlsx, .xlsm, .ods, .csv) whose "
        "content, ledger, source file, schemas or program changed since they were built.",
        epilog="Exit codes: 0 built or current; 1 findings at or above --fail-on; 2 wrong usage, "
        "schema or ledger; 3 the input cannot be read; 4 an output cannot be written.",
    )
    build.add_argument(
        "pdf", nargs="*", type=named_pdf, metavar="PDF", help="default: every document in input/"
    )
    build.add_argument(
        "--output", type=named_path, default=Path("output"), metavar="DIR", help="default: output"
    )
    add_schemas(build)
    build.add_argument(
        "--lang",
        choices=LANGUAGE_CHOICES,
        default="fi",
        help="of workbook, page and report; default: fi",
    )
    build.add_argument(
        "--fail-on",
        choices=FAIL_ON,
        default="error",
        help="severity of an open finding that makes the build fail; default: error",
    )
    add_kinds_of_files(build)
    build.add_argument(
        "--without-decisions", action="store_true", help="leave the decisions ledger aside"
    )
    add_executor(build)
    add_time_limit(build, "for one document, from reading it to its outputs")
    build.add_argument("--quiet", action="store_true", help="print errors alone")
    build.add_argument("--json", action="store_true", help="print the verdict as JSON")
    add_debug(build)


def add_kinds_of_files(build: Any) -> None:
    """The options of `build` for which files it writes, and how."""
    build.add_argument(
        "--csv",
        choices=CSV_CHOICES,
        default="plain",
        help="plain for programs; excel to open them in a Finnish Excel; default: plain",
    )
    build.add_argument(
        "--no-page",
        action="store_true",
        help="leave out the review page, which shows the printed cells in a browser",
    )


def add_executor(build: Any) -> None:
    """The options of `build` for who builds the documents."""
    build.add_argument(
        "--jobs",
        type=job_count,
        metavar="N",
        help="how many documents to build side by side; default: one for each core",
    )
    build.add_argument(
        "--executor",
        type=dask_address,
        metavar=f"{SCHEME}HOST:PORT",
        help="build the documents on the Dask cluster whose scheduler is there (extra dask)",
    )
    build.wrong_together = jobs_of_cluster


def add_decide(commands: Any) -> None:
    """The arguments of `decide`."""
    decide = commands.add_parser(
        "decide",
        usage="%(prog)s NAME FINDING_ID ... (--value TEXT | --accept) --reason TEXT [options]\n"
        "       %(prog)s NAME --from FILE [options]",
        help="record a correction of a printed value, or accept a finding",
        description="Appends to input/NAME.decisions.csv what was decided on findings: a "
        "correction of the printed value, or that the finding is accepted. What does not fit the "
        "document is refused, and the ledger stays as it was; of a file, what fits is recorded.",
        epilog="Exit codes: 0 recorded; 1 with --from, some lines do not fit, and all others are "
        "recorded; 2 wrong usage, schema, file or ledger, or no decision that fits; 3 the input "
        "cannot be read; 4 the ledger cannot be written.",
    )
    decide.wrong_together = beside_file
    decide.add_argument(
        "name", type=non_blank, metavar="NAME", help="the document in input/, or its path"
    )
    decide.add_argument(
        "finding",
        nargs="+",
        metavar="FINDING_ID",
        help="as the report lists it; to correct a cell without a finding, its cell_ref in "
        "cells.csv or empty_cells.csv: the identifier of the record, /, and the field",
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
    decide.add_argument(
        "--from",
        dest="file",
        action=FromFile,
        type=named_path,
        metavar="FILE",
        help="record the decisions of a file that the review page gave, those that fit",
    )
    add_language(decide, "of the messages of findings")
    add_schemas(decide)
    add_time_limit(decide, "for reading the document and trying the decisions")
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
        "substance, with --exact in anything; 2 wrong usage or schema; 3 an output or a PDF cannot "
        "be read; 4 the page cannot be written.",
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
    compare.add_argument(
        "--html",
        type=named_html,
        metavar="FILE",
        help="also write it as a page that shows what is printed, old beside new; FILE.html",
    )
    compare.add_argument(
        "--pdf",
        action="append",
        default=[],
        type=named_path,
        metavar="PATH",
        help="a document, or a folder with documents, to show cells of with --html besides those "
        "in input/; may be given several times",
    )
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


def add_suggest(commands: Any) -> None:
    """The arguments of `suggest`."""
    suggest = commands.add_parser(
        "suggest",
        help="print a vocabulary of common names to start from",
        description="Prints, as CSV, a vocabulary of what records of several documents are called "
        "together: the entries that there are, then each name in the outputs that none of them "
        "fits. Nothing is written; names are never joined because they are alike.",
        epilog="Exit codes: 0 printed; 2 wrong usage or schema; 3 an output cannot be read.",
    )
    suggest.add_argument(
        "folder",
        nargs="*",
        type=named_path,
        metavar="DIR",
        help="a folder of outputs, of one document or of several; default: output",
    )
    add_schemas(suggest)
    add_debug(suggest)


def add_inspect(commands: Any) -> None:
    """The arguments of `inspect`."""
    inspect = commands.add_parser(
        "inspect",
        help="show what a PDF or spreadsheet holds and how its tables are found and joined",
        description="Shows what is on each page, which tables were found and how, what each "
        "heading is to the schema, and how pages were joined. Any document with tables will do.",
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
        description="Writes a workplace into a new or empty folder: input/ for documents, output/, "
        "a copy of the schemas that come with the program, a Makefile, a README, and what git must "
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
    """The option that limits the time for a document."""
    command.add_argument(
        "--time-limit",
        type=seconds,
        metavar="SECONDS",
        help=f"{what}; default: {TIME_LIMIT_SECONDS:g}, and {SECONDS_PER_PAGE:g} for each page",
    )
