"""The command line: which command runs, and how an error is told.

Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Sequence
from pathlib import Path

from pipeline.cli.arguments import make_parser
from pipeline.cli.build import build_all
from pipeline.cli.documents import document_path, require_names, usual_schemas
from pipeline.cli.memory import limited_memory
from pipeline.cli.progress import page_reader
from pipeline.errors import (
    INTERNAL_EXIT,
    InputError,
    OutputError,
    PipelineError,
    WrongUsageError,
    unforeseen_message,
)
from pipeline.outputs.writing import WRITTEN
from pipeline.system.bounds import Deadline, memory_named, time_allowed
from pipeline.system.stopping import Stopped, check_stopped, signals_stop
from pipeline.system.terminal import complain, shown_output, unraisable_dropped


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    WRITTEN.clear()
    with signals_stop(), unraisable_dropped():
        try:
            return run_arguments(arguments)
        except Stopped as stop:
            complain(stopped_message())
            code = stop.exit_code
        # What the interrupted functions left open is put away here, where nobody is told of it.
        gc.collect()
        return code


def run_arguments(arguments: Sequence[str] | None) -> int:
    """Run the command that some arguments call, and see that all was printed; the exit code.

    Raises:
        Stopped: the process was told to end.
    """
    with shown_output() as output:
        code = run_parsed(arguments)
        output.flush()
    check_stopped()
    if output.problem is None or isinstance(output.problem, BrokenPipeError):
        # Whoever reads the output may have seen enough of it.
        return code
    complain(
        f"standard output: cannot be written ({output.problem.strerror}), so what was to be "
        "printed is not whole: check free space, or print elsewhere."
    )
    return max(code, OutputError.exit_code)


def run_parsed(arguments: Sequence[str] | None) -> int:
    """Parse arguments, and run the command that they call; the exit code.

    An error is told in one sentence; with --debug it passes, so that Python shows its trace.
    """
    debug = False
    try:
        options = make_parser().parse_args(arguments)
        debug = options.debug
        require_current_folder()
        if "schemas" in options and options.schemas is None:
            options.schemas = usual_schemas()
        # The process is short and calculates little: looking for cycles while the libraries load
        # would take a tenth of its time, and starting threads for linear algebra another.
        gc.disable()
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        with limited_memory():
            return run(options)
    except SystemExit as end:
        # Help or the version was printed.
        return int(end.code or 0)
    except PipelineError as error:
        check_stopped()
        if debug:
            raise
        complain(str(error))
        return error.exit_code
    except MemoryError:
        complain("there is more to read than the memory holds: name less at once. [memory-limit]")
        return InputError.exit_code
    except Exception as error:
        check_stopped()
        if debug:
            raise
        complain(unforeseen_message(error))
        return INTERNAL_EXIT


def stopped_message() -> str:
    """What a run that was stopped has done."""
    if not WRITTEN:
        return "stopped: outputs are as they were."
    places = dict.fromkeys(WRITTEN)
    done, verb = ", ".join(map(str, places)), "is" if len(places) == 1 else "are"
    return f"stopped: {done} {verb} written, all other outputs are as they were."


def require_current_folder() -> None:
    """See that there is a current folder, which paths and reports start from.

    Raises:
        WrongUsageError: it was removed.
    """
    try:
        Path.cwd()
    except OSError as error:
        raise WrongUsageError(
            f"the current folder cannot be used ({error.strerror}): go to another one."
        ) from None


def run(options: argparse.Namespace) -> int:
    """Run the command that was called; the exit code."""
    if options.command == "build":
        return build_all(options)
    if options.command == "decide":
        return run_decide(options)
    if options.command == "compare":
        from pipeline.cli.compare import compare

        return compare(options)
    if options.command == "checks":
        from pipeline.cli.checks import list_checks

        return list_checks(options)
    if options.command == "suggest":
        from pipeline.cli.suggest import suggest

        return suggest(options)
    if options.command == "inspect":
        return run_inspect(options)
    if options.command == "init":
        from pipeline.cli.init import write_workplace

        return write_workplace(options)
    raise AssertionError(options.command)


def run_inspect(options: argparse.Namespace) -> int:
    """Show what a document holds; the exit code."""
    deadline = Deadline(options.pdf, *time_allowed(options.time_limit))
    with memory_named(options.pdf):
        with page_reader(options.pdf, options) as reader:
            # Imported here, so that the child reads the PDF while these take their time.
            from pipeline.cli.inspect import show_document

            document = reader.document()
            deadline.allow_for(document.pages_filled)
        show_document(document, deadline, options)
    return 0


def run_decide(options: argparse.Namespace) -> int:
    """Record decisions on a document; the exit code."""
    pdf = document_path(options.name)
    require_names(pdf, options.schemas)
    deadline = Deadline(pdf, *time_allowed(options.time_limit))
    with memory_named(pdf):
        with page_reader(pdf, options) as reader:
            from pipeline.cli.decide import record_decisions

            document = reader.document()
            deadline.allow_for(document.pages_filled)
        return record_decisions(document, deadline, options)
