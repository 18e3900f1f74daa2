"""The command line: arguments, progress, verdict and exit code.

Nothing heavy is imported before it is needed: when all is current nothing is, and otherwise
the child process already reads the PDF meanwhile.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from pipeline import __version__
from pipeline.current import STATE_FILE, fingerprint, is_current, state
from pipeline.errors import PipelineError
from pipeline.isolation import TIME_LIMIT_SECONDS, PageReader

if TYPE_CHECKING:
    from pipeline.result import Result

INPUT_FOLDER = Path("input")
FINDINGS_EXIT, USAGE_EXIT = 1, 2
INTERNAL_EXIT = 70
FAIL_ON = ("error", "warning", "info", "never")
LANGUAGES = ("fi", "en")


@dataclass
class Outcome:
    """What became of one document, for standard output and --json."""

    document: str
    output: str
    status: str
    exit_code: int = 0
    message: str = ""
    records: int | None = None
    tables: int | None = None
    pages: int | None = None
    open_findings: dict[str, int] | None = None


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where to read on."""
        complain(f"{message}: see {self.prog} --help.")
        sys.exit(USAGE_EXIT)


def parser() -> argparse.ArgumentParser:
    """The command line's arguments."""
    top = Parser(
        prog="liitetaulukko",
        description="Turns the appendix table of a public PDF into checked data, a workbook for "
        "managers and a report for reviewers.",
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add_build(commands)
    add_inspect(commands)
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
        "pdf", nargs="*", type=Path, metavar="PDF", help="default: every PDF in input/"
    )
    build.add_argument(
        "--output", type=Path, default=Path("output"), metavar="DIR", help="default: output"
    )
    build.add_argument(
        "--schemas", type=Path, default=Path("schemas"), metavar="DIR", help="default: schemas"
    )
    build.add_argument(
        "--lang", choices=LANGUAGES, default="fi", help="of workbook and report; default: fi"
    )
    build.add_argument(
        "--fail-on",
        choices=FAIL_ON,
        default="error",
        help="severity of an open finding that makes the build fail; default: error",
    )
    build.add_argument(
        "--without-decisions", action="store_true", help="leave the decisions ledger aside"
    )
    build.add_argument(
        "--time-limit",
        type=positive,
        default=TIME_LIMIT_SECONDS,
        metavar="SECONDS",
        help=f"for reading one PDF; default: {TIME_LIMIT_SECONDS:g}",
    )
    build.add_argument("--quiet", action="store_true", help="print errors alone")
    build.add_argument("--json", action="store_true", help="print the verdict as JSON")
    build.add_argument("--debug", action="store_true", help="show the trace of an error")
    build.set_defaults(run=build_all)


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
    inspect.add_argument("pdf", type=Path, metavar="PDF", help="the document")
    inspect.add_argument(
        "--schemas", type=Path, default=Path("schemas"), metavar="DIR", help="default: schemas"
    )
    inspect.add_argument(
        "--images",
        type=Path,
        metavar="DIR",
        help="draw words, rulings and cells over each page that is not blank",
    )
    inspect.add_argument(
        "--draft-schema",
        type=Path,
        metavar="DIR",
        help="write a schemas folder to start from into a new or empty folder",
    )
    inspect.add_argument(
        "--time-limit",
        type=positive,
        default=TIME_LIMIT_SECONDS,
        metavar="SECONDS",
        help=f"for reading the PDF, and for drawing it; default: {TIME_LIMIT_SECONDS:g}",
    )
    inspect.add_argument("--json", action="store_true", help="print it as JSON")
    inspect.add_argument("--debug", action="store_true", help="show the trace of an error")
    inspect.set_defaults(run=inspect_one, quiet=False)


def inspect_one(options: argparse.Namespace) -> int:
    """Show what a document holds; the exit code."""
    progress = Progress(options.pdf, options)
    reader = PageReader(options.pdf, progress, options.time_limit, options.debug)
    try:
        # Imported here, so that the child reads the PDF while these take their time.
        from pipeline.inspect_command import inspect

        document = reader.document()
    finally:
        reader.close()
        progress.close()
    inspect(options.pdf, document, options)
    return 0


def positive(text: str) -> float:
    """A number of seconds above zero."""
    value = float(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not above zero")
    return value


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    # A terminal that cannot show a letter gets its number instead of an error.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    options = parser().parse_args(arguments)
    # The process is short and calculates little: looking for cycles while the libraries load
    # would take a tenth of its time, and starting threads for linear algebra another.
    gc.disable()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        return int(options.run(options))
    except PipelineError as error:
        if options.debug:
            raise
        complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        complain("stopped: outputs are as they were.")
        return 130


def complain(message: str) -> None:
    """One line on standard error."""
    print(f"liitetaulukko: {message}", file=sys.stderr)


def build_all(options: argparse.Namespace) -> int:
    """Build every document asked for; the worst exit code."""
    outcomes = []
    for pdf in documents(options.pdf):
        try:
            outcome = build_one(pdf, options)
        except PipelineError as error:
            if options.debug:
                raise
            outcome = failed(pdf, options, error.exit_code, str(error))
        except Exception as error:
            if options.debug:
                raise
            outcome = failed(
                pdf,
                options,
                INTERNAL_EXIT,
                f"{pdf}: the program met a case it does not know ({type(error).__name__}: {error})"
                ": run again with --debug and report it.",
            )
        if outcome.message:
            complain(outcome.message)
        if not (options.quiet or options.json):
            for line in verdict(outcome):
                print(line, flush=True)
        outcomes.append(outcome)
    code = max((outcome.exit_code for outcome in outcomes), default=0)
    if options.json:
        documents_json = [vars(outcome) for outcome in outcomes]
        print(
            json.dumps(
                {"exit_code": code, "documents": documents_json}, ensure_ascii=False, indent=2
            )
        )
    return code


def failed(pdf: Path, options: argparse.Namespace, code: int, message: str) -> Outcome:
    """The outcome of a document that could not be built."""
    return Outcome(str(pdf), str(options.output / pdf.stem), "failed", code, message)


def documents(named: Sequence[Path]) -> list[Path]:
    """The PDFs to build.

    Raises:
        PipelineError: there is none, or two would have the same output folder.
    """
    found = list(named) or sorted(
        path for path in INPUT_FOLDER.glob("*") if path.suffix.lower() == ".pdf"
    )
    if not found:
        raise usage_error(f"{INPUT_FOLDER} holds no PDF: put one there, or name one.")
    stems: dict[str, Path] = {}
    for path in found:
        other = stems.setdefault(path.stem.casefold(), path)
        if other is not path:
            raise usage_error(
                f"{other} and {path} would have the same output folder: rename one of them."
            )
    return found


def usage_error(message: str) -> PipelineError:
    """An error in how the command was called."""
    error = PipelineError(message)
    error.exit_code = USAGE_EXIT
    return error


def build_one(pdf: Path, options: argparse.Namespace) -> Outcome:
    """Build one document, unless its outputs are current."""
    folder = options.output / pdf.stem
    ledger = pdf.with_name(f"{pdf.stem}.decisions.csv")
    settings = {
        "lang": options.lang,
        "fail_on": options.fail_on,
        "without_decisions": options.without_decisions,
    }
    beside = (pdf.with_name(f"{pdf.stem}.source.yaml"), ledger)
    mark = fingerprint(pdf, beside, options.schemas, settings)
    if is_current(folder, mark):
        return Outcome(str(pdf), str(folder), "current")
    progress = Progress(pdf, options)
    reader = PageReader(pdf, progress, options.time_limit, options.debug)
    try:
        # Imported here, so that the child reads the PDF while these take their time.
        from pipeline.build import Request, build, output_files
        from pipeline.outputs import write_all
        from pipeline.schema_checks import checked_schema
        from pipeline.source_file import load_source
        from pipeline.workbook import workbook_source

        schema = checked_schema(options.schemas)
        document = reader.document()
    finally:
        reader.close()
        progress.close()
    request = Request(pdf, None if options.without_decisions else ledger, options.lang)
    result = build(request, document, load_source(pdf), schema)
    failing = result.reaches(options.fail_on)
    workbook = f"{pdf.stem}.xlsx"
    kept = workbook_source(folder / workbook) if failing else None
    files = dict(output_files(result, workbook, not failing, kept))
    if not failing:
        files[STATE_FILE] = state(mark, files)
    write_all(folder, files)
    message = failure_message(pdf, folder, kept, result) if failing else ""
    return Outcome(
        str(pdf),
        str(folder),
        "refused" if failing else "built",
        FINDINGS_EXIT if failing else 0,
        message,
        len(result.records.frame),
        len({name for name, _, _ in result.section_counts()}),
        result.page_count,
        {str(severity): count for severity, count in result.open_counts.items()},
    )


def failure_message(pdf: Path, folder: Path, kept: str | None, result: Result) -> str:
    """One sentence on findings that make a build fail: how many, the first, what stays."""
    first = result.findings[0]
    place = f"page {first.page}, " if first.page is not None else ""
    cell = f"cell {first.cell_ref}, " if first.cell_ref else ""
    workbook = (
        f"the workbook there is still of the source with SHA-256 {kept}"
        if kept
        else "there is no workbook"
    )
    message, advice = first.message(result.schema, "en"), first.advice(result.schema, "en")
    return (
        f"{pdf}: {place}{cell}{first.check}: {message} {advice}. "
        f"All findings are in {folder / 'validation.md'}; {workbook}."
    )


def verdict(outcome: Outcome) -> list[str]:
    """What to print of a document: one line where nothing was done, else three."""
    if outcome.status == "current":
        return [f"{outcome.output} is current: nothing to do"]
    if outcome.open_findings is None:
        return []
    counts = outcome.open_findings
    usable = "usable" if outcome.status == "built" else "do not use it: read validation.md"
    return [
        f"{outcome.output}: {outcome.records} records in {outcome.tables} tables, "
        f"read from {outcome.pages} pages",
        f"open findings: {counts['error']} errors, {counts['warning']} warnings, "
        f"{counts['info']} for information",
        f"verdict: {usable}",
    ]


class Progress:
    """A progress bar on a terminal; nothing elsewhere.

    Args:
        pdf: the document that is read.
        options: with --quiet there is no bar.
    """

    def __init__(self, pdf: Path, options: argparse.Namespace) -> None:
        self.bar: Any = None
        self.name = pdf.name
        self.wanted = sys.stderr.isatty() and not options.quiet

    def __call__(self, done: int, total: int) -> None:
        """Show that a number of pages of all is read."""
        if not self.wanted:
            return
        if self.bar is None:
            from tqdm import tqdm

            self.bar = tqdm(total=total, desc=self.name, unit="page", leave=False)
        self.bar.update(done - self.bar.n)

    def close(self) -> None:
        """Remove the bar."""
        if self.bar is not None:
            self.bar.close()
